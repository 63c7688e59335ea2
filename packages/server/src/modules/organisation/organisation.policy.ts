import type { Rights } from '../../kernel/operation/rights.ts';

export const organisationPolicy = {
  'organisation.loadPark': { 'system-admin': 'zone' },
  'organisation.setDemoDay': { 'system-admin': 'zone' },
  'organisation.registerCarriers': { office: 'zone' },
  'organisation.registerEnterprises': { office: 'zone' },
  'organisation.moveEnterprise': { office: 'zone' },
  'organisation.moveCarrier': { office: 'zone' },
  'organisation.units': {
    office: 'zone',
    'sub-park': 'zone',
    operator: 'zone',
    leader: 'zone',
    department: 'zone',
    carrier: 'zone',
    enterprise: 'zone',
    'audit-admin': 'zone',
    'security-admin': 'zone',
    'system-admin': 'zone',
  },
} as const satisfies Record<string, Rights>;
