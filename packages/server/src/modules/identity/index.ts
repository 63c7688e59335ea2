export { identityRoutes } from './identity.routes.ts';
export { type NewMember, addFirstMember, addMembers, endMember } from './member.service.ts';
export { hashPassword } from './sign-in.service.ts';
