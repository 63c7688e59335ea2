import type { Rights } from '../../kernel/operation/rights.ts';

/** Who reads a report may have it as a workbook; only the respondent writes figures back, as on the page. */
export const exchangePolicy = {
  'exchange.workbook': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'exchange.preview': { enterprise: 'own' },
  'exchange.marked': { enterprise: 'own' },
  'exchange.apply': { enterprise: 'own' },
} as const satisfies Record<string, Rights>;
