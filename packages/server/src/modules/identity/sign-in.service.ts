import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { type Me, ROLES } from '@yuanheng/contract';
import type { Actor } from '../../kernel/actor.ts';
import { type Deed, appendAudit } from '../../kernel/audit/audit.store.ts';
import { canonical, sha256 } from '../../kernel/audit/canonical.ts';
import { dayOf, zoneNow } from '../../kernel/clock.ts';
import { violatedConstraint } from '../../kernel/db/constraints.ts';
import { withActor, withStranger } from '../../kernel/db/with-actor.ts';
import { COOKIE, hashOf, sessionOf } from '../../kernel/http/session.ts';
import {
  type RequestContext,
  findRequestId,
  getRequestId,
  performance,
  signedIn,
} from '../../kernel/http/request-context.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { performWrite, writeOperation } from '../../kernel/operation/operation.ts';
import { rememberRequest } from '../../kernel/operation/request.store.ts';
import type { Rights } from '../../kernel/operation/rights.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { beginSignIn, finishSignIn, revokeSession, setActiveAssignment } from './session.store.ts';
import { assignmentsOf, firstZone, zoneOf } from './identity.views.ts';

const { maxFailures, lockMinutes, idleMinutes, idleMinutesAdmin, longestHours } = SIGN_IN_LIMITS;

/** Argon2id with the parameters of OWASP's first choice; about 6 ms. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

let dummy: Promise<string> | undefined;
/** An unknown name costs the same time as a wrong password. */
const dummyHash = () => (dummy ??= hashPassword(randomBytes(16).toString('hex')));

export async function signInPage({ services }: RequestContext) {
  const zone = await firstZone(services.pool);
  const people = zone?.demoDay && services.demo ? services.demo.people : null;
  return {
    parkName: zone?.name ?? { zh: '园衡', en: 'Yuanheng' },
    maxFailures,
    lockMinutes,
    idleMinutes,
    idleMinutesAdmin,
    demo: people && zone?.demoDay ? { day: zone.demoDay, people: [...people] } : null,
  };
}

/** Opens a session and sets its cookie; every failure has the same answer and takes the same time. */
export async function signIn(
  context: RequestContext,
  { login, password }: { login: string; password: string },
) {
  const { services, response } = context;
  const name = login.normalize('NFKC').trim().toLowerCase();
  const now = services.realNow();
  const found = await beginSignIn(services.pool, { login: name, now, maxFailures, lockMinutes });
  const right = await verify(found?.hash ?? (await dummyHash()), password);
  const refused = () => problem('SIGN_IN_REFUSED', { maxFailures, lockMinutes });
  if (!found || !right) throw refused();
  const sessionId = randomBytes(32).toString('base64url');
  if (!(await openSession(context, { personId: found.personId, sessionId, login: name }))) throw refused();
  response.setHeader('set-cookie', `${COOKIE}=${sessionId}; Path=/; HttpOnly; SameSite=Lax`);
  return SIGNED_IN;
}

interface Opening {
  readonly personId: string;
  readonly sessionId: string;
  readonly login: string;
}

/** The session with its audit entry and its request, all or none; false when the person has no role assignment today. */
async function openSession(
  context: RequestContext,
  { personId, sessionId, login }: Opening,
): Promise<boolean> {
  const { services } = context;
  const realNow = services.realNow();
  const idHash = hashOf(sessionId);
  const ends = new Date(realNow.getTime() + longestHours * 3_600_000);
  const requestId = findRequestId(context) ?? uuidv7(realNow);
  try {
    return await withStranger(services.pool, async (client, enter) => {
      if (!(await finishSignIn(client, { personId, idHash, now: realNow, ends }))) return false;
      const session = await sessionOf(client, idHash, realNow);
      if (session === null) return false;
      const { actor, demoDay } = session;
      const db = await enter(actor);
      const now = zoneNow(realNow, demoDay);
      const operation = 'identity.signIn';
      await appendAudit(db, { actor, operation, requestId, now }, [aboutOneself(actor)]);
      await rememberRequest(db, {
        zoneId: actor.zoneId,
        memberId: actor.memberId,
        requestId,
        operation,
        inputDigest: sha256(canonical({ login })),
        answer: SIGNED_IN,
        now,
      });
      return true;
    });
  } catch (error) {
    // a cookie is never given twice: a request id that was answered before cannot be answered the same again
    if (violatedConstraint(error) === 'request_pkey') throw problem('REQUEST_ID_REUSED', { requestId });
    throw error;
  }
}

const SIGNED_IN = { signedIn: true as const };

const aboutOneself = (actor: Actor, detail: Deed['detail'] = {}): Deed => ({
  subjectKind: 'member',
  subjectId: actor.memberId,
  scopePath: actor.placePath,
  ownerId: actor.ownId,
  detail: { role: actor.role, ...detail },
});

const EVERYBODY: Rights = Object.fromEntries(ROLES.map((role) => [role, 'own'] as const));

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
  const session = { idHash: signedIn(context).idHash, realNow: context.services.realNow() };
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
  const session = { idHash: signedIn(context).idHash, realNow: context.services.realNow() };
  const input = { assignmentId };
  return await performWrite(
    { ...performance(context), requestId: getRequestId(context) },
    changeRole(session),
    input,
  );
}

export async function me(context: RequestContext): Promise<Me> {
  const { actor, personId, demoDay } = signedIn(context);
  const today = dayOf(zoneNow(context.services.realNow(), demoDay));
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
