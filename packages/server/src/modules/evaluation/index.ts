export { evaluationRoutes } from './evaluation.routes.ts';
export { closeRound, listRounds, readResult, recomputeRound } from './evaluation.service.ts';
export { evaluationContent, findScheme, schemesInForce } from './scheme.store.ts';
