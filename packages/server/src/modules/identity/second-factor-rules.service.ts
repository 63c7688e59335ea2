import { writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { identityPolicy } from './identity.policy.ts';
import type { OfRequest } from './own-request.ts';
import { audit, getOther } from './person.service.ts';
import { removeSecondFactor, setRequired } from './second-factor.store.ts';

/** For a lost device: the person begins anew; who resets the password is another administrator. */
export const resetSecondFactor = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.resetSecondFactor',
    rights: identityPolicy['identity.resetSecondFactor'],
    run: async (ctx, { memberId, reason }: { readonly memberId: string; readonly reason: string }) => {
      ctx.may('zone');
      const { name } = await getOther(ctx, memberId);
      if (!(await removeSecondFactor(ctx.db, memberId, realNow)))
        throw problem('SECOND_FACTOR_OFF', { name });
      audit(ctx, memberId, { reason });
      return { memberId };
    },
  });

/** Whether administrators and reviewers of the zone act only with a second factor. */
export const requireSecondFactor = writeOperation({
  name: 'identity.requireSecondFactor',
  rights: identityPolicy['identity.requireSecondFactor'],
  run: async (ctx, { isRequired, reason }: { readonly isRequired: boolean; readonly reason: string }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    await setRequired(ctx.db, isRequired);
    ctx.audit.add({
      subjectKind: 'zone',
      subjectId: zoneId,
      scopePath: '/',
      detail: { required: isRequired, reason },
    });
    return { isRequired };
  },
});
