import type pg from 'pg';
import type { Actor } from '../actor.ts';
import { withActor } from '../db/with-actor.ts';
import {
  type Asked,
  type WriteContext,
  type WriteOperation,
  again,
  askedFor,
  finish,
  repeated,
  writingFor,
} from './operation.ts';
import { findRequests } from './request.store.ts';

/** One request among several that are answered in one transaction: each has the context of its own actor. */
export interface Ask<I> {
  readonly ctx: WriteContext;
  readonly input: I;
}

/** An operation that can answer many requests at once, with as many statements as for one. */
export interface TogetherOperation<I, O> extends WriteOperation<I, O> {
  readonly together: (all: readonly Ask<I>[]) => Promise<readonly O[]>;
}

export interface Deed<I> {
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly input: I;
}

/**
 * Performs many people's requests for one operation in one transaction: all of them or none. Each is decided by its own
 * actor's rights, leaves its own audit entries and is remembered under its own request id, as `performWrite` does; only
 * the rows are reached through one place, `through`, that holds all of them. For installations that write a past at
 * once: no request of a user comes this way.
 */
export async function performTogether<I, O>(
  { pool, through }: { readonly pool: pg.Pool; readonly through: Actor },
  operation: TogetherOperation<I, O>,
  deeds: readonly Deed<I>[],
): Promise<O[]> {
  const asked = deeds.map((deed): { of: Asked; input: I } => ({
    of: askedFor(operation, deed),
    input: deed.input,
  }));
  const attempt = () =>
    withActor(pool, through, async (entered) => {
      const ids = deeds.map(({ requestId }) => requestId);
      const before = await findRequests(entered.db, through.zoneId, ids);
      const fresh = asked
        .filter(({ of }) => !before.has(of.requestId))
        .map(({ of, input }) => ({
          asked: of,
          input,
          ...writingFor(operation, of, { ...entered, actor: through }),
        }));
      const outputs = await operation.together(fresh.map(({ ctx, input }) => ({ ctx, input })));
      if (fresh.length > 0)
        await finish(
          entered.db,
          fresh.map((one, i) => ({ ...one, output: outputs[i] })),
        );
      const outputOf = new Map(fresh.map((one, i) => [one.asked.requestId, outputs[i]]));
      return asked.map(({ of }) => {
        const known = before.get(of.requestId);
        return known ? repeated<O>(known, of) : (outputOf.get(of.requestId) as O);
      });
    });
  return await again(attempt);
}
