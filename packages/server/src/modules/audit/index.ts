export { auditRoutes } from './audit.routes.ts';
export { auditPolicy, listEntries, verifyTrail } from './trail.read.ts';
