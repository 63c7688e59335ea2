export { Workings } from './compute.ts';
export { indicatorContent } from './content.store.ts';
export { acceptEntered, enterValue } from './entered.service.ts';
export { explain } from './explain.read.ts';
export { listEntered, readTable, readValues } from './indicators.read.ts';
export { indicatorsRoutes } from './indicators.routes.ts';
export { recordRun } from './run.service.ts';
