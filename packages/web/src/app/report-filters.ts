import type { SubmissionStatus } from '@yuanheng/contract';

/** What a list of reports can be narrowed to: 未报 has not begun or is being filled in, exempted ones are neither. */
export const REPORT_FILTERS = [
  'reported',
  'not-reported',
  'submitted',
  'sent-back',
  'reviewed',
  'accepted',
  'exempt',
] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

/** As the counts of the period say it. */
export const isIn = (filter: ReportFilter, row: { status: SubmissionStatus; revision: number }): boolean => {
  if (filter === 'reported') return row.revision > 0;
  if (filter === 'not-reported') return row.revision === 0 && row.status !== 'exempt';
  return row.status === filter;
};
