import { sql } from 'kysely';
import type { Role } from '@yuanheng/contract';
import type { Db } from '../../kernel/db/pool.ts';
import type { Place } from './places.views.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

export interface NewAssignment extends Place {
  readonly id: string;
  readonly memberId: string;
  readonly role: Role;
  readonly from: string;
  /** The last day; null: without end. */
  readonly until: string | null;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly reason: string;
  readonly delegatedFrom: string | null;
}

export function insertAssignment(db: Db, { zoneId, requestId }: At, a: NewAssignment) {
  return db
    .insertInto('role_assignment')
    .values({
      zone_id: zoneId,
      id: a.id,
      member_id: a.memberId,
      role: a.role,
      place_name_zh: a.placeName.zh,
      place_name_en: a.placeName.en,
      place_path: a.placePath,
      own_id: a.ownId,
      valid: sql<string>`daterange(${a.from}::date, ${a.until}::date, '[]')`,
      granted_by: a.grantedBy,
      granted_at: a.grantedAt,
      reason: a.reason,
      delegated_from: a.delegatedFrom,
      request_id: requestId,
    })
    .execute();
}

/** Whether a member holds a role at the same place in the same right, own or the same person's, within these days. */
export async function isHeld(
  db: Db,
  zoneId: string,
  a: Pick<NewAssignment, 'memberId' | 'role' | 'placePath' | 'ownId' | 'from' | 'until' | 'delegatedFrom'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('role_assignment as r')
    .select('r.id')
    .where('r.zone_id', '=', zoneId)
    .where('r.member_id', '=', a.memberId)
    .where('r.role', '=', a.role)
    .where('r.place_path', '=', a.placePath)
    .where(sql<boolean>`r.own_id is not distinct from ${a.ownId}::uuid`)
    .where(sql<boolean>`r.delegated_from is not distinct from ${a.delegatedFrom}::uuid`)
    .where(sql<boolean>`r.valid && daterange(${a.from}::date, ${a.until}::date, '[]')`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A role assignment that is not over, locked; undefined: there is none, or it is over. */
export async function lockAssignment(
  db: Db,
  {
    zoneId,
    assignmentId,
    today,
  }: { readonly zoneId: string; readonly assignmentId: string; readonly today: string },
) {
  const row = await db
    .selectFrom('role_assignment as r')
    .select([
      'r.id',
      'r.member_id',
      'r.role',
      'r.place_name_zh',
      'r.place_name_en',
      'r.place_path',
      'r.own_id',
      'r.delegated_from',
      sql<string>`lower(r.valid)`.as('from_day'),
      sql<string | null>`upper(r.valid) - 1`.as('last_day'),
      sql<boolean>`isempty(r.valid) or upper(r.valid) <= ${today}::date`.as('over'),
    ])
    .where('r.zone_id', '=', zoneId)
    .where('r.id', '=', assignmentId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      memberId: row.member_id,
      role: row.role as Role,
      placeName: { zh: row.place_name_zh, en: row.place_name_en },
      placePath: row.place_path,
      ownId: row.own_id,
      delegatedFrom: row.delegated_from,
      from: row.from_day,
      until: row.last_day,
      isOver: row.over === true,
    }
  );
}
export type LockedAssignment = NonNullable<Awaited<ReturnType<typeof lockAssignment>>>;

/** Ends an assignment before a day: the day is the first on which it is not held; one that had not begun is never held. */
export function endBefore(
  db: Db,
  {
    zoneId,
    assignmentId,
    day,
  }: { readonly zoneId: string; readonly assignmentId: string; readonly day: string },
) {
  return db
    .updateTable('role_assignment')
    .set({ valid: sql<string>`daterange(lower(valid), greatest(lower(valid), ${day}::date))` })
    .where('zone_id', '=', zoneId)
    .where('id', '=', assignmentId)
    .execute();
}

export function setLastDay(
  db: Db,
  {
    zoneId,
    assignmentId,
    until,
  }: { readonly zoneId: string; readonly assignmentId: string; readonly until: string },
) {
  return db
    .updateTable('role_assignment')
    .set({ valid: sql<string>`daterange(lower(valid), ${until}::date, '[]')` })
    .where('zone_id', '=', zoneId)
    .where('id', '=', assignmentId)
    .execute();
}

/**
 * Locks every administrator's role assignment in one order, before anything else is locked: two who leave at the same
 * moment are judged one after the other.
 */
export async function lockAdministrators(db: Db, zoneId: string): Promise<void> {
  await db
    .selectFrom('role_assignment as r')
    .select('r.id')
    .where('r.zone_id', '=', zoneId)
    .where('r.role', 'in', ['system-admin', 'security-admin', 'audit-admin'])
    .orderBy('r.id')
    .forUpdate()
    .execute();
}

interface Holding {
  readonly zoneId: string;
  readonly role: Role;
  readonly memberId: string;
  readonly today: string;
  readonly now: Date;
}

/** How many others hold a role today without end, may sign in and have a password. */
export async function otherHolders(db: Db, { zoneId, role, memberId, today, now }: Holding): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(distinct m.id) as n from app.role_assignment r
    join app.member m on m.zone_id = r.zone_id and m.id = r.member_id
    join auth.people(${now}) p on p.member_id = m.id
    where r.zone_id = ${zoneId} and r.role = ${role} and r.valid @> ${today}::date and upper_inf(r.valid)
      and m.id <> ${memberId} and m.disabled_at is null and m.valid @> ${today}::date and upper_inf(m.valid)
      and p.has_password`.execute(db);
  return Number(rows[0]?.n);
}

/** The administrator's role that a member holds today; undefined: none. */
export async function findAdministratorRole(
  db: Db,
  { zoneId, memberId, today }: { readonly zoneId: string; readonly memberId: string; readonly today: string },
): Promise<Role | undefined> {
  const row = await db
    .selectFrom('role_assignment as r')
    .select('r.role')
    .where('r.zone_id', '=', zoneId)
    .where('r.member_id', '=', memberId)
    .where('r.role', 'in', ['system-admin', 'security-admin', 'audit-admin'])
    .where(sql<boolean>`r.valid @> ${today}::date`)
    .limit(1)
    .executeTakeFirst();
  return row?.role as Role | undefined;
}
