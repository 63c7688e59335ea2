import type pg from 'pg';
import { type Actor, rangeOf } from '../actor.ts';
import { type Db, dbOn } from './pool.ts';

/** What a piece of work inside a zone is given. */
export interface Entered {
  readonly db: Db;
  readonly client: pg.PoolClient;
}

/**
 * The only way to a database client: one transaction inside the actor's zone and place. Commits when `run` returns,
 * rolls back when it throws.
 */
export async function withActor<T>(
  pool: pg.Pool,
  actor: Actor,
  run: (entered: Entered) => Promise<T>,
): Promise<T> {
  return await transact(
    pool,
    (client) => `begin;${enterStatement(client, actor)}`,
    (client) => run({ db: dbOn(client), client }),
  );
}

/** As `withActor`, for reading only and all of it from one snapshot: what is written meanwhile is not seen by halves. */
export async function withSnapshot<T>(
  pool: pg.Pool,
  actor: Actor,
  run: (entered: Entered) => Promise<T>,
): Promise<T> {
  return await transact(
    pool,
    (client) => `begin isolation level repeatable read, read only;${enterStatement(client, actor)}`,
    (client) => run({ db: dbOn(client), client }),
  );
}

/** A transaction that finds out who acts, and enters their place by `enter` before it touches a row. */
export async function withStranger<T>(
  pool: pg.Pool,
  run: (client: pg.PoolClient, enter: (actor: Actor) => Promise<Db>) => Promise<T>,
): Promise<T> {
  return await transact(
    pool,
    () => 'begin',
    (client) =>
      run(client, async (actor) => {
        await client.query(enterStatement(client, actor));
        return dbOn(client);
      }),
  );
}

async function transact<T>(
  pool: pg.Pool,
  begin: (client: pg.PoolClient) => string,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin(client));
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Works for a moment at another place of the same zone: derived rows (sums) belong to their place, not to the
 * enterprise whose report moves them. Back at the actor's own place afterwards.
 */
export async function atPlace<T>(
  { client, actor }: { readonly client: pg.PoolClient; readonly actor: Actor },
  placePath: string,
  run: () => Promise<T>,
): Promise<T> {
  await client.query(enterStatement(client, { ...actor, placePath }));
  const result = await run();
  await client.query(enterStatement(client, actor));
  return result;
}

function enterStatement(client: pg.PoolClient, { zoneId, placePath, ownId }: Actor): string {
  const { from, to } = rangeOf(placePath);
  const texts = [zoneId, from, to, ownId].map((value) =>
    value === null ? 'null' : client.escapeLiteral(value),
  );
  return `select app.app_enter(${texts.join(',')})`;
}

/** A connection that cannot even roll back is thrown away. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
