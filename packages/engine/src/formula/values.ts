import { Decimal } from './decimal.ts';
import { Duration, type DurationKind } from './duration.ts';
import { Moment, type MomentKind } from './moment.ts';

/** A calendar day; compared by its text. */
export interface Day {
  readonly day: string;
}

/** What an expression can be worth; null: missing, cannot tell. */
export type FormulaValue =
  | null
  | boolean
  | string
  | Decimal
  | Day
  | Duration
  | Moment
  | readonly FormulaValue[];

export const isList = (value: FormulaValue): value is readonly FormulaValue[] => Array.isArray(value);
export const isDay = (value: FormulaValue): value is Day =>
  value !== null && typeof value === 'object' && 'day' in value;

/** The name of a value's type in the words of the standard. */
export function typeOf(
  value: FormulaValue,
): 'null' | 'boolean' | 'string' | 'number' | 'date' | 'list' | DurationKind | MomentKind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (value instanceof Decimal) return 'number';
  if (value instanceof Duration || value instanceof Moment) return value.kind;
  return isDay(value) ? 'date' : 'list';
}

/**
 * Whether two values are equal; null when that cannot be told: one is missing (also both: absent is not equal to
 * absent), or they are of different types.
 */
export function equals(a: FormulaValue, b: FormulaValue): boolean | null {
  if (a === null || b === null || typeOf(a) !== typeOf(b)) return null;
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b) === 0;
  if (isDay(a) && isDay(b)) return a.day === b.day;
  if (a instanceof Duration && b instanceof Duration) return a.amount.compare(b.amount) === 0;
  if (a instanceof Moment && b instanceof Moment) {
    const o = a.compare(b);
    return o === null ? null : o === 0;
  }
  if (isList(a) && isList(b)) return listsEqual(a, b);
  return a === b;
}

function listsEqual(a: readonly FormulaValue[], b: readonly FormulaValue[]): boolean {
  return a.length === b.length && a.every((item, i) => sameItem(item, b[i] ?? null));
}

/** Equality of list items, where a missing item is a thing: used by `list contains`, `distinct values` and the like. */
export function sameItem(a: FormulaValue, b: FormulaValue): boolean {
  return (a === null && b === null) || equals(a, b) === true;
}

/** Order of two numbers, texts, days, moments or durations of one kind; null for anything else or when one is missing. */
export function order(a: FormulaValue, b: FormulaValue): number | null {
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (typeof a === 'string' && typeof b === 'string') return orderOfTexts(a, b);
  if (isDay(a) && isDay(b)) return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
  if (a instanceof Duration && b instanceof Duration)
    return a.kind === b.kind ? a.amount.compare(b.amount) : null;
  return a instanceof Moment && b instanceof Moment ? a.compare(b) : null;
}

/** By the numbers of the characters, which JavaScript's own order of code units is not. */
function orderOfTexts(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  // within a pair of surrogates the first ones are equal: the second ones decide in the same way
  const [x = -1, y = -1] = [a.codePointAt(i), b.codePointAt(i)];
  return Math.sign(x - y);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the Gregorian calendar from its parts, or null when there is no such day. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  if (year < 1 || year > 9999 || date < 1 || date > last) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  return { day: `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}` };
}

/** A day from ISO text, or null. */
export function dayFromText(text: string): Day | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year ? dayFrom(Number(year), Number(month), Number(date)) : null;
}
