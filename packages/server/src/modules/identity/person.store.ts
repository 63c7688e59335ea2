import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface Created {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly at: Date;
  readonly today: string;
}

/** A member who holds nothing. */
export function insertPerson(
  db: Db,
  { zoneId, requestId }: { readonly zoneId: string; readonly requestId: string },
  { id, name, createdBy, at, today }: Created,
) {
  return db
    .insertInto('member')
    .values({
      zone_id: zoneId,
      id,
      display_name: name,
      valid: `[${today},)`,
      created_by: createdBy,
      created_at: at,
      request_id: requestId,
    })
    .execute();
}

export interface LockedMember {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string | null;
  readonly disabled: boolean;
}

/** A member whose time includes the day, locked so that two administrators do not decide about them at once. */
export async function lockMember(
  db: Db,
  { zoneId, memberId, today }: { readonly zoneId: string; readonly memberId: string; readonly today: string },
): Promise<LockedMember | undefined> {
  const row = await db
    .selectFrom('member as m')
    .select(['m.id', 'm.display_name', 'm.created_by', 'm.disabled_at'])
    .where('m.zone_id', '=', zoneId)
    .where('m.id', '=', memberId)
    .where(sql<boolean>`m.valid @> ${today}::date`)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.display_name,
      createdBy: row.created_by,
      disabled: row.disabled_at !== null,
    }
  );
}

export function setDisabled(
  db: Db,
  { zoneId, memberId, at }: { readonly zoneId: string; readonly memberId: string; readonly at: Date | null },
) {
  return db
    .updateTable('member')
    .set({ disabled_at: at })
    .where('zone_id', '=', zoneId)
    .where('id', '=', memberId)
    .execute();
}

/** People live in the schema auth, which this role reaches only through functions of the zone that was entered. */
export async function addSignIn(
  db: Db,
  of: {
    readonly personId: string;
    readonly login: string;
    readonly name: string;
    readonly zoneId: string;
    readonly memberId: string;
  },
): Promise<void> {
  await sql`select auth.add_person(${of.personId}::uuid, ${of.login}, ${of.name}, null, ${of.zoneId}::uuid, ${of.memberId}::uuid)`.execute(
    db,
  );
}

/** Whether somebody signs in by this name already, in any zone. */
export async function isTaken(db: Db, login: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select auth.is_taken(${login}) as taken`.execute(db);
  return rows[0]?.taken === true;
}

/** Whether a member of the zone can be told apart by a sign-in name. */
export async function hasSignIn(db: Db, memberId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`select from auth.people(${now}) p where p.member_id = ${memberId}::uuid`.execute(
    db,
  );
  return rows.length > 0;
}

interface NewLink {
  readonly linkId: string;
  readonly tokenHash: Buffer;
  readonly memberId: string;
  readonly now: Date;
  readonly ends: Date;
}

/** Makes a link and ends what opened before; the login, or null: the member is no person of this zone alone. */
export async function makeLink(
  db: Db,
  { linkId, tokenHash, memberId, now, ends }: NewLink,
): Promise<string | null> {
  const { rows } = await sql<{ login: string | null }>`
    select auth.make_link(${linkId}::uuid, ${tokenHash}, ${memberId}::uuid, ${now}, ${ends}) as login`.execute(
    db,
  );
  return rows[0]?.login ?? null;
}

export async function unlock(db: Db, memberId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{
    done: boolean;
  }>`select auth.unlock(${memberId}::uuid, ${now}) as done`.execute(db);
  return rows[0]?.done === true;
}
