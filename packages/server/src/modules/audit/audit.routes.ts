import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { listEntries, verifyTrail } from './trail.read.ts';

const os = implement(contract.audit).$context<RequestContext>();

export const auditRoutes = {
  list: os.list.handler(route(listEntries)),
  verify: os.verify.handler(route(verifyTrail)),
};
