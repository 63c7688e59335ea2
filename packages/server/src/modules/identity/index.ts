export { foundAdministrator } from './founding.service.ts';
export { identityPolicy } from './identity.policy.ts';
export { identityRoutes } from './identity.routes.ts';
export { type NewMember, addFirstMember, addMembers } from './member.service.ts';
export { delegate } from './delegation.service.ts';
export { tokenOf } from './own-request.ts';
export { inviteMember } from './person.service.ts';
export { hashPassword } from './password.ts';
export { reportersOf } from './reporters.views.ts';

/** @public Tables that the SQL of other modules may read: who did it has a name. */
export const publishedTables = ['member'] as const;
