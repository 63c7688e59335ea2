import { type Period, periodOf } from '@yuanheng/engine/calendar';
import { type DemoEnterprise, inventCarriers, inventEnterprises } from './invent.ts';

export const SEED = 20_261_022;
/** The quarters of the demonstration; the last one is open. */
export const QUARTERS = [2023, 2024, 2025, 2026]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`))
  .filter((code) => code <= '2026Q3');

/** How many enterprises can sign in, and how many of them the sign-in page offers. */
export const SIGN_INS = 6;
export const SHOWN = 4;
/** What the first enterprises' people find in the open quarter; the others follow their fate. */
export const [SENT_BACK, DUE, DRAFTING, WAITING] = [0, 1, 2, 3];
const SMALL = 120_000;

/** What becomes of an enterprise's report of a quarter. */
export interface Fate {
  /** It never comes. */
  readonly missing: boolean;
  /** It is still being written. */
  readonly drafting: boolean;
  /** It holds the planted error. */
  readonly planted: boolean;
  /** On which day after the quarter's end it comes, counted from 0. */
  readonly days: number;
}

interface Of {
  /** The enterprise's place among all. */
  readonly index: number;
  readonly span: Pick<Period, 'year' | 'number'>;
  readonly isOpen: boolean;
}

/** Some small enterprises never report, in the open quarter more are late, and a few of them slip by a digit. */
export function fateOf({ revenue }: Pick<DemoEnterprise, 'revenue'>, { index, span, isOpen }: Of): Fate {
  const fate = (index * 7919 + span.year * 31 + span.number * 17) % 1000;
  const [small, known] = [revenue < SMALL, index < SIGN_INS];
  return {
    missing: isOpen && known ? index === DUE : small && fate < (isOpen ? 160 : 30),
    drafting: isOpen && (index === DRAFTING || (!known && fate > 985)),
    planted: isOpen && !known && small && fate % 41 === 0,
    days: 2 + (fate % 17),
  };
}

/** A tenth-power slip that is explained is the demonstration's planted error, counted by demo check. */
export const withPlantedError = (answers: Record<string, string>): Record<string, string> => ({
  ...answers,
  rd_ytd: String(Number(answers.rd_ytd ?? 0) * 12),
});

/** The rule that asks about the planted error, and the credit codes of those in whose open report it was planted. */
export const PLANTED_RULE = 'J-rd_ytd';
export function plantedIn(enterprises: number): ReadonlySet<string> {
  const span = periodOf(QUARTERS.at(-1) ?? '');
  return new Set(
    inventEnterprises(enterprises, inventCarriers(), SEED)
      .filter((enterprise, index) => {
        const { missing, drafting, planted } = fateOf(enterprise, { index, span, isOpen: true });
        return planted && !missing && !drafting;
      })
      .map(({ uscc }) => uscc),
  );
}
