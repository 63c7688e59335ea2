import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { readPlan, readProgress } from './plan.read.ts';
import { readTasks } from './task.read.ts';
import { assignTask } from './task.service.ts';

const os = implement(contract.plan).$context<RequestContext>();

export const planRoutes = {
  read: os.read.handler(route(readPlan)),
  tasks: os.tasks.handler(route(readTasks)),
  assignTask: os.assignTask.handler(route(assignTask)),
  progress: os.progress.handler(route(readProgress)),
};
