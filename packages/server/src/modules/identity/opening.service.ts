import { appendAudit } from '../../kernel/audit/audit.store.ts';
import { canonical, sha256 } from '../../kernel/audit/canonical.ts';
import { violatedConstraint } from '../../kernel/db/constraints.ts';
import { withStranger } from '../../kernel/db/with-actor.ts';
import { hashOf, sessionOf } from '../../kernel/http/session.ts';
import { type RequestContext, findRequestId } from '../../kernel/http/request-context.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { rememberRequest } from '../../kernel/operation/request.store.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { deviceOf } from './device.ts';
import { aboutOneself } from './session.service.ts';
import { finishSignIn } from './session.store.ts';

const { longestHours } = SIGN_IN_LIMITS;

interface Opening {
  readonly personId: string;
  readonly sessionId: string;
  readonly login: string;
}

/** The session with its audit entry and its request, all or none; false when the person has no role assignment today. */
export async function openSession(
  context: RequestContext,
  { personId, sessionId, login }: Opening,
): Promise<boolean> {
  const { services } = context;
  const realNow = services.clock.real();
  const idHash = hashOf(sessionId);
  const ends = new Date(realNow.getTime() + longestHours * 3_600_000);
  const requestId = findRequestId(context) ?? uuidv7(realNow);
  const device = deviceOf(context.request.headers['user-agent']);
  const opening = { personId, idHash, sessionId: uuidv7(realNow), device, now: realNow, ends };
  try {
    return await withStranger(services.pool, async (client, enter) => {
      if (!(await finishSignIn(client, opening))) return false;
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

/** What a sign-in answers. */
export const SIGNED_IN = { signedIn: true as const };
