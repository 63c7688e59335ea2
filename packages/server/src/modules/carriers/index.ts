export { carriersRoutes } from './carriers.routes.ts';
export { readRegister } from './register.read.ts';
export { apply, decide, enrol } from './register.service.ts';
export { listCarrierRounds, readResult, readResults } from './results.read.ts';
export { closeCarrierRound, recomputeCarrierRound } from './round.service.ts';
