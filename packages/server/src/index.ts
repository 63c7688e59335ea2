export { type Prepared, openDatabase, prepareForOwner } from './app/database.ts';
export { makerOf, setDemoDay } from './app/demo-day.ts';
export { joinDatabase } from './app/join-database.ts';
export { Demonstration, type DemoOptions, type DemoPromise, checkDemonstration } from './demo/index.ts';
export { findDemonstration, isHalfMade, recordDemonstration } from './app/demonstration.store.ts';
export {
  type Running,
  type ServeOptions,
  type Serving,
  hasZone,
  refuseOpenHost,
  serve,
} from './app/serve.ts';
export { type StartProgress } from './kernel/http/starting.ts';
export { type Actor } from './kernel/actor.ts';
export { zoneNow } from './kernel/clock.ts';
export { openPool } from './kernel/db/pool.ts';
export { EnvironmentFault } from './kernel/fault.ts';
export { type DemoSignIn } from './kernel/http/request-context.ts';
export { uuidv7 } from './kernel/ids.ts';
export { type ReadOperation, performRead, performWrite } from './kernel/operation/operation.ts';
export { Problem, sentence } from './kernel/problem.ts';
export { exportTrail, findHeads, readHead, verifyTrail } from './modules/audit/index.ts';
export { listRounds, recomputeRound } from './modules/evaluation/index.ts';
export { type ZoneRow, installationOf, listZones } from './modules/organisation/index.ts';
export { type Verification, listPeriods, verifyFacts } from './modules/statistics/index.ts';
