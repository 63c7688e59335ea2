import { verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { COOKIE } from '../../kernel/http/session.ts';
import type { RequestContext } from '../../kernel/http/request-context.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { SIGNED_IN, openSession } from './opening.service.ts';
import { hashPassword, loginOf } from './password.ts';
import { beginSignIn } from './session.store.ts';

const { maxFailures, lockMinutes } = SIGN_IN_LIMITS;

let dummy: Promise<string> | undefined;
/** An unknown name costs the same time as a wrong password. */
const dummyHash = () => (dummy ??= hashPassword(randomBytes(16).toString('hex')));

/** Opens a session and sets its cookie; every failure has the same answer and takes the same time. */
export async function signIn(
  context: RequestContext,
  { login, password }: { login: string; password: string },
) {
  const { services, response } = context;
  const name = loginOf(login);
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
