import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { LINK_HOURS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { sha256Of } from '../../kernel/sealing.ts';
import { findAdministratorRole, lockAdministrators, otherHolders } from './assignment.store.ts';
import { identityPolicy } from './identity.policy.ts';
import { type OfRequest, tokenOf } from './own-request.ts';
import { loginOf } from './password.ts';
import {
  type LockedMember,
  addSignIn,
  hasSignIn,
  insertPerson,
  isTaken,
  lockMember,
  makeLink,
  setDisabled,
  unlock,
} from './person.store.ts';
import { endSessions } from './session.store.ts';

/** Another member of the zone, locked: nobody decides about themselves. */
export async function getOther(ctx: WriteContext, memberId: string): Promise<LockedMember> {
  if (memberId === ctx.actor.memberId) throw problem('NOT_ONESELF', {});
  const member = await lockMember(ctx.db, { zoneId: ctx.actor.zoneId, memberId, today: ctx.today });
  if (!member) throw problem('NOT_FOUND', { what: 'member', id: memberId });
  return member;
}

export const audit = (ctx: WriteContext, memberId: string, detail: Readonly<Record<string, unknown>>): void =>
  ctx.audit.add({ subjectKind: 'member', subjectId: memberId, scopePath: '/', detail });

/** Of each administrator somebody stays who can sign in: the last one is not sent away. */
export async function refuseLastHolder(ctx: WriteContext, memberId: string, realNow: Date): Promise<void> {
  const of = { zoneId: ctx.actor.zoneId, memberId, today: ctx.today };
  const role = await findAdministratorRole(ctx.db, of);
  if (role === undefined) return;
  if ((await otherHolders(ctx.db, { ...of, role, now: realNow })) === 0)
    throw problem('LAST_HOLDER', { role });
}

async function issueLink(ctx: WriteContext, own: OfRequest, { id, name }: { id: string; name: string }) {
  const { realNow: now, sealing } = own;
  const tokenHash = sha256Of(tokenOf(sealing, ctx.requestId));
  const ends = new Date(now.getTime() + LINK_HOURS * 3_600_000);
  const link = { linkId: uuidv7(now), tokenHash, memberId: id, now, ends };
  const login = await makeLink(ctx.db, link);
  if (login === null) throw problem('SIGN_IN_SHARED', { name });
  return { memberId: id, login, expiresAt: ends.toISOString() };
}

async function openSignIn(
  ctx: WriteContext,
  of: { memberId: string; name: string; login: string },
): Promise<void> {
  const login = loginOf(of.login);
  if (await isTaken(ctx.db, login)) throw problem('LOGIN_TAKEN', { login });
  await addSignIn(ctx.db, { ...of, login, personId: uuidv7(ctx.now), zoneId: ctx.actor.zoneId });
}

/** Writes a member who holds nothing, with a sign-in and its link. */
export async function createPerson(
  ctx: WriteContext,
  own: OfRequest,
  { name, login }: { readonly name: string; readonly login: string },
) {
  const { zoneId, memberId: createdBy } = ctx.actor;
  const id = uuidv7(ctx.now);
  const created = { id, name, createdBy, at: ctx.now, today: ctx.today };
  await insertPerson(ctx.db, { zoneId, requestId: ctx.requestId }, created);
  await openSignIn(ctx, { memberId: id, name, login });
  audit(ctx, id, { login: loginOf(login) });
  return await issueLink(ctx, own, { id, name });
}

/** Creates a person who holds nothing: what they may do, another administrator grants. The token is added to the answer. */
export const inviteMember = (own: OfRequest) =>
  writeOperation({
    name: 'identity.inviteMember',
    rights: identityPolicy['identity.inviteMember'],
    run: async (ctx, { name, login }: { readonly name: string; readonly login: string }) => {
      ctx.may('zone');
      return await createPerson(ctx, own, { name, login });
    },
  });

interface Reset {
  readonly memberId: string;
  readonly reason: string;
  readonly login?: string | undefined;
}

/** A new link; the password and every session so far end at once. */
export const resetSignIn = (own: OfRequest) =>
  writeOperation({
    name: 'identity.resetSignIn',
    rights: identityPolicy['identity.resetSignIn'],
    run: async (ctx, { memberId, reason, login }: Reset) => {
      ctx.may('zone');
      const { id, name } = await getOther(ctx, memberId);
      if (!(await hasSignIn(ctx.db, id, own.realNow))) {
        if (login === undefined) throw problem('LOGIN_NEEDED', { name });
        await openSignIn(ctx, { memberId: id, name, login });
      }
      audit(ctx, id, { reason });
      return await issueLink(ctx, own, { id, name });
    },
  });

interface WithReason {
  readonly memberId: string;
  readonly reason: string;
}

export const disableMember = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.disableMember',
    rights: identityPolicy['identity.disableMember'],
    run: async (ctx, { memberId, reason }: WithReason) => {
      ctx.may('zone');
      await lockAdministrators(ctx.db, ctx.actor.zoneId);
      const member = await getOther(ctx, memberId);
      await refuseLastHolder(ctx, member.id, realNow);
      if (!member.disabled) await setDisabled(ctx.db, { zoneId: ctx.actor.zoneId, memberId, at: ctx.now });
      const endedSessions = await endSessions(ctx.db, { memberId, now: realNow });
      audit(ctx, memberId, { reason, ended: endedSessions });
      return { memberId, endedSessions };
    },
  });

export const enableMember = writeOperation({
  name: 'identity.enableMember',
  rights: identityPolicy['identity.enableMember'],
  run: async (ctx, { memberId, reason }: WithReason) => {
    ctx.may('zone');
    await getOther(ctx, memberId);
    await setDisabled(ctx.db, { zoneId: ctx.actor.zoneId, memberId, at: null });
    audit(ctx, memberId, { reason });
    return { memberId };
  },
});

export const unlockMember = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.unlockMember',
    rights: identityPolicy['identity.unlockMember'],
    run: async (ctx, { memberId, reason }: WithReason) => {
      ctx.may('zone');
      const { name } = await getOther(ctx, memberId);
      if (!(await unlock(ctx.db, memberId, realNow))) throw problem('NOT_LOCKED', { name });
      audit(ctx, memberId, { reason });
      return { memberId };
    },
  });

export const endMemberSessions = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.endMemberSessions',
    rights: identityPolicy['identity.endMemberSessions'],
    run: async (
      ctx,
      { memberId, reason, sessionId }: WithReason & { readonly sessionId?: string | undefined },
    ) => {
      ctx.may('zone');
      await getOther(ctx, memberId);
      const ended = await endSessions(ctx.db, { memberId, sessionId, now: realNow });
      if (sessionId !== undefined && ended === 0)
        throw problem('NOT_FOUND', { what: 'session', id: sessionId });
      audit(ctx, memberId, { reason, ended });
      return { memberId, ended };
    },
  });
