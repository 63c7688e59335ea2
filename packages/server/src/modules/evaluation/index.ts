export { evaluationRoutes } from './evaluation.routes.ts';
export { closeRound, listRounds, readResult, recomputeRound } from './evaluation.service.ts';
export { readImpact } from './impact.read.ts';
export { evaluationContent, findScheme, schemesInForce } from './scheme.store.ts';
