import type { Rights } from '../../kernel/operation/rights.ts';

/** Figures are read by those whose place they cover; entered values are entered and accepted by the office. */
export const indicatorsPolicy = {
  'indicators.units': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'indicators.values': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'indicators.table': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'indicators.explain': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'indicators.listEntered': { office: 'zone', 'sub-park': 'place', leader: 'zone' },
  'indicators.enterValue': { office: 'zone' },
  'indicators.enterValues': { office: 'zone' },
  'indicators.acceptEntered': { office: 'zone' },
} as const satisfies Record<string, Rights>;
