import type { DemoEnterprise } from './invent.ts';

/** A tenth-power slip that is explained is the demonstration's planted error, counted by demo check. */
export const withPlantedError = (answers: Record<string, string>): Record<string, string> => ({
  ...answers,
  rd_ytd: String(Number(answers.rd_ytd ?? 0) * 12),
});

/** How many enterprises can sign in; they come first. */
export const SIGN_INS = 6;
/** What the first enterprises' people find in the open quarter; the others follow their fate. */
export const [SENT_BACK, DUE, DRAFTING, WAITING] = [0, 1, 2, 3];
export const SMALL = 120_000;

/** Some small enterprises never report, and in the open quarter more are late; `open`: the place among the enterprises. */
export function isMissing(enterprise: DemoEnterprise, fate: number, open: number | null): boolean {
  if (open !== null && open < SIGN_INS) return open === DUE;
  return enterprise.revenue < SMALL && fate < (open === null ? 30 : 160);
}

/** A form in the middle of being filled: revenue below last quarter's, R&D with a digit too many, four items empty. */
export function halfWritten(answers: Record<string, string>): Record<string, string | null> {
  return {
    ...answers,
    revenue_ytd: String(Math.round(Number(answers.revenue_ytd) * 0.6)),
    rd_ytd: `${answers.rd_ytd}0`,
    tax_ytd: null,
    staff_end: null,
    rd_staff_end: null,
    outlook: null,
  };
}

const NUMBERS = [
  'revenue_ytd',
  'rd_ytd',
  'profit_ytd',
  'tax_ytd',
  'export_ytd',
  'staff_end',
  'rd_staff_end',
  'order',
];

/** An explanation for every query that may be asked; explaining more than is asked does no harm. */
export const explained = (text: string): Record<string, string> =>
  Object.fromEntries(
    ['S30', 'Q1', 'Q2', 'Q3', ...NUMBERS.flatMap((id) => [`J-${id}`, `T-${id}`])].map((id) => [id, text]),
  );
