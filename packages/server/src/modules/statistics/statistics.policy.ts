import type { Rights } from '../../kernel/operation/rights.ts';

const seen = {
  office: 'zone',
  'sub-park': 'place',
  operator: 'zone',
  carrier: 'own',
  enterprise: 'own',
} as const satisfies Rights;

/**
 * Who may do what with reports. Only the respondent, its sub-park and the office see a report, and the operating body
 * those that it accepts (the form says so on its face); only the respondent writes figures.
 */
export const statisticsPolicy = {
  'statistics.listPeriods': { ...seen, leader: 'zone' },
  'statistics.progress': { office: 'zone', 'sub-park': 'place', operator: 'zone', leader: 'zone' },
  'statistics.openPeriod': { office: 'zone' },
  'statistics.closePeriod': { office: 'zone' },
  'statistics.reopenPeriod': { office: 'zone' },
  'statistics.listSubmissions': seen,
  'statistics.getSubmission': seen,
  'statistics.cover': { office: 'zone', 'sub-park': 'place', carrier: 'own', enterprise: 'own' },
  'statistics.checkCover': { office: 'zone', 'sub-park': 'place', carrier: 'own', enterprise: 'own' },
  'statistics.saveDraft': { carrier: 'own', enterprise: 'own' },
  'statistics.submit': { carrier: 'own', enterprise: 'own' },
  'statistics.sendBack': { office: 'zone', 'sub-park': 'place', operator: 'zone' },
  'statistics.review': { 'sub-park': 'place' },
  'statistics.accept': { office: 'zone', operator: 'zone' },
  'statistics.passClean': { office: 'zone', 'sub-park': 'place', operator: 'zone' },
  'statistics.reminderList': { office: 'zone', 'sub-park': 'place' },
  'statistics.remind': { office: 'zone', 'sub-park': 'place' },
  'statistics.extendDue': { office: 'zone' },
  'statistics.exempt': { office: 'zone' },
  'statistics.include': { office: 'zone' },
  'statistics.listAddable': { office: 'zone' },
  'statistics.addRespondent': { office: 'zone' },
  'statistics.reopenSubmission': { office: 'zone', operator: 'zone' },
} as const satisfies Record<string, Rights>;
