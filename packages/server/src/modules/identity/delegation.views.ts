import type { Delegation, Role } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { Place } from './places.views.ts';

/** The role assignment somebody acts in. */
export async function findMyAssignment(
  db: Db,
  { zoneId, assignmentId }: { readonly zoneId: string; readonly assignmentId: string },
) {
  const row = await db
    .selectFrom('role_assignment as r')
    .select([
      'r.role',
      'r.place_path',
      'r.own_id',
      'r.delegated_from',
      sql<string | null>`upper(r.valid) - 1`.as('last_day'),
    ])
    .where('r.zone_id', '=', zoneId)
    .where('r.id', '=', assignmentId)
    .executeTakeFirst();
  return (
    row && {
      role: row.role as Role,
      placePath: row.place_path,
      ownId: row.own_id,
      delegatedFrom: row.delegated_from,
      until: row.last_day,
    }
  );
}

interface OfPlace extends Pick<Place, 'placePath' | 'ownId'> {
  readonly zoneId: string;
  readonly memberId: string;
  readonly today: string;
}

/** Others who today hold a role of their own at exactly this place; administrators act for nobody. */
export async function candidatesOf(db: Db, { zoneId, memberId, today, placePath, ownId }: OfPlace) {
  // who has no place shares it with nobody
  if (placePath === '' && ownId === null) return [];
  const rows = await db
    .selectFrom('role_assignment as r')
    .innerJoin('member as m', (join) =>
      join.onRef('m.zone_id', '=', 'r.zone_id').onRef('m.id', '=', 'r.member_id'),
    )
    .select(['m.id', 'm.display_name'])
    .distinct()
    .where('r.zone_id', '=', zoneId)
    .where('r.member_id', '<>', memberId)
    .where('r.place_path', '=', placePath)
    .where(sql<boolean>`r.own_id is not distinct from ${ownId}::uuid`)
    .where('r.delegated_from', 'is', null)
    .where('r.role', 'not in', ['system-admin', 'security-admin', 'audit-admin'])
    .where(sql<boolean>`r.valid @> ${today}::date and m.valid @> ${today}::date`)
    .where('m.disabled_at', 'is', null)
    .orderBy('m.display_name')
    .execute();
  return rows.map((row) => ({ memberId: row.id, name: row.display_name }));
}

/** What a member has delegated, the latest first. */
export async function delegationsOf(
  db: Db,
  { zoneId, memberId, today }: { readonly zoneId: string; readonly memberId: string; readonly today: string },
): Promise<Delegation[]> {
  const rows = await db
    .selectFrom('role_assignment as o')
    .innerJoin('role_assignment as r', (join) =>
      join.onRef('r.zone_id', '=', 'o.zone_id').onRef('r.delegated_from', '=', 'o.id'),
    )
    .innerJoin('member as m', (join) =>
      join.onRef('m.zone_id', '=', 'r.zone_id').onRef('m.id', '=', 'r.member_id'),
    )
    .select([
      'r.id',
      'r.role',
      'r.place_name_zh',
      'r.place_name_en',
      'r.reason',
      'm.display_name',
      sql<string | null>`lower(r.valid)`.as('from_day'),
      sql<string | null>`upper(r.valid) - 1`.as('last_day'),
      sql<
        Delegation['state']
      >`case when r.valid @> ${today}::date and o.valid @> ${today}::date then 'in-force'
        when lower(r.valid) > ${today}::date then 'future' else 'over' end`.as('state'),
    ])
    .where('o.zone_id', '=', zoneId)
    .where('o.member_id', '=', memberId)
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    to: r.display_name,
    role: r.role as Role,
    placeName: { zh: r.place_name_zh, en: r.place_name_en },
    from: r.from_day,
    until: r.last_day,
    reason: r.reason,
    state: r.state,
  }));
}
