import { appendAudit } from '../../kernel/audit/audit.store.ts';
import { canonical, sha256 } from '../../kernel/audit/canonical.ts';
import { dayOf } from '../../kernel/clock.ts';
import { withStranger } from '../../kernel/db/with-actor.ts';
import { type RequestContext, getRequestId } from '../../kernel/http/request-context.ts';
import { findRequest, rememberRequest } from '../../kernel/operation/request.store.ts';
import { PASSWORD_RULES } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { sha256Of } from '../../kernel/sealing.ts';
import { assignmentsOf, zoneOfLink } from './identity.views.ts';
import { type FoundLink, findLink, pastHashes, spendLink } from './link.store.ts';
import { hashPassword, isOneOf, weaknessOf } from './password.ts';

/** Whose link it is, by the hash of its token: what is asked here opens nothing. */
export async function oneTimeLink({ services }: RequestContext, { tokenHash }: { tokenHash: string }) {
  const link = await findLink(services.pool, Buffer.from(tokenHash, 'hex'), services.clock.real());
  const zone = link?.isOpen ? await zoneOfLink(services.pool, link.zoneId) : null;
  if (!link || !zone) throw problem('LINK_SPENT', {});
  const { name, login, expiresAt } = link;
  return {
    name,
    login,
    parkName: zone.name,
    expiresAt: expiresAt.toISOString(),
    leastLength: PASSWORD_RULES.leastLength,
  };
}

/** A password that keeps the rules and is none of the latest ones, as it is stored. */
export async function acceptedHash(
  { services }: RequestContext,
  { personId, login, password }: { personId: string; login: string; password: string },
): Promise<string> {
  const why = weaknessOf(password, login);
  const { leastLength, rememberLatest } = PASSWORD_RULES;
  if (why !== null) throw problem('PASSWORD_TOO_WEAK', { leastLength, why });
  if (await isOneOf(password, await pastHashes(services.pool, personId, rememberLatest)))
    throw problem('PASSWORD_USED_BEFORE', { latest: rememberLatest });
  return await hashPassword(password);
}

interface Using {
  readonly token: string;
  readonly password: string;
}

/** Sets the password by a link, once. Whoever has no role yet has a password and waits for the grant. */
export async function useLink(context: RequestContext, { token, password }: Using) {
  const { pool, clock } = context.services;
  const tokenHash = sha256Of(token);
  const link = await findLink(pool, tokenHash, clock.real());
  if (!link) throw problem('LINK_SPENT', {});
  const zone = await zoneOfLink(pool, link.zoneId);
  const now = clock.now(link.zoneId, zone?.demoDay ?? null);
  const hash = link.isOpen
    ? await acceptedHash(context, { personId: link.personId, login: link.login, password })
    : null;
  return await spend(context, { link, hash, tokenHash, now });
}

interface Spending {
  readonly link: FoundLink;
  /** Null: the link opens no more; only its own request is answered again. */
  readonly hash: string | null;
  readonly tokenHash: Buffer;
  readonly now: Date;
}

async function spend(context: RequestContext, { link, hash, tokenHash, now }: Spending) {
  const { pool, clock } = context.services;
  const requestId = getRequestId(context);
  const { zoneId, memberId, login, name } = link;
  const operation = 'identity.useLink';
  const inputDigest = sha256(canonical({ tokenHash: tokenHash.toString('hex') }));
  return await withStranger(pool, async (client, enter) => {
    const actor = {
      zoneId,
      memberId,
      assignmentId: memberId,
      name,
      role: 'office',
      placePath: '/',
      ownId: null,
    } as const;
    const db = await enter(actor);
    const before = await findRequest(db, zoneId, requestId);
    if (before?.operation === operation && before.input_digest === inputDigest)
      return before.answer as { login: string; mayEnter: boolean };
    const used = hash !== null && (await spendLink(client, { tokenHash, hash, now: clock.real() }));
    if (!used) throw problem('LINK_SPENT', {});
    const held = await assignmentsOf(db, { zoneId, memberId, today: dayOf(now) });
    const role = held[0]?.role ?? 'none';
    const deed = { subjectKind: 'member', subjectId: memberId, scopePath: '/', detail: { login } };
    await appendAudit(db, { actor: { ...actor, role }, operation, requestId, now }, [deed]);
    const answer = { login, mayEnter: held.length > 0 };
    await rememberRequest(db, { zoneId, memberId, requestId, operation, inputDigest, answer, now });
    return answer;
  });
}
