import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../../kernel/db/pool.ts';

export interface SecondFactor {
  readonly sealed: Buffer;
  /** False: begun, and no code was given yet. */
  readonly isOn: boolean;
  readonly codesLeft: number;
}

/** A person's second factor; undefined: none was begun. */
export async function findSecondFactor(db: Db, personId: string): Promise<SecondFactor | undefined> {
  const { rows } = await sql<{ secret_sealed: Buffer; is_on: boolean; codes_left: string }>`
    select f.* from auth.second_factor_of(${personId}::uuid) f`.execute(db);
  const row = rows[0];
  return row && { sealed: row.secret_sealed, isOn: row.is_on, codesLeft: Number(row.codes_left) };
}

/** False when the person has a second factor already. */
export async function beginEnrolment(
  db: Db,
  { personId, sealed, now }: { readonly personId: string; readonly sealed: Buffer; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`
    select auth.enrol_second_factor(${personId}::uuid, ${sealed}, ${now}) as begun`.execute(db);
  return rows[0]?.begun === true;
}

interface Try {
  readonly personId: string;
  readonly now: Date;
  readonly maxFailures: number;
  readonly lockMinutes: number;
}

/** Counts a try and returns the sealed secret; null when there is none or it is locked. */
export async function beginCode(pool: pg.Pool, { personId, now, maxFailures, lockMinutes }: Try) {
  const { rows } = await pool.query<{ sealed: Buffer | null }>(
    'select auth.begin_second_factor($1, $2, $3, make_interval(mins => $4)) as sealed',
    [personId, now, maxFailures, lockMinutes],
  );
  return rows[0]?.sealed ?? null;
}

/** False when this step or a later one was accepted before. */
export async function acceptStep(
  db: Db,
  { personId, step, now }: { readonly personId: string; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ accepted: boolean }>`
    select auth.accept_step(${personId}::uuid, ${step}::bigint, ${now}) as accepted`.execute(db);
  return rows[0]?.accepted === true;
}

/** False when the code is none of the person's or was used. */
export async function acceptRecoveryCode(
  db: Db,
  { personId, hash, now }: { readonly personId: string; readonly hash: Buffer; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ accepted: boolean }>`
    select auth.accept_recovery_code(${personId}::uuid, ${hash}, ${now}) as accepted`.execute(db);
  return rows[0]?.accepted === true;
}

export async function setRecoveryCodes(db: Db, personId: string, hashes: readonly Buffer[]): Promise<void> {
  await sql`select auth.set_recovery_codes(${personId}::uuid, ${hashes}::bytea[])`.execute(db);
}

interface StepUp {
  readonly oldHash: Buffer;
  readonly newHash: Buffer;
  readonly sessionId: string;
  readonly now: Date;
  readonly ends: Date;
}

/** The session goes on under another id; false when it is over. */
export async function stepUp(db: Db, { oldHash, newHash, sessionId, now, ends }: StepUp): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select auth.step_up(${oldHash}, ${newHash}, ${sessionId}::uuid, ${now}, ${ends}) as done`.execute(db);
  return rows[0]?.done === true;
}

export async function removeSecondFactor(db: Db, memberId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select auth.reset_second_factor(${memberId}::uuid, ${now}) as done`.execute(db);
  return rows[0]?.done === true;
}

/** For the zone that was entered. */
export async function setRequired(db: Db, isRequired: boolean): Promise<void> {
  await sql`select auth.require_second_factor(${isRequired})`.execute(db);
}

export async function isRequired(db: Db, zoneId: string): Promise<boolean> {
  const row = await db
    .selectFrom('zone as z')
    .select('z.second_factor_required')
    .where('z.id', '=', zoneId)
    .executeTakeFirst();
  return row?.second_factor_required ?? true;
}
