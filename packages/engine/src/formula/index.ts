export { type Ast } from './ast.ts';
export { check, type Environment } from './check.ts';
export { Decimal, decimal } from './decimal.ts';
export { Duration } from './duration.ts';
export { FormulaError, type FormulaErrorCode } from './error.ts';
export { day, evaluate, type Inputs } from './evaluate.ts';
export { Moment } from './moment.ts';
export { momentFromText, timeFromText } from './moments.ts';
export { parse } from './parse.ts';
export { type SqlExpression, compileSql } from './sql/compile.ts';
export { sqlTypeOf } from './sql/fragment.ts';
export { asSqlText, fromSqlText, toSqlText } from './sql/result.ts';
export { subset } from './subset.ts';
export { namesIn, type Trace, trace } from './trace.ts';
export {
  ANY,
  BOOLEAN,
  DATE,
  DAYS,
  type FormulaType,
  MOMENT,
  MONTHS,
  TEXT,
  TIME,
  listOf,
  numberIn,
} from './types.ts';
export { convert, type Unit, unitOf } from './units.ts';
export { type FormulaValue, isDay, isList, typeOf } from './values.ts';
