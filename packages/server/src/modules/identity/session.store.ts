import type { Role } from '@yuanheng/contract';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../../kernel/db/pool.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';

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
  /** What lists call it. */
  readonly sessionId: string;
  readonly device: string;
  readonly now: Date;
  readonly ends: Date;
}

/** Opens the session in the person's first valid role assignment; false when there is none. */
export async function finishSignIn(
  client: pg.ClientBase,
  { personId, idHash, sessionId, device, now, ends }: Finish,
): Promise<boolean> {
  const { rowCount } = await client.query('select zone_id from auth.finish_sign_in($1, $2, $3, $4, $5, $6)', [
    personId,
    idHash,
    sessionId,
    device,
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

interface OfMember {
  readonly zoneId: string;
  readonly memberId: string;
  readonly now: Date;
}

/** A member's open sessions, the latest used first. */
export async function sessionsOf(db: Db, { zoneId, memberId, now }: OfMember) {
  const { idleMinutes, idleMinutesAdmin } = SIGN_IN_LIMITS;
  const { rows } = await sql<{
    id: string;
    hash: Buffer;
    device: string;
    since: Date;
    seen_at: Date;
    role: Role | null;
  }>`
    select s.public_id as id, s.id_hash as hash, s.device, s.created_at as since, s.seen_at, r.role
    from auth.sessions_of(${memberId}::uuid, ${now}, make_interval(mins => ${idleMinutes}), make_interval(mins => ${idleMinutesAdmin})) s
    left join app.role_assignment r on r.zone_id = ${zoneId} and r.id = s.role_assignment_id
    order by s.seen_at desc, s.public_id`.execute(db);
  return rows.map(({ since, seen_at, ...row }) => ({
    ...row,
    since: since.toISOString(),
    seenAt: seen_at.toISOString(),
  }));
}

interface Ending {
  readonly memberId: string;
  /** One of them by its public id; absent: all. */
  readonly sessionId?: string | undefined;
  /** The one that stays. */
  readonly but?: Buffer;
  readonly now: Date;
}

/** Ends sessions of a member of the zone that was entered; says how many. */
export async function endSessions(db: Db, { memberId, sessionId, but, now }: Ending): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select auth.end_sessions(${memberId}::uuid, ${sessionId ?? null}::uuid, ${but ?? null}::bytea, ${now}) as ended`.execute(
    db,
  );
  return rows[0]?.ended ?? 0;
}
