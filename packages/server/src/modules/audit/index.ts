export { auditRoutes } from './audit.routes.ts';
export { exportTrail } from './export.read.ts';
export { findHeads, listEntries, readHead, verifyTrail } from './trail.read.ts';
