import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import type { RequestContext } from '../../kernel/http/request-context.ts';
import {
  confirmSecondFactor,
  enrolSecondFactor,
  giveCode,
  renewRecoveryCodes,
  secondFactor,
} from './second-factor.service.ts';

const os = implement(contract.identity).$context<RequestContext>();

/** What somebody reaches who still owes the second factor. */
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
};
