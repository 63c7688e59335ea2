/**
 * The checking rules of the form ENT-Q as somebody would write them by hand for speed: plain numbers, no engine. A
 * missing value gives null where the engine cannot tell.
 */
export type Told = boolean | null;

/** Fields by id; null: not filled. */
export type Numbers = Readonly<Record<string, number | null>>;

export interface NumberReport {
  readonly now: Numbers;
  readonly previous: Numbers;
  readonly lastYear: Numbers;
}

type Maybe = number | null | undefined;

const isKnown = (n: Maybe): n is number => n !== null && n !== undefined;
const atMost = (a: Maybe, b: Maybe): Told => (isKnown(a) && isKnown(b) ? a <= b : null);
const below = (a: Maybe, b: Maybe): Told => (isKnown(a) && isKnown(b) ? a < b : null);
const same = (a: Maybe, b: Maybe): Told => (isKnown(a) && isKnown(b) ? a === b : null);
const times = (a: Maybe, n: number): Maybe => (isKnown(a) ? a * n : null);
const size = (a: Maybe): Maybe => (isKnown(a) ? Math.abs(a) : null);
const or = (a: Told, b: Told): Told =>
  a === true || b === true ? true : a === null || b === null ? null : false;

type Rule = (report: NumberReport) => Told;

/** Below ten times last period, or small. */
const jump =
  (field: string, small: number): Rule =>
  ({ now, previous }) =>
    or(below(now[field], times(previous[field], 10)), below(now[field], small));

/** More than a thousandth of last year, or small then. */
const fall =
  (field: string, small: number): Rule =>
  ({ now, lastYear }) =>
    or(below(lastYear[field], times(now[field], 1000)), below(lastYear[field], small));

const notNegative =
  (field: string): Rule =>
  ({ now }) =>
    atMost(0, now[field]);

export const ENT_Q_BY_HAND: Readonly<Record<string, Rule>> = {
  S29: ({ now }) => atMost(now.rd_staff_end, now.staff_end),
  S30: ({ now, previous }) => atMost(previous.revenue_ytd, now.revenue_ytd),
  S31: ({ now }) => atMost(now.export_ytd, now.revenue_ytd),
  'N-revenue_ytd': notNegative('revenue_ytd'),
  'N-rd_ytd': notNegative('rd_ytd'),
  'N-tax_ytd': notNegative('tax_ytd'),
  'N-export_ytd': notNegative('export_ytd'),
  'N-staff_end': notNegative('staff_end'),
  'N-rd_staff_end': notNegative('rd_staff_end'),
  'N-order': notNegative('order'),
  'J-revenue_ytd': jump('revenue_ytd', 1000),
  'J-rd_ytd': jump('rd_ytd', 1000),
  'J-profit_ytd': ({ now, previous }) =>
    or(below(size(now.profit_ytd), times(size(previous.profit_ytd), 10)), below(size(now.profit_ytd), 1000)),
  'J-tax_ytd': jump('tax_ytd', 1000),
  'J-export_ytd': jump('export_ytd', 1000),
  'J-staff_end': jump('staff_end', 100),
  'J-rd_staff_end': jump('rd_staff_end', 100),
  'J-order': jump('order', 1000),
  'T-revenue_ytd': fall('revenue_ytd', 1000),
  'T-rd_ytd': fall('rd_ytd', 1000),
  'T-tax_ytd': fall('tax_ytd', 1000),
  'T-export_ytd': fall('export_ytd', 1000),
  'T-staff_end': fall('staff_end', 100),
  'T-rd_staff_end': fall('rd_staff_end', 100),
  Q1: ({ now }) => atMost(size(now.profit_ytd), now.revenue_ytd),
  Q2: ({ now }) => or(below(0, now.staff_end), same(now.revenue_ytd, 0)),
  Q3: ({ now }) => atMost(now.tax_ytd, now.revenue_ytd),
  A1: ({ now }) => or(below(0, now.rd_ytd), same(now.rd_staff_end, 0)),
};
