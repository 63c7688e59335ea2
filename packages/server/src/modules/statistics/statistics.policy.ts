import type { Rights } from '../../kernel/operation/rights.ts';

/**
 * Who may do what with reports. Only the respondent, its sub-park and the office see a report (the form says so on its
 * face); only the respondent writes figures.
 */
export const statisticsPolicy = {
  'statistics.listPeriods': { office: 'zone', 'sub-park': 'place', enterprise: 'own', leader: 'zone' },
  'statistics.progress': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'statistics.openPeriod': { office: 'zone' },
  'statistics.closePeriod': { office: 'zone' },
  'statistics.reopenPeriod': { office: 'zone' },
  'statistics.listSubmissions': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'statistics.getSubmission': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'statistics.cover': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'statistics.checkCover': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'statistics.saveDraft': { enterprise: 'own' },
  'statistics.submit': { enterprise: 'own' },
  'statistics.sendBack': { office: 'zone', 'sub-park': 'place' },
  'statistics.review': { 'sub-park': 'place' },
  'statistics.accept': { office: 'zone' },
  'statistics.passClean': { office: 'zone', 'sub-park': 'place' },
  'statistics.reopenSubmission': { office: 'zone' },
} as const satisfies Record<string, Rights>;
