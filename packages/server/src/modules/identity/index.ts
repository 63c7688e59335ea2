export { identityRoutes } from './identity.routes.ts';
export { type NewMember, addFirstMember, addMembers, endMember } from './member.service.ts';
export { hashPassword } from './sign-in.service.ts';

/** @public Tables that the SQL of other modules may read: who did it has a name. */
export const publishedTables = ['member'] as const;
