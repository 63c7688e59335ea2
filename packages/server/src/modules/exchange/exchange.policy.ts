import type { Rights } from '../../kernel/operation/rights.ts';

/** Who reads a report may have it as a workbook; only the respondent writes figures back, as on the page. */
export const exchangePolicy = {
  'exchange.workbook': {
    office: 'zone',
    'sub-park': 'place',
    operator: 'zone',
    carrier: 'own',
    enterprise: 'own',
  },
  'exchange.preview': { carrier: 'own', enterprise: 'own' },
  'exchange.marked': { carrier: 'own', enterprise: 'own' },
  'exchange.apply': { carrier: 'own', enterprise: 'own' },
} as const satisfies Record<string, Rights>;
