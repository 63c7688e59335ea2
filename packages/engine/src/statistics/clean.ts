import { decimal } from '../formula/index.ts';

/**
 * Which reports may be passed together: `untroubled` without any finding to explain and with little change against last
 * period, `explained` without errors and with every query explained.
 */
export const CLEAN_RULES = ['untroubled', 'explained'] as const;
export type CleanRule = (typeof CLEAN_RULES)[number];

/** Why a report is looked at by itself. */
export type NotClean = 'errors' | 'unexplained' | 'queries' | 'nothing-to-compare' | 'change';

/** Relative change of a figure, from which on a report is not untroubled. */
export const CHANGE_LOOKED_AT = '0.2';

export interface Troubles {
  readonly errors: number;
  readonly queries: number;
  /** Of the queries, those without an explanation. */
  readonly unexplained: number;
  /** Decimal text, 0.2 = 20 %; null: there is no last period to compare with. */
  readonly largestChange: string | null;
}

/**
 * Why a report may not be passed together with others; null: it may be. The desk previews by it, the server passes by it.
 *
 * @example
 * whyNotClean({ errors: 0, queries: 1, unexplained: 0, largestChange: '0.05' }, 'untroubled') // 'queries'
 */
export function whyNotClean(report: Troubles, rule: CleanRule): NotClean | null {
  if (report.errors > 0) return 'errors';
  if (report.unexplained > 0) return 'unexplained';
  if (rule === 'explained') return null;
  if (report.queries > 0) return 'queries';
  if (report.largestChange === null) return 'nothing-to-compare';
  return decimal(report.largestChange).abs().compare(decimal(CHANGE_LOOKED_AT)) < 0 ? null : 'change';
}
