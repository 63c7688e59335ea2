/**
 * What the law makes of a form's values. Official statistics, 统计调查, say nothing about their respondent to anybody who
 * judges it, and leave the office only in totals of several respondents.
 */
export const LEGAL_NATURES = ['统计调查', '行政管理', '自愿填报'] as const;

const OFFICIAL_STATISTICS: string = LEGAL_NATURES[0];

/** A total of fewer respondents lets somebody compute what one of them reported. */
export const FEWEST_RESPONDENTS = 3;

/** What figures are read for. */
export type Purpose = 'figures' | 'evaluation';

export const isOfficialStatistics = (legalNature: string): boolean => legalNature === OFFICIAL_STATISTICS;

/** Whether values collected under a legal nature may be read for a purpose. */
export const mayBeReadFor = (legalNature: string, purpose: Purpose): boolean =>
  purpose !== 'evaluation' || !isOfficialStatistics(legalNature);
