export { readPlan, readProgress } from './plan.read.ts';
export { planRoutes } from './plan.routes.ts';
export { insertPlan } from './plan.store.ts';
