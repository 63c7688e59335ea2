import type { SubmissionRow } from '@yuanheng/contract';
import { type CleanRule, type NotClean, whyNotClean } from '@yuanheng/engine/statistics';

export type Filter = 'waiting' | 'queries' | 'clean';

/** Why a waiting report is looked at by itself. It was submitted, so that each of its queries is explained. */
export const reasonAgainst = (row: SubmissionRow, rule: CleanRule): NotClean | null =>
  whyNotClean({ ...row, unexplained: 0 }, rule);

export const FITS: Record<Filter, (row: SubmissionRow) => boolean> = {
  waiting: () => true,
  queries: (row) => row.queries > 0,
  clean: (row) => reasonAgainst(row, 'untroubled') === null,
};
