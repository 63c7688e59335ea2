import type { ArithmeticOperator } from './ast.ts';
import { plusDays, plusMonths, serialOf, splitSeconds } from './days.ts';
import { Decimal } from './decimal.ts';
import { Duration } from './duration.ts';
import { Moment } from './moment.ts';
import { between, laterThan, midnight } from './moments.ts';
import { type Day, type FormulaValue, isDay } from './values.ts';

/** Arithmetic with days and durations; undefined when it is none, null when there is no such day. */
export function calendarArithmetic(
  operator: ArithmeticOperator,
  a: FormulaValue,
  b: FormulaValue,
): FormulaValue | undefined {
  if (a === null || b === null) return undefined;
  if (a instanceof Duration && b instanceof Duration) return ofDurations(operator, a, b);
  if (a instanceof Duration && b instanceof Decimal) return scaled(operator, a, b);
  if (a instanceof Decimal && b instanceof Duration) return operator === '*' ? scaled('*', b, a) : undefined;
  if (a instanceof Duration && isDay(b)) return operator === '+' ? later(b, a) : undefined;
  if (a instanceof Moment || b instanceof Moment) return withMoments(operator, a, b);
  if (!isDay(a)) return undefined;
  if (b instanceof Duration && operator === '+') return later(a, b);
  if (b instanceof Duration && operator === '-') return later(a, b.with(b.amount.negated()));
  if (!isDay(b) || operator !== '-') return undefined;
  return Duration.ofSeconds(Decimal.of(BigInt(serialOf(a) - serialOf(b)) * 86_400n));
}

function withMoments(operator: ArithmeticOperator, a: FormulaValue, b: FormulaValue): FormulaValue {
  if (operator === '+' && a instanceof Duration && b instanceof Moment) return laterThan(b, a);
  if (operator === '+' && a instanceof Moment && b instanceof Duration) return laterThan(a, b);
  if (operator !== '-') return null;
  if (a instanceof Moment && b instanceof Duration) return laterThan(a, b.with(b.amount.negated()));
  const [to, from] = [momentFrom(a), momentFrom(b)];
  return to && from && between(from, to);
}

/** A day beside a moment is its midnight in UTC; beside a local moment it cannot be told. */
const momentFrom = (value: FormulaValue): Moment | null =>
  value instanceof Moment ? value : value !== null && isDay(value) ? midnight(value, 0) : null;

function ofDurations(operator: ArithmeticOperator, a: Duration, b: Duration): FormulaValue {
  if (a.kind !== b.kind) return null;
  if (operator === '+') return a.with(a.amount.plus(b.amount));
  if (operator === '-') return a.with(a.amount.minus(b.amount));
  return operator === '/' ? a.amount.dividedBy(b.amount) : null;
}

function scaled(operator: ArithmeticOperator, duration: Duration, factor: Decimal): FormulaValue {
  if (operator === '*') return duration.with(duration.amount.times(factor));
  const amount = operator === '/' ? duration.amount.dividedBy(factor) : null;
  return amount && duration.with(amount);
}

/** A part of a day that is not whole ends on the day that it reaches into. */
const later = (day: Day, duration: Duration): Day | null =>
  duration.isMonths ? plusMonths(day, duration.amount) : plusDays(day, splitSeconds(duration.amount)[0]);

/** Whole months from one day to another, as a duration. */
export function monthsBetween(from: Day, to: Day): Duration {
  const [early, late] = from.day <= to.day ? [from, to] : [to, from];
  const parts = ({ day }: Day) =>
    [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))] as const;
  const [[y1, m1, d1], [y2, m2, d2]] = [parts(early), parts(late)];
  const months = (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0);
  return Duration.ofMonths(Decimal.of(BigInt(early === from ? months : -months)));
}
