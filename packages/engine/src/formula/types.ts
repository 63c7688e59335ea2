import { BARE, type Unit, unitOf } from './units.ts';

/** What an expression is before it runs. `any`: known only at run time (an item of a mixed list, the literal null). */
export type FormulaType =
  | { readonly kind: 'number'; readonly unit: Unit }
  | { readonly kind: 'text' | 'boolean' | 'date' | 'any' }
  | { readonly kind: 'list'; readonly of: FormulaType };

export const TEXT: FormulaType = { kind: 'text' };
export const BOOLEAN: FormulaType = { kind: 'boolean' };
export const DATE: FormulaType = { kind: 'date' };
export const ANY: FormulaType = { kind: 'any' };
export const COUNT: FormulaType = { kind: 'number', unit: BARE };
export const listOf = (of: FormulaType): FormulaType => ({ kind: 'list', of });
/** A number in a unit such as 千元; empty: a ratio. */
export const numberIn = (unit: string): FormulaType => ({ kind: 'number', unit: unitOf(unit) });
