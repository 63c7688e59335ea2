import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { readRegister } from './register.read.ts';
import { apply, decide, enrol } from './register.service.ts';
import { listCarrierRounds, readResult, readResults } from './results.read.ts';
import { closeCarrierRound } from './round.service.ts';

const os = implement(contract.carriers).$context<RequestContext>();

export const carriersRoutes = {
  rounds: os.rounds.handler(route(listCarrierRounds)),
  results: os.results.handler(route(readResults)),
  result: os.result.handler(route(readResult)),
  closeRound: os.closeRound.handler(route(closeCarrierRound)),
  register: os.register.handler(route(readRegister)),
  decide: os.decide.handler(route(decide)),
  enrol: os.enrol.handler(route(enrol)),
  apply: os.apply.handler(route(apply)),
};
