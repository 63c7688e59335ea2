export { judgeTargets, readPlan, readProgress } from './plan.read.ts';
export { planRoutes } from './plan.routes.ts';
export { insertPlan } from './plan.store.ts';
export { readTasks } from './task.read.ts';
export { assignTask } from './task.service.ts';
