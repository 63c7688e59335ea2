import { ROLES } from '@yuanheng/contract';
import type { Rights } from '../../kernel/operation/rights.ts';

/** What everybody may do about themselves. */
export const EVERYBODY: Rights = Object.fromEntries(ROLES.map((role) => [role, 'own'] as const));

/** Who may let somebody act for them: those who hold a place. Administrators act themselves. */
const DELEGATORS = {
  office: 'own',
  'sub-park': 'own',
  operator: 'own',
  carrier: 'own',
  enterprise: 'own',
  department: 'own',
  leader: 'own',
} as const;

const ADMINISTRATORS = { 'system-admin': 'zone', 'security-admin': 'zone', 'audit-admin': 'zone' } as const;

/**
 * The three administrators apart: the system administrator keeps people and their sign-ins, the security administrator
 * what they may do, the audit administrator looks on.
 */
export const identityPolicy = {
  // the installation's own deeds when it makes a zone; no route leads to them
  'identity.foundAdministrator': { 'system-admin': 'zone' },
  'identity.addMembers': { 'system-admin': 'zone' },
  'identity.listMembers': ADMINISTRATORS,
  'identity.getMember': ADMINISTRATORS,
  'identity.listPlaces': { 'security-admin': 'zone' },
  'identity.inviteMember': { 'system-admin': 'zone' },
  'identity.resetSignIn': { 'system-admin': 'zone' },
  'identity.disableMember': { 'system-admin': 'zone' },
  'identity.enableMember': { 'system-admin': 'zone' },
  'identity.endMemberSessions': { 'system-admin': 'zone', 'security-admin': 'zone' },
  'identity.unlockMember': { 'security-admin': 'zone' },
  'identity.endMember': { 'security-admin': 'zone' },
  'identity.grantRole': { 'security-admin': 'zone' },
  'identity.limitAssignment': { 'security-admin': 'zone' },
  'identity.endAssignment': { 'security-admin': 'zone' },
  'identity.resetSecondFactor': { 'security-admin': 'zone' },
  'identity.requireSecondFactor': { 'security-admin': 'zone' },
  'identity.delegate': DELEGATORS,
  'identity.endDelegation': DELEGATORS,
} as const satisfies Record<string, Rights>;
