export { identityRoutes } from './identity.routes.ts';
export { hashPassword } from './sign-in.service.ts';
