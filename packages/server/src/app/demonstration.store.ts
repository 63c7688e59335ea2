import type pg from 'pg';
import { connect } from '../kernel/db/prepare.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import type { DemoSignIn } from '../kernel/http/request-context.ts';

/** Any number, held by whoever makes a demonstration in this database. */
const LOCK = 4_310_002;

/** The sign-ins that a demonstration's first page offers; null: the database holds none. */
export async function findDemonstration(pool: pg.Pool): Promise<readonly DemoSignIn[] | null> {
  const { rows } = await pool.query<{ people: readonly DemoSignIn[] }>(
    'select d.people from meta.demonstration d where d.people is not null',
  );
  return rows[0]?.people ?? null;
}

/** Whether a demonstration was begun here and is not finished. */
export async function isHalfMade(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from meta.demonstration d where d.people is null');
  return rowCount !== 0;
}

/** Makes a demonstration between its two marks: without the second one, the next start begins again. */
export async function recordDemonstration(
  pool: pg.Pool,
  make: () => Promise<readonly DemoSignIn[]>,
): Promise<readonly DemoSignIn[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('insert into meta.demonstration (people) values (null)');
    const people = await make();
    await client.query('update meta.demonstration set people = $1', [JSON.stringify(people)]);
    return people;
  } finally {
    // the lock ends with the connection
    client.release(true);
  }
}

/**
 * Empties a database in which a demonstration was begun and not finished: nobody has worked in it yet, because the
 * server answers only afterwards. True: it was emptied.
 */
export async function dropHalfMade(ownerUrl: string): Promise<boolean> {
  const client = await connect(ownerUrl);
  try {
    await client.query('set role yh_owner');
    const { rows } = await client.query<{ made: string | null }>(
      `select to_regclass('meta.demonstration') as made`,
    );
    if (rows[0]?.made === null) return false;
    const { rowCount } = await client.query('select 1 from meta.demonstration d where d.people is null');
    if (rowCount === 0) return false;
    const { rows: locks } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
      LOCK,
    ]);
    if (locks[0]?.free !== true) throw beingMade();
    await client.query('drop schema app, auth, meta cascade');
    return true;
  } finally {
    await client.end();
  }
}

const beingMade = (): EnvironmentFault =>
  new EnvironmentFault(
    '另一个园衡服务正在这个数据库里生成演示数据。请等它完成后再启动，或换一个数据库。',
    'Another Yuanheng server is making its demonstration in this database. Wait until it is done, or name another database.',
  );
