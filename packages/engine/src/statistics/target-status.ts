import { daysBetween } from '../calendar/index.ts';
import { Decimal } from '../formula/index.ts';

export interface StatusRule {
  readonly onTrackFrom: number;
  readonly atRiskFrom: number;
}

export interface Aim {
  readonly comparator: string;
  readonly value: Decimal;
  readonly deadline: string | null;
  readonly baseline: { readonly value: Decimal; readonly on: string } | null;
}

export type TargetStatus = 'reached' | 'on-track' | 'at-risk' | 'behind' | 'not-judged';

/** Whether a value satisfies a target's comparator; `=` and a range count as reached from their lower value on. */
export function isReached({ comparator, value }: Aim, actual: Decimal): boolean {
  const order = actual.compare(value);
  if (comparator === '>') return order > 0;
  if (comparator === '<') return order < 0;
  return comparator === '<=' ? order <= 0 : order >= 0;
}

/** The planned value on a day: a straight line from the baseline to the deadline; null without a confirmed baseline. */
export function plannedOn({ value, deadline, baseline }: Aim, day: string): Decimal | null {
  if (baseline === null || deadline === null) return null;
  const whole = daysBetween(baseline.on, deadline);
  const gone = Math.min(Math.max(daysBetween(baseline.on, day), 0), whole);
  if (whole <= 0) return null;
  const share = Decimal.of(BigInt(gone)).dividedBy(Decimal.of(BigInt(whole)));
  return share === null ? null : baseline.value.plus(value.minus(baseline.value).times(share));
}

/**
 * How a target stands on a day: actual progress divided by planned progress, against the park's rule. Without a
 * confirmed baseline or without a value it is not judged.
 */
export function targetStatus(
  aim: Aim,
  actual: Decimal | null,
  { day, rule }: { readonly day: string; readonly rule: StatusRule },
) {
  if (actual === null)
    return { status: 'not-judged' as TargetStatus, planned: plannedOn(aim, day), share: null };
  const planned = plannedOn(aim, day);
  const expected = planned && aim.baseline ? planned.minus(aim.baseline.value) : null;
  const share = expected && aim.baseline ? actual.minus(aim.baseline.value).dividedBy(expected) : null;
  if (isReached(aim, actual)) return { status: 'reached' as TargetStatus, planned, share };
  if (share === null) return { status: 'not-judged' as TargetStatus, planned, share };
  const number = share.toNumber();
  const status: TargetStatus =
    number >= rule.onTrackFrom ? 'on-track' : number >= rule.atRiskFrom ? 'at-risk' : 'behind';
  return { status, planned, share };
}
