import { Decimal, decimal } from '../decimal.ts';
import { Duration } from '../duration.ts';
import type { FormulaType } from '../types.ts';
import { type FormulaValue, dayFromText, isDay, isList } from '../values.ts';
import type { SqlExpression } from './compile.ts';

/** The expression as text, digit for digit, in the form that `fromSqlText` reads, whatever the session's settings are. */
export function asSqlText({ sql, type }: SqlExpression): string {
  if (type.kind === 'date') return `to_char(${sql}, 'YYYY-MM-DD')`;
  if (type.kind !== 'list') return `${sql}::text`;
  // a json number would be read as a double
  return type.of.kind === 'date' ? `to_jsonb(${sql})::text` : `to_jsonb(${sql}::text[])::text`;
}

/** The value that a text of `asSqlText` says. */
export function fromSqlText(text: string | null, type: FormulaType): FormulaValue {
  if (text === null) return null;
  switch (type.kind) {
    case 'number':
      return Decimal.parse(text) ?? null;
    case 'days and time duration':
      return Duration.ofSeconds(decimal(text));
    case 'years and months duration':
      return Duration.ofMonths(decimal(text));
    case 'boolean':
      return text === 'true';
    case 'date':
      return dayFromText(text);
    case 'list':
      return (JSON.parse(text) as (string | null)[]).map((item) => fromSqlText(item, type.of));
    case 'date and time':
    case 'time':
      throw new RangeError(`There is no SQL text of a ${type.kind}.`);
    case 'text':
    case 'any':
      return text;
  }
}

/** A value as a parameter of a statement, which casts it to `sqlTypeOf` its type. */
export function toSqlText(value: FormulaValue): string | null | readonly (string | null)[] {
  if (value === null) return null;
  if (isList(value)) return value.map((item) => toSqlText(item) as string | null);
  if (value instanceof Duration) return value.amount.toString();
  return isDay(value) ? value.day : String(value);
}
