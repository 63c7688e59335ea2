import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { Me } from '@yuanheng/contract';
import { appendAudit } from '../../kernel/audit/audit.store.ts';
import { dayOf, zoneNow } from '../../kernel/clock.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { COOKIE, hashOf, sessionOf } from '../../kernel/http/session.ts';
import { type RequestContext, type Services, signedIn } from '../../kernel/http/request-context.ts';
import { uuidv7 } from '../../kernel/ids.ts';
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
    ...{ maxFailures, lockMinutes, idleMinutes, idleMinutesAdmin },
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
  const ends = new Date(now.getTime() + longestHours * 3_600_000);
  const opened = await finishSignIn(services.pool, {
    personId: found.personId,
    idHash: hashOf(sessionId),
    now,
    ends,
  });
  if (!opened) throw refused();
  response.setHeader('set-cookie', `${COOKIE}=${sessionId}; Path=/; HttpOnly; SameSite=Lax`);
  await recordSignIn(services, hashOf(sessionId), 'identity.signIn');
  return { signedIn: true as const };
}

export async function signOut(context: RequestContext) {
  const { idHash } = signedIn(context);
  await recordSignIn(context.services, idHash, 'identity.signOut');
  await revokeSession(context.services.pool, idHash, context.services.realNow());
  context.response.setHeader('set-cookie', `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  return { signedOut: true as const };
}

export async function switchRole(context: RequestContext, { assignmentId }: { assignmentId: string }) {
  const { idHash } = signedIn(context);
  const switched = await setActiveAssignment(context.services.pool, {
    idHash,
    assignmentId,
    now: context.services.realNow(),
  });
  if (!switched) throw problem('NO_SUCH_ASSIGNMENT', { assignmentId });
  await recordSignIn(context.services, idHash, 'identity.switchRole');
  return { switched: true as const };
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

/** Sign-ins are entries of the zone's audit trail, like every other deed. */
async function recordSignIn(services: Services, idHash: Buffer, operation: string): Promise<void> {
  const found = await sessionOf(services.pool, idHash, services.realNow());
  if (!found) return;
  const deed = {
    subjectKind: 'member',
    subjectId: found.actor.memberId,
    scopePath: found.actor.placePath,
    ownerId: found.actor.ownId,
    detail: { role: found.actor.role },
  };
  const now = zoneNow(services.realNow(), found.demoDay);
  await withActor(services.pool, found.actor, ({ db }) =>
    appendAudit(db, { actor: found.actor, operation, requestId: uuidv7(), now }, [deed]),
  );
}
