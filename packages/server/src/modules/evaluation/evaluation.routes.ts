import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { closeRound, listRounds, readResult } from './evaluation.service.ts';

const os = implement(contract.evaluation).$context<RequestContext>();

export const evaluationRoutes = {
  listRounds: os.listRounds.handler(route(listRounds)),
  result: os.result.handler(route(readResult)),
  closeRound: os.closeRound.handler(route(closeRound)),
};
