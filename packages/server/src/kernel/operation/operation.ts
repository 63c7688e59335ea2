import type pg from 'pg';
import type { Actor } from '../actor.ts';
import { Audit, appendAudit } from '../audit/audit.store.ts';
import { canonical, sha256 } from '../audit/canonical.ts';
import { dayOf } from '../clock.ts';
import type { Db } from '../db/pool.ts';
import { atPlace, withActor, withSnapshot } from '../db/with-actor.ts';
import { problemOf, violatedConstraint } from '../db/constraints.ts';
import { ProgrammerError } from '../fault.ts';
import { problem } from '../problem.ts';
import { Decision, type Rights, type Target } from './rights.ts';
import { findRequest, rememberRequest } from './request.store.ts';

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
  const decision = new Decision(operation.name, operation.rights, at.actor);
  const inputDigest = sha256(canonical(input));
  const attempt = () =>
    withActor(at.pool, at.actor, async ({ db, client }) => {
      const before = await findRequest(db, at.actor.zoneId, requestId);
      if (before)
        return repeated<O>(before, {
          operation: operation.name,
          inputDigest,
          memberId: at.actor.memberId,
          requestId,
        });
      const audit = new Audit();
      const ctx: WriteContext = {
        ...contextOf(at, db, decision),
        requestId,
        audit,
        atPlace: (placePath, run) => atPlace({ client, actor: at.actor }, placePath, run),
      };
      const output = await operation.run(ctx, input);
      decision.assertAsked();
      if (audit.deeds.length === 0) throw new ProgrammerError(`${operation.name} wrote no audit entry`);
      await appendAudit(
        db,
        { actor: at.actor, operation: operation.name, requestId, now: at.now },
        audit.deeds,
      );
      const { zoneId, memberId } = at.actor;
      await rememberRequest(db, {
        zoneId,
        requestId,
        memberId,
        operation: operation.name,
        inputDigest,
        answer: output,
        now: at.now,
      });
      return output;
    });
  try {
    return await attempt();
  } catch (error) {
    // two requests with one id ran at the same time: the first has committed, so this one reads its answer
    if (violatedConstraint(error) === 'request_pkey') return await attempt();
    throw problemOf(error);
  }
}

function contextOf(at: Performance, db: Db, decision: Decision): Context {
  return { db, actor: at.actor, now: at.now, today: dayOf(at.now), may: (target) => decision.may(target) };
}

interface Asked {
  readonly operation: string;
  readonly inputDigest: string;
  readonly memberId: string;
  readonly requestId: string;
}

function repeated<O>(
  before: { member_id: string; operation: string; input_digest: string; answer: unknown },
  asked: Asked,
): O {
  const same =
    before.member_id === asked.memberId &&
    before.operation === asked.operation &&
    before.input_digest === asked.inputDigest;
  if (!same) throw problem('REQUEST_ID_REUSED', { requestId: asked.requestId });
  return before.answer as O;
}
