import { Decimal } from '../decimal.ts';
import { COUNT, type FormulaType, TEXT } from '../types.ts';
import { type Day, type FormulaValue, isDay } from '../values.ts';
import { type FormulaFunction, fixed } from './define.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const number = (n: number) => Decimal.of(BigInt(n));

function parts({ day }: Day): [year: number, month: number, date: number] {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}

/** Days since 0000-03-01 of the Gregorian calendar (H. Hinnant, chrono-compatible low-level date algorithms). */
export function serialOf(day: Day): number {
  const [year, month, date] = parts(day);
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear;
}

const newYear = (year: number): Day => ({ day: `${String(year).padStart(4, '0')}-01-01` });
/** 0 = Monday; 0000-03-01 was a Wednesday. */
const weekday = (day: Day) => (((serialOf(day) + 2) % 7) + 7) % 7;
const dayOfYear = (day: Day) => serialOf(day) - serialOf(newYear(parts(day)[0])) + 1;

/** The week of ISO 8601: week 1 holds the year's first Thursday. */
function weekOfYear(day: Day): number {
  const week = Math.floor((dayOfYear(day) - (weekday(day) + 1) + 10) / 7);
  const [year] = parts(day);
  if (week < 1) return weekOfYear({ day: `${String(year - 1).padStart(4, '0')}-12-31` });
  const firstOfNext = weekday(newYear(year + 1));
  return week === 53 && firstOfNext <= 3 ? 1 : week;
}

function onDay(
  { name, doc, result }: { readonly name: string; readonly doc: string; readonly result: FormulaType },
  of: (day: Day) => FormulaValue,
): FormulaFunction {
  return {
    name,
    params: ['date'],
    doc,
    type: fixed(result, 'date'),
    run: ([value = null]) => (value !== null && isDay(value) ? of(value) : null),
  };
}

export const DATE_FUNCTIONS: readonly FormulaFunction[] = [
  onDay({ name: 'day of year', doc: 'the number of the day in its year', result: COUNT }, (day) =>
    number(dayOfYear(day)),
  ),
  onDay(
    { name: 'day of week', doc: 'the English name of the weekday', result: TEXT },
    (day) => WEEKDAYS[weekday(day)] ?? null,
  ),
  onDay(
    { name: 'month of year', doc: 'the English name of the month', result: TEXT },
    (day) => MONTHS[parts(day)[1] - 1] ?? null,
  ),
  onDay({ name: 'week of year', doc: 'the ISO 8601 week', result: COUNT }, (day) => number(weekOfYear(day))),
];
