import type pg from 'pg';

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
export async function finishSignIn(pool: pg.Pool, { personId, idHash, now, ends }: Finish): Promise<boolean> {
  const { rowCount } = await pool.query('select zone_id from auth.finish_sign_in($1, $2, $3, $4)', [
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

export async function setActiveAssignment(
  pool: pg.Pool,
  { idHash, assignmentId, now }: Switch,
): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>('select auth.switch_role($1, $2, $3) as done', [
    idHash,
    assignmentId,
    now,
  ]);
  return rows[0]?.done === true;
}

export async function revokeSession(pool: pg.Pool, idHash: Buffer, now: Date): Promise<void> {
  await pool.query('select auth.sign_out($1, $2)', [idHash, now]);
}
