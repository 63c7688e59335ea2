import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { readPlan, readProgress } from './plan.read.ts';

const os = implement(contract.plan).$context<RequestContext>();

export const planRoutes = {
  read: os.read.handler(route(readPlan)),
  progress: os.progress.handler(route(readProgress)),
};
