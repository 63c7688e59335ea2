import type pg from 'pg';
import type { Actor } from '../actor.ts';
import { Audit, appendAudits } from '../audit/audit.store.ts';
import { canonical, sha256 } from '../audit/canonical.ts';
import { dayOf } from '../clock.ts';
import type { Db } from '../db/pool.ts';
import { type Entered, atPlace, withActor, withSnapshot } from '../db/with-actor.ts';
import { problemOf, violatedConstraint } from '../db/constraints.ts';
import { ProgrammerError } from '../fault.ts';
import { problem } from '../problem.ts';
import { Decision, type Rights, type Target } from './rights.ts';
import { findRequests, rememberRequests } from './request.store.ts';

/** What every operation is given; there is no other way to the database. */
export interface Context {
  readonly db: Db;
  readonly actor: Actor;
  /** The instant as the zone lives it. */
  readonly now: Date;
  /** The day of `now` in Shanghai, ISO. */
  readonly today: string;
  /** Throws FORBIDDEN unless the role's rights reach the target. */
  may(target: Target): void;
}

export interface WriteContext extends Context {
  readonly requestId: string;
  readonly audit: Audit;
  /** Writes derived rows of another place of the zone. */
  atPlace<T>(placePath: string, run: () => Promise<T>): Promise<T>;
}

export interface ReadOperation<I, O> {
  readonly kind: 'read';
  readonly name: string;
  readonly rights: Rights;
  /** Compares what several statements read: all of them see the same instant. */
  readonly oneSnapshot?: true;
  readonly run: (ctx: Context, input: I) => Promise<O>;
}

export interface WriteOperation<I, O> {
  readonly kind: 'write';
  readonly name: string;
  readonly rights: Rights;
  readonly run: (ctx: WriteContext, input: I) => Promise<O>;
}

export const readOperation = <I, O>(definition: Omit<ReadOperation<I, O>, 'kind'>): ReadOperation<I, O> => ({
  kind: 'read',
  ...definition,
});
export const writeOperation = <I, O>(
  definition: Omit<WriteOperation<I, O>, 'kind'>,
): WriteOperation<I, O> => ({ kind: 'write', ...definition });

/** Where and as whom an operation is performed; web, CLI, import and demonstration all make one of these. */
export interface Performance {
  readonly pool: pg.Pool;
  readonly actor: Actor;
  readonly now: Date;
}

/** A reading request: one transaction inside the actor's place. */
export async function performRead<I, O>(
  at: Performance,
  operation: ReadOperation<I, O>,
  input: I,
): Promise<O> {
  const decision = new Decision(operation.name, operation.rights, at.actor);
  const enter = operation.oneSnapshot ? withSnapshot : withActor;
  return await enter(at.pool, at.actor, async ({ db }) => {
    const output = await operation.run(contextOf(at, db, decision), input);
    decision.assertAsked();
    return output;
  });
}

/**
 * A changing request: one transaction, and no commit without an audit entry. A request id that was answered before
 * gets the first answer again.
 */
export async function performWrite<I, O>(
  { requestId, ...at }: Performance & { readonly requestId: string },
  operation: WriteOperation<I, O>,
  input: I,
): Promise<O> {
  const attempt = () =>
    withActor(at.pool, at.actor, async (entered) => {
      const asked = askedFor(operation, { ...at, requestId, input });
      const before = await findRequests(entered.db, at.actor.zoneId, [requestId]);
      const known = before.get(requestId);
      if (known) return repeated<O>(known, asked);
      const writing = writingFor(operation, asked, { ...entered, actor: at.actor });
      const output = await operation.run(writing.ctx, input);
      await finish(entered.db, [{ ...writing, asked, output }]);
      return output;
    });
  return await again(attempt);
}

/** Two requests with one id ran at the same time: the first has committed, so the second reads its answer. */
export async function again<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (violatedConstraint(error) === 'request_pkey') return await attempt();
    throw problemOf(error);
  }
}

/** What somebody asks for, as it is compared with what was asked before under the same request id. */
export interface Asked {
  readonly actor: Actor;
  readonly now: Date;
  readonly operation: string;
  readonly inputDigest: string;
  readonly requestId: string;
}

export function askedFor(
  { name }: { readonly name: string },
  { actor, now, requestId, input }: { actor: Actor; now: Date; requestId: string; input: unknown },
): Asked {
  return { actor, now, operation: name, inputDigest: sha256(canonical(input)), requestId };
}

/** A context with what must have happened in it before a commit. */
export interface Writing {
  readonly ctx: WriteContext;
  readonly decision: Decision;
}

/** The context of one request inside a transaction that was entered as somebody, usually its own actor. */
export function writingFor(
  { name, rights }: { readonly name: string; readonly rights: Rights },
  { actor, now, requestId }: Asked,
  entered: Entered & { readonly actor: Actor },
): Writing {
  const decision = new Decision(name, rights, actor);
  const ctx: WriteContext = {
    ...contextOf({ actor, now }, entered.db, decision),
    requestId,
    audit: new Audit(),
    atPlace: (placePath, run) => atPlace(entered, placePath, run),
  };
  return { ctx, decision };
}

/** Demands that rights were asked and entries left, and writes the entries and the answers. */
export async function finish(
  db: Db,
  all: readonly (Writing & { readonly asked: Asked; readonly output: unknown })[],
): Promise<void> {
  for (const { ctx, decision, asked } of all) {
    decision.assertAsked();
    if (ctx.audit.deeds.length === 0) throw new ProgrammerError(`${asked.operation} wrote no audit entry`);
  }
  await appendAudits(
    db,
    all.map(({ ctx, asked }) => ({ of: asked, deeds: ctx.audit.deeds })),
  );
  await rememberRequests(
    db,
    all.map(({ asked: { actor, requestId, operation, inputDigest, now }, output }) => ({
      zoneId: actor.zoneId,
      requestId,
      memberId: actor.memberId,
      operation,
      inputDigest,
      answer: output,
      now,
    })),
  );
}

function contextOf(at: Pick<Performance, 'actor' | 'now'>, db: Db, decision: Decision): Context {
  return { db, actor: at.actor, now: at.now, today: dayOf(at.now), may: (target) => decision.may(target) };
}

/** The answer that was given before, unless something else was asked under the same request id. */
export function repeated<O>(
  before: { member_id: string; operation: string; input_digest: string; answer: unknown },
  { actor, operation, inputDigest, requestId }: Asked,
): O {
  const same =
    before.member_id === actor.memberId &&
    before.operation === operation &&
    before.input_digest === inputDigest;
  if (!same) throw problem('REQUEST_ID_REUSED', { requestId });
  return before.answer as O;
}
