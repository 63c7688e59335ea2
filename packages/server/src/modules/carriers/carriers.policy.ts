import type { Rights } from '../../kernel/operation/rights.ts';

/**
 * Grades of carriers: the whole zone to the office, the operating body and the leaders, its own carriers to a sub-park,
 * itself to a carrier. Decisions are the office's.
 */
export const carriersPolicy = {
  'carriers.rounds': {
    office: 'zone',
    operator: 'zone',
    leader: 'zone',
    'sub-park': 'place',
    carrier: 'own',
  },
  'carriers.results': {
    office: 'zone',
    operator: 'zone',
    leader: 'zone',
    'sub-park': 'place',
    carrier: 'own',
  },
  'carriers.result': {
    office: 'zone',
    operator: 'zone',
    leader: 'zone',
    'sub-park': 'place',
    carrier: 'own',
  },
  'carriers.closeRound': { office: 'zone' },
  'carriers.register': { office: 'zone', operator: 'zone', leader: 'zone', 'sub-park': 'place' },
  'carriers.decide': { office: 'zone' },
  'carriers.enrol': { office: 'zone' },
  'carriers.apply': { office: 'zone' },
} as const satisfies Record<string, Rights>;
