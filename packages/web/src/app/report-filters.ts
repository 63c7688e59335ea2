import type { SubmissionStatus } from '@yuanheng/contract';

/** What a list of reports can be narrowed to: 未报 has not begun or is being filled in, 已报 everything else. */
export const REPORT_FILTERS = [
  'reported',
  'not-reported',
  'submitted',
  'sent-back',
  'reviewed',
  'accepted',
] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

/** As the counts of the period say it. */
export const isIn = (filter: ReportFilter, row: { status: SubmissionStatus; revision: number }): boolean => {
  if (filter === 'reported') return row.revision > 0;
  return filter === 'not-reported' ? row.revision === 0 : row.status === filter;
};
