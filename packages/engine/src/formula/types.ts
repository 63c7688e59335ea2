import type { DurationKind } from './duration.ts';
import type { MomentKind } from './moment.ts';
import { BARE, type Unit, unitOf } from './units.ts';

/** What an expression is before it runs. `any`: known only at run time (an item of a mixed list, the literal null). */
export type FormulaType =
  | { readonly kind: 'number'; readonly unit: Unit }
  | { readonly kind: 'text' | 'boolean' | 'date' | 'any' | DurationKind | MomentKind }
  | { readonly kind: 'list'; readonly of: FormulaType };

export const TEXT: FormulaType = { kind: 'text' };
export const BOOLEAN: FormulaType = { kind: 'boolean' };
export const DATE: FormulaType = { kind: 'date' };
/** A length of time in days, hours, minutes and seconds. */
export const DAYS: FormulaType = { kind: 'days and time duration' };
/** A length of time in years and months. */
export const MONTHS: FormulaType = { kind: 'years and months duration' };
export const MOMENT: FormulaType = { kind: 'date and time' };
export const TIME: FormulaType = { kind: 'time' };
export const ANY: FormulaType = { kind: 'any' };
export const COUNT: FormulaType = { kind: 'number', unit: BARE };
export const listOf = (of: FormulaType): FormulaType => ({ kind: 'list', of });
/** A number in a unit such as 千元; empty: a ratio. */
export const numberIn = (unit: string): FormulaType => ({ kind: 'number', unit: unitOf(unit) });
export const isDuration = (type: FormulaType | undefined): type is FormulaType =>
  type?.kind === DAYS.kind || type?.kind === MONTHS.kind;
