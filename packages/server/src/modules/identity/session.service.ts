import type { Me } from '@yuanheng/contract';
import type { Actor } from '../../kernel/actor.ts';
import type { Deed } from '../../kernel/audit/audit.store.ts';
import { dayOf } from '../../kernel/clock.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { COOKIE } from '../../kernel/http/session.ts';
import {
  type RequestContext,
  getRequestId,
  performance,
  signedIn,
} from '../../kernel/http/request-context.ts';
import { performWrite, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { EVERYBODY } from './identity.policy.ts';
import { revokeSession, setActiveAssignment } from './session.store.ts';
import { assignmentsOf, zoneOf } from './identity.views.ts';

export const aboutOneself = (actor: Actor, detail: Deed['detail'] = {}): Deed => ({
  subjectKind: 'member',
  subjectId: actor.memberId,
  // who has no place acts in the zone: at no path at all nobody would see or seal the entry
  scopePath: actor.placePath === '' ? '/' : actor.placePath,
  ownerId: actor.ownId,
  detail: { role: actor.role, ...detail },
});

/** The session is no part of the input: a repeated request is known by what it asks for. */
interface OfSession {
  readonly idHash: Buffer;
  readonly realNow: Date;
}

const endSession = ({ idHash, realNow }: OfSession) =>
  writeOperation({
    name: 'identity.signOut',
    rights: EVERYBODY,
    run: async (ctx) => {
      ctx.may('rows');
      await revokeSession(ctx.db, idHash, realNow);
      ctx.audit.add(aboutOneself(ctx.actor));
      return { signedOut: true as const };
    },
  });

export async function signOut(context: RequestContext) {
  const session = { idHash: signedIn(context).idHash, realNow: context.services.clock.real() };
  const answer = await performWrite(
    { ...performance(context), requestId: getRequestId(context) },
    endSession(session),
    {},
  );
  context.response.setHeader('set-cookie', `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  return answer;
}

const changeRole = ({ idHash, realNow }: OfSession) =>
  writeOperation({
    name: 'identity.switchRole',
    rights: EVERYBODY,
    run: async (ctx, { assignmentId }: { readonly assignmentId: string }) => {
      ctx.may('rows');
      const done = await setActiveAssignment(ctx.db, { idHash, assignmentId, now: realNow });
      if (!done) throw problem('NO_SUCH_ASSIGNMENT', { assignmentId });
      ctx.audit.add(aboutOneself(ctx.actor, { from: ctx.actor.assignmentId, to: assignmentId }));
      return { switched: true as const };
    },
  });

export async function switchRole(context: RequestContext, { assignmentId }: { assignmentId: string }) {
  const session = { idHash: signedIn(context).idHash, realNow: context.services.clock.real() };
  const input = { assignmentId };
  return await performWrite(
    { ...performance(context), requestId: getRequestId(context) },
    changeRole(session),
    input,
  );
}

export async function me(context: RequestContext): Promise<Me> {
  const { actor, personId, demoDay } = signedIn(context);
  const today = dayOf(context.services.clock.now(actor.zoneId, demoDay));
  return await withActor(context.services.pool, actor, async ({ db }) => {
    const zone = await zoneOf(db, actor.zoneId);
    const assignments = await assignmentsOf(db, { zoneId: actor.zoneId, memberId: actor.memberId, today });
    const active = assignments.find((a) => a.id === actor.assignmentId);
    if (!zone || !active) throw problem('UNAUTHENTICATED', {});
    return {
      person: { id: personId, name: actor.name },
      zone,
      active: { ...active, placePath: actor.placePath, enterpriseId: actor.ownId },
      assignments,
      today,
    };
  });
}
