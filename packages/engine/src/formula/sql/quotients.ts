import type { CompareOperator } from '../ast.ts';
import { Decimal } from '../decimal.ts';
import { type Fragment, booleanOf } from './fragment.ts';

/** A quotient that has not been worked out, and the written number that it is compared with. */
export interface QuotientBound {
  readonly dividend: Fragment;
  readonly divisor: Fragment;
  readonly bound: Decimal;
}

const PLACES = 20;
const HALF = Decimal.of(5n, PLACES + 1);
const SHORT = 60;
const ZERO = Decimal.of(0n);

/**
 * `a / b >= k` without the division, for a written `k`: the quotient is rounded half away from zero at 20 places, so it
 * reaches `k` exactly when the unrounded one reaches a place half a step away, and that is a question of `a` and a
 * multiple of `b`. Undefined where the division is the shorter way.
 */
export function compareQuotient(
  operator: CompareOperator,
  { dividend: a, divisor: b, bound: k }: QuotientBound,
): Fragment | undefined {
  const isEquality = operator === '=' || operator === '!=';
  if (isEquality || k.scale > PLACES || a.sql.length > SHORT || b.sql.length > SHORT) return undefined;
  const isNext = operator === '>' || operator === '<=';
  const step = isNext ? k.plus(HALF) : k.minus(HALF);
  // exactly half a step rounds away from zero: upwards to a bound above zero, downwards below it
  const reaches = isNext ? k.compare(ZERO) >= 0 : k.compare(ZERO) > 0;
  const isAbove = operator === '>' || operator === '>=';
  const [above, below] = isAbove === reaches ? ['>=', '<='] : ['>', '<'];
  const [whenPositive, whenNegative] = isAbove ? [above, below] : [below, above];
  const limit = `${b.sql} * ${step.toString()}::numeric`;
  const ask = (sign: string) => `${a.sql} ${sign} ${limit}`;
  return booleanOf(
    `(case sign(${b.sql}) when 1 then ${ask(whenPositive ?? '')} when -1 then ${ask(whenNegative ?? '')} end)`,
  );
}
