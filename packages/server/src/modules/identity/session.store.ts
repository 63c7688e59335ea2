import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../../kernel/db/pool.ts';

interface Begin {
  readonly login: string;
  readonly now: Date;
  readonly maxFailures: number;
  readonly lockMinutes: number;
}

/** Counts a try and returns the password's hash; null when the name is unknown, disabled or locked. */
export async function beginSignIn(pool: pg.Pool, { login, now, maxFailures, lockMinutes }: Begin) {
  const { rows } = await pool.query<{ person_id: string; hash: string }>(
    'select person_id, hash from auth.begin_sign_in($1, $2, $3, make_interval(mins => $4))',
    [login, now, maxFailures, lockMinutes],
  );
  const row = rows[0];
  return row ? { personId: row.person_id, hash: row.hash } : null;
}

interface Finish {
  readonly personId: string;
  readonly idHash: Buffer;
  readonly now: Date;
  readonly ends: Date;
}

/** Opens the session in the person's first valid role assignment; false when there is none. */
export async function finishSignIn(
  client: pg.ClientBase,
  { personId, idHash, now, ends }: Finish,
): Promise<boolean> {
  const { rowCount } = await client.query('select zone_id from auth.finish_sign_in($1, $2, $3, $4)', [
    personId,
    idHash,
    now,
    ends,
  ]);
  return rowCount === 1;
}

interface Switch {
  readonly idHash: Buffer;
  readonly assignmentId: string;
  readonly now: Date;
}

export async function setActiveAssignment(db: Db, { idHash, assignmentId, now }: Switch): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select auth.switch_role(${idHash}, ${assignmentId}::uuid, ${now}) as done`.execute(db);
  return rows[0]?.done === true;
}

export async function revokeSession(db: Db, idHash: Buffer, now: Date): Promise<void> {
  await sql`select auth.sign_out(${idHash}, ${now})`.execute(db);
}
