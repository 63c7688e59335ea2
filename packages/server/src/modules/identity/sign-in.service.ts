import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { appendAudit } from '../../kernel/audit/audit.store.ts';
import { canonical, sha256 } from '../../kernel/audit/canonical.ts';
import { violatedConstraint } from '../../kernel/db/constraints.ts';
import { withStranger } from '../../kernel/db/with-actor.ts';
import { COOKIE, hashOf, sessionOf } from '../../kernel/http/session.ts';
import { type RequestContext, findRequestId } from '../../kernel/http/request-context.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { rememberRequest } from '../../kernel/operation/request.store.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { beginSignIn, finishSignIn } from './session.store.ts';
import { aboutOneself } from './session.service.ts';

const { maxFailures, lockMinutes, longestHours } = SIGN_IN_LIMITS;

/** Argon2id with the parameters of OWASP's first choice; about 6 ms. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

let dummy: Promise<string> | undefined;
/** An unknown name costs the same time as a wrong password. */
const dummyHash = () => (dummy ??= hashPassword(randomBytes(16).toString('hex')));

/** Opens a session and sets its cookie; every failure has the same answer and takes the same time. */
export async function signIn(
  context: RequestContext,
  { login, password }: { login: string; password: string },
) {
  const { services, response } = context;
  const name = login.normalize('NFKC').trim().toLowerCase();
  const now = services.clock.real();
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
  const realNow = services.clock.real();
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
      const now = services.clock.now(actor.zoneId, demoDay);
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
