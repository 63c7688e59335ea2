import type { SubmissionRow } from '@yuanheng/contract';

export type Filter = 'waiting' | 'queries' | 'clean';

const CLEAN_BELOW = 0.2;

export const isClean = (row: SubmissionRow): boolean =>
  row.queries === 0 && row.errors === 0 && Math.abs(Number(row.largestChange ?? 1)) < CLEAN_BELOW;

export const FITS: Record<Filter, (row: SubmissionRow) => boolean> = {
  waiting: () => true,
  queries: (row) => row.queries > 0,
  clean: isClean,
};
