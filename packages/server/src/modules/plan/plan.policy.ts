import type { Rights } from '../../kernel/operation/rights.ts';

/** The plan is public to everybody who works in the zone. */
const EVERYBODY = {
  office: 'zone',
  'sub-park': 'zone',
  operator: 'zone',
  carrier: 'zone',
  enterprise: 'zone',
  department: 'zone',
  leader: 'zone',
  expert: 'zone',
  provider: 'zone',
  specialist: 'zone',
} as const;

export const planPolicy = {
  'plan.read': EVERYBODY,
  'plan.tasks': EVERYBODY,
  'plan.assignTask': { office: 'zone' },
  'plan.progress': { office: 'zone', leader: 'zone' },
} as const satisfies Record<string, Rights>;
