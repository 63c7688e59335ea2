import { sql } from 'kysely';
import type { Role } from '@yuanheng/contract';
import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly enterpriseId: string | null;
}

export function insertMembers(db: Db, { zoneId, requestId }: At, members: readonly MemberRow[]) {
  const rows = members.map((m) => ({
    zone_id: zoneId,
    id: m.id,
    display_name: m.name,
    enterprise_id: m.enterpriseId,
    valid: `[${m.since},)`,
    request_id: requestId,
  }));
  return db.insertInto('member').values(rows).execute();
}

/** Ends a membership before a day. */
export async function endMembership(
  db: Db,
  zoneId: string,
  { memberId, day }: { memberId: string; day: string },
): Promise<void> {
  await db
    .updateTable('member')
    .set({ valid: sql<string>`daterange(lower(valid), ${day}::date)` })
    .where('zone_id', '=', zoneId)
    .where('id', '=', memberId)
    .execute();
}

interface AssignmentRow {
  readonly id: string;
  readonly memberId: string;
  readonly role: Role;
  readonly placeName: { readonly zh: string; readonly en: string };
  readonly placePath: string;
  readonly ownId: string | null;
  readonly since: string;
}

export function insertAssignments(db: Db, { zoneId, requestId }: At, assignments: readonly AssignmentRow[]) {
  const rows = assignments.map((a) => ({
    zone_id: zoneId,
    id: a.id,
    member_id: a.memberId,
    role: a.role,
    place_name_zh: a.placeName.zh,
    place_name_en: a.placeName.en,
    place_path: a.placePath,
    own_id: a.ownId,
    valid: `[${a.since},)`,
    request_id: requestId,
  }));
  return db.insertInto('role_assignment').values(rows).execute();
}

interface SignInRow {
  readonly personId: string;
  readonly login: string;
  readonly name: string;
  readonly hash: string;
  readonly zoneId: string;
  readonly memberId: string;
}

/** People live in the schema auth, which this role reaches only through its functions. */
export function insertSignIn(db: Db, { personId, login, name, hash, zoneId, memberId }: SignInRow) {
  return sql`select auth.add_person(${personId}::uuid, ${login}, ${name}, ${hash}, ${zoneId}::uuid, ${memberId}::uuid)`.execute(
    db,
  );
}
