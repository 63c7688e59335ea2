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

interface OfMember {
  readonly zoneId: string;
  readonly memberId: string;
  readonly today: string;
}

/** A member's role assignments that are valid today. */
export async function assignmentsOf(
  db: Db,
  { zoneId, memberId, today }: OfMember,
): Promise<Me['assignments']> {
  const rows = await db
    .selectFrom('role_assignment as r')
    .select(['r.id', 'r.role', 'r.place_name_zh', 'r.place_name_en'])
    .where('r.zone_id', '=', zoneId)
    .where('r.member_id', '=', memberId)
    .where(sql<boolean>`r.valid @> ${today}::date`)
    .orderBy('r.id')
    .execute();
  return rows.map((r) => ({
    id: r.id,
    role: r.role as Role,
    placeName: words(r.place_name_zh, r.place_name_en),
  }));
}
