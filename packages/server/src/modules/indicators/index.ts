export { Workings } from './compute.ts';
export { indicatorContent } from './content.store.ts';
export { acceptEntered, enterValue, enterValues } from './entered.service.ts';
export { explain } from './explain.read.ts';
export { listEntered, listUnits, readTable, readValues } from './indicators.read.ts';
export { indicatorsRoutes } from './indicators.routes.ts';
export { readsReports } from './reads-reports.ts';
export { recordRun } from './run.service.ts';
export { type Worked } from './worked.ts';
