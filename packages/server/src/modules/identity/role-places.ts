import type { Role } from '@yuanheng/contract';

export type PlaceKind = 'zone' | 'none' | 'sub-park' | 'carrier' | 'enterprise';

/** Where each role is held. */
export const PLACE_OF: Readonly<Record<Role, PlaceKind>> = {
  office: 'zone',
  'sub-park': 'sub-park',
  operator: 'zone',
  carrier: 'carrier',
  enterprise: 'enterprise',
  department: 'zone',
  expert: 'none',
  provider: 'none',
  specialist: 'none',
  leader: 'zone',
  'system-admin': 'zone',
  'security-admin': 'zone',
  'audit-admin': 'zone',
};

const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'] as const;
export type Administrator = (typeof ADMINISTRATORS)[number];

export const isAdministrator = (role: Role): role is Administrator =>
  (ADMINISTRATORS as readonly Role[]).includes(role);

/** What the place of a role is called when it is no unit of its own. */
export function namedPlace(role: Role): { readonly zh: string; readonly en: string } {
  if (role === 'system-admin') return { zh: '系统', en: 'System' };
  if (role === 'security-admin') return { zh: '账号与授权', en: 'Accounts' };
  if (role === 'audit-admin') return { zh: '审计', en: 'Audit' };
  return PLACE_OF[role] === 'none' ? { zh: '不限地点', en: 'No place' } : { zh: '全园', en: 'Whole zone' };
}
