import type { ArithmeticOperator } from './ast.ts';
import { ANY, COUNT, DATE, DAYS, type FormulaType, isDuration } from './types.ts';

/**
 * The type of arithmetic with days and durations, or undefined when it is none: a duration is added to a day or to a
 * duration of its kind, two days differ by days, a duration is multiplied and divided by a number.
 */
export function calendarType(
  operator: ArithmeticOperator,
  left: FormulaType,
  right: FormulaType,
): FormulaType | undefined {
  const isDate = ({ kind }: FormulaType) => kind === 'date';
  const isNumber = ({ kind }: FormulaType) => kind === 'number';
  if (left.kind === 'any' || right.kind === 'any')
    return [left, right].some((type) => isDate(type) || isMoment(type) || isDuration(type)) ? ANY : undefined;
  if (isMoment(left) || isMoment(right)) return momentType(operator, left, right);
  if (operator === '+' && isDate(left) && isDuration(right)) return DATE;
  if (operator === '+' && isDuration(left) && isDate(right)) return DATE;
  if (operator === '-' && isDate(left) && isDate(right)) return DAYS;
  if (operator === '-' && isDate(left) && isDuration(right)) return DATE;
  const isSame = isDuration(left) && left.kind === right.kind;
  if (isSame && (operator === '+' || operator === '-')) return left;
  if (isSame && operator === '/') return COUNT;
  if (isDuration(left) && isNumber(right) && (operator === '*' || operator === '/')) return left;
  return operator === '*' && isNumber(left) && isDuration(right) ? right : undefined;
}

const isMoment = ({ kind }: FormulaType) => kind === 'date and time' || kind === 'time';

function momentType(
  operator: ArithmeticOperator,
  left: FormulaType,
  right: FormulaType,
): FormulaType | undefined {
  const moves = (moment: FormulaType, by: FormulaType) =>
    isMoment(moment) && isDuration(by) && (moment.kind !== 'time' || by.kind === DAYS.kind);
  if (operator === '+') return moves(left, right) ? left : moves(right, left) ? right : undefined;
  if (operator !== '-') return undefined;
  if (moves(left, right)) return left;
  const isPoint = ({ kind }: FormulaType) => kind === 'date and time' || kind === 'date';
  return left.kind === right.kind || (isPoint(left) && isPoint(right)) ? DAYS : undefined;
}
