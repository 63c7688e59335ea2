import { identity } from './identity.ts';

/** Every route of the product. */
export const contract = { identity };
export type Contract = typeof contract;

export { ROLES, type Role, type RouteMeta, type Words } from './base.ts';
export { PROBLEMS, type ProblemCode, type ProblemData } from './problems.ts';
export type { Me } from './identity.ts';
