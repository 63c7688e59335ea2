import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { readImpact } from './impact.read.ts';
import { closeRound, listRounds, readResult } from './evaluation.service.ts';

const os = implement(contract.evaluation).$context<RequestContext>();

export const evaluationRoutes = {
  listRounds: os.listRounds.handler(route(listRounds)),
  result: os.result.handler(route(readResult)),
  impact: os.impact.handler(route(readImpact)),
  closeRound: os.closeRound.handler(route(closeRound)),
};
