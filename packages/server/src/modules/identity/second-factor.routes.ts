import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { ownRoute } from './own-request.ts';
import { requireSecondFactor, resetSecondFactor } from './second-factor-rules.service.ts';
import {
  confirmSecondFactor,
  enrolSecondFactor,
  giveCode,
  renewRecoveryCodes,
  secondFactor,
} from './second-factor.service.ts';

const os = implement(contract.identity).$context<RequestContext>();

/** The second factor: one's own, reached also by who still owes it, and the rules of the zone. */
export const secondFactorRoutes = {
  secondFactor: os.secondFactor.handler(({ context }) => secondFactor(context)),
  enrolSecondFactor: os.enrolSecondFactor.handler(({ context }) => enrolSecondFactor(context)),
  confirmSecondFactor: os.confirmSecondFactor.handler(({ context, input }) =>
    confirmSecondFactor(context, input),
  ),
  giveCode: os.giveCode.handler(({ context, input }) => giveCode(context, input)),
  renewRecoveryCodes: os.renewRecoveryCodes.handler(({ context, input }) =>
    renewRecoveryCodes(context, input),
  ),
  resetSecondFactor: os.resetSecondFactor.handler(ownRoute(resetSecondFactor)),
  requireSecondFactor: os.requireSecondFactor.handler(route(requireSecondFactor)),
};
