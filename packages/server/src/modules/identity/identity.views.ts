import type { Me, Role } from '@yuanheng/contract';
import type pg from 'pg';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

const words = (zh: string, en: string) => ({ zh, en });

/** The zone that the sign-in page is about: the first by code. */
export async function firstZone(pool: pg.Pool) {
  const { rows } = await pool.query<{ name_zh: string; name_en: string; demo_day: string | null }>(
    'select z.name_zh, z.name_en, z.demo_day from app.zone z order by z.code limit 1',
  );
  const row = rows[0];
  return row ? { name: words(row.name_zh, row.name_en), demoDay: row.demo_day } : null;
}

export async function zoneOf(db: Db, zoneId: string): Promise<Me['zone'] | null> {
  const row = await db
    .selectFrom('zone as z')
    .select(['z.id', 'z.code', 'z.name_zh', 'z.name_en', 'z.short_zh', 'z.short_en', 'z.demo_day'])
    .where('z.id', '=', zoneId)
    .executeTakeFirst();
  if (!row) return null;
  const { id, code } = row;
  return {
    id,
    code,
    name: words(row.name_zh, row.name_en),
    shortName: words(row.short_zh, row.short_en),
    demoDay: row.demo_day,
  };
}

/** The zone of a link, before anybody has signed in. */
export async function zoneOfLink(pool: pg.Pool, zoneId: string) {
  const { rows } = await pool.query<{ name_zh: string; name_en: string; demo_day: string | null }>(
    'select z.name_zh, z.name_en, z.demo_day from app.zone z where z.id = $1',
    [zoneId],
  );
  const row = rows[0];
  return row ? { name: words(row.name_zh, row.name_en), demoDay: row.demo_day } : null;
}

interface OfMember {
  readonly zoneId: string;
  readonly memberId: string;
  readonly today: string;
}

interface InForce {
  readonly id: string;
  readonly role: Role;
  readonly place_name_zh: string;
  readonly place_name_en: string;
  readonly behalf_name: string | null;
}

/** The role assignments that a member may act in today, those on somebody's behalf among them. */
export async function assignmentsOf(
  db: Db,
  { zoneId, memberId, today }: OfMember,
): Promise<Me['assignments']> {
  const { rows } = await sql<InForce>`
    select r.* from app.assignments_in_force(${zoneId}::uuid, ${memberId}::uuid, ${today}::date) r
    order by r.behalf_name is not null, r.id`.execute(db);
  return rows.map((r) => ({
    id: r.id,
    role: r.role,
    placeName: words(r.place_name_zh, r.place_name_en),
    onBehalfOf: r.behalf_name,
  }));
}
