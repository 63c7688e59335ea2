/** A reporting period as a half-open range of days. */
export interface Period {
  readonly code: string;
  readonly kind: 'month' | 'quarter' | 'year';
  readonly year: number;
  /** 1 … 12, 1 … 4, or 1. */
  readonly number: number;
  readonly starts: string;
  /** The first day after it. */
  readonly ends: string;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const firstOf = (year: number, month: number) =>
  `${String(year + Math.floor((month - 1) / 12)).padStart(4, '0')}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;

/** Reads 2026Q3, 2026 or 2026-09. @throws RangeError for anything else */
export function periodOf(code: string): Period {
  const [, yearText, quarter, month] = /^(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(code) ?? [];
  if (yearText === undefined) throw new RangeError(`"${code}" is no period; write 2026Q3, 2026 or 2026-09.`);
  const kind = quarter ? 'quarter' : month ? 'month' : 'year';
  return build(kind, Number(yearText), Number(quarter ?? month ?? 1));
}

function build(kind: Period['kind'], year: number, number: number): Period {
  const length = MONTHS[kind];
  const first = (number - 1) * length + 1;
  const code =
    kind === 'quarter'
      ? `${year}Q${number}`
      : kind === 'month'
        ? `${year}-${String(number).padStart(2, '0')}`
        : String(year);
  return { code, kind, year, number, starts: firstOf(year, first), ends: firstOf(year, first + length) };
}

/** A day counted from the end of a period: `month` 1 is the first month after it. */
export function dayAfter(
  { ends }: Period,
  { month, day }: { readonly month: number; readonly day: number },
): string {
  const first = firstOf(Number(ends.slice(0, 4)), Number(ends.slice(5, 7)) + month - 1);
  return `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** The period `by` steps later; negative: earlier. */
export function shiftPeriod({ kind, year, number }: Period, by: number): Period {
  const perYear = 12 / MONTHS[kind];
  const index = year * perYear + (number - 1) + by;
  return build(kind, Math.floor(index / perYear), (index % perYear) + 1);
}

export const nextPeriod = (period: Period): Period => shiftPeriod(period, 1);
export const previousPeriod = (period: Period): Period => shiftPeriod(period, -1);
export const samePeriodLastYear = ({ kind, year, number }: Period): Period => build(kind, year - 1, number);
/** The last quarter of the year before, where running totals are those of the whole year. */
export const lastQuarterOfYear = (year: number): Period => build('quarter', year, 4);

const MONTH_NAMES = [
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
] as const;

/** What a level of this period is called: 2026年9月末, end of September 2026. */
export function endLabel({ kind, year, number }: Period): { zh: string; en: string } {
  const month = number * MONTHS[kind];
  return kind === 'year'
    ? { zh: `${year}年末`, en: `end of ${year}` }
    : { zh: `${year}年${month}月末`, en: `end of ${MONTH_NAMES[month - 1]} ${year}` };
}
