import { type Period, samePeriodLastYear, shiftPeriod } from '@yuanheng/engine/calendar';
import { Decimal, convert, unitOf } from '@yuanheng/engine/formula';
import type { Measure } from '@yuanheng/park';

type Window = Extract<Measure, { window: string }>['window'];

const PER_YEAR = { month: 12, quarter: 4, year: 1 } as const;

/**
 * Which periods a window adds and takes away. Of running totals the last year up to a period is this year so far, plus
 * last year, minus last year so far; flows are added up period by period.
 */
export function termsOf(
  period: Period,
  window: Window,
  kind: string | undefined,
): { code: Period; sign: 1 | -1 }[] {
  const only = [{ code: period, sign: 1 as const }];
  if (window === 'level') return only;
  const perYear = PER_YEAR[period.kind];
  if (kind === 'flow') {
    const length = window === 'year-to-date' ? period.number : perYear;
    return Array.from({ length }, (_, i) => ({ code: shiftPeriod(period, -i), sign: 1 }));
  }
  if (window === 'year-to-date' || period.number === perYear) return only;
  return [
    ...only,
    { code: shiftPeriod(period, -period.number), sign: 1 },
    { code: samePeriodLastYear(period), sign: -1 },
  ];
}

/** A reported value in the unit that the form has now. */
export function inUnit(text: string, from: string, to: string): Decimal {
  const value = Decimal.parse(text) ?? Decimal.of(0n);
  return from === to ? value : convert(value, unitOf(from), unitOf(to));
}
