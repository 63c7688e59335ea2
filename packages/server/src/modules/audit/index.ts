export { auditRoutes } from './audit.routes.ts';
export { type TrailLine, exportTrail } from './export.read.ts';
export { auditPolicy, findHeads, listEntries, readHead, verifyTrail } from './trail.read.ts';
