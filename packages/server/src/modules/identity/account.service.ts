import { verify } from '@node-rs/argon2';
import { withActor } from '../../kernel/db/with-actor.ts';
import {
  type RequestContext,
  getRequestId,
  performance,
  signedIn,
} from '../../kernel/http/request-context.ts';
import { performWrite, writeOperation } from '../../kernel/operation/operation.ts';
import { findRequest } from '../../kernel/operation/request.store.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { EVERYBODY } from './identity.policy.ts';
import { acceptedHash } from './link.service.ts';
import { countNoFailure, loginOfPerson } from './link.store.ts';
import type { OfRequest } from './own-request.ts';
import { replacePassword } from './password.store.ts';
import { aboutOneself } from './session.service.ts';
import { beginSignIn, endSessions } from './session.store.ts';

/** Ends one of one's own sessions, or all but the one that asks. */
export const endMySessions = ({ realNow, idHash }: OfRequest) =>
  writeOperation({
    name: 'identity.endMySessions',
    rights: EVERYBODY,
    run: async (ctx, { sessionId }: { readonly sessionId?: string | undefined }) => {
      ctx.may('rows');
      const { memberId } = ctx.actor;
      const but = sessionId === undefined ? { but: idHash } : { sessionId };
      const ended = await endSessions(ctx.db, { memberId, now: realNow, ...but });
      if (sessionId !== undefined && ended === 0)
        throw problem('NOT_FOUND', { what: 'session', id: sessionId });
      ctx.audit.add(aboutOneself(ctx.actor, { ended }));
      return { ended };
    },
  });

/** No password is part of an operation's input, of which a digest is kept. */
interface Hashes {
  readonly personId: string;
  readonly idHash: Buffer;
  readonly oldHash: string;
  readonly newHash: string;
  readonly now: Date;
}

const storePassword = (hashes: Hashes | null) =>
  writeOperation({
    name: 'identity.changePassword',
    rights: EVERYBODY,
    run: async (ctx) => {
      ctx.may('rows');
      if (hashes === null || !(await replacePassword(ctx.db, hashes))) throw wrong();
      ctx.audit.add(aboutOneself(ctx.actor));
      return { changed: true as const };
    },
  });

const { maxFailures, lockMinutes } = SIGN_IN_LIMITS;
const wrong = () => problem('PASSWORD_WRONG', { maxFailures, lockMinutes });

interface Passwords {
  readonly current: string;
  readonly next: string;
}

/** Changes the password of who is signed in; wrong tries count and lock as at the door. */
export async function changePassword(context: RequestContext, passwords: Passwords) {
  const at = { ...performance(context), requestId: getRequestId(context) };
  const { zoneId } = at.actor;
  const before = await withActor(at.pool, at.actor, ({ db }) => findRequest(db, zoneId, at.requestId));
  const hashes = before ? null : await checkedHashes(context, passwords);
  return await performWrite(at, storePassword(hashes), {});
}

async function checkedHashes(context: RequestContext, { current, next }: Passwords): Promise<Hashes> {
  const { personId, idHash } = signedIn(context);
  const { pool, clock } = context.services;
  const now = clock.real();
  const login = await loginOfPerson(pool, personId);
  const found = await beginSignIn(pool, { login, now, maxFailures, lockMinutes });
  if (!found || !(await verify(found.hash, current))) throw wrong();
  await countNoFailure(pool, personId);
  const newHash = await acceptedHash(context, { personId, login, password: next });
  return { personId, idHash, oldHash: found.hash, newHash, now };
}
