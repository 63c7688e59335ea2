import type pg from 'pg';
import type { Park } from '@yuanheng/park';
import type { Db } from '../kernel/db/pool.ts';

interface ZoneRow {
  readonly zoneId: string;
  readonly park: Park['park'];
  /** Set in a demonstration. */
  readonly demoDay: string | null;
  readonly secondFactorRequired: boolean;
}

/** Makes a tenant; everything else of it is written inside it. */
export async function insertZone(
  pool: pg.Pool,
  { zoneId, park, demoDay, secondFactorRequired }: ZoneRow,
): Promise<void> {
  const { id: code, name, short } = park;
  await pool.query(
    `insert into app.zone (id, code, name_zh, name_en, short_zh, short_en, demo_day, park, second_factor_required)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [zoneId, code, name.zh, name.en, short.zh, short.en, demoDay, JSON.stringify(park), secondFactorRequired],
  );
}

export async function firstZoneId(pool: pg.Pool): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select z.id from app.zone z order by z.code limit 1');
  return rows[0]?.id ?? null;
}

/** Whether any zone is a demonstration, whose sign-ins everybody knows. */
export async function hasDemonstration(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('select 1 from app.zone z where z.demo_day is not null limit 1');
  return rows.length > 0;
}

/** A zone with its demonstration's day, locked against another change of it. */
export function lockZone(db: Db, zoneId: string) {
  return db
    .selectFrom('zone as z')
    .select(['z.code', 'z.demo_day'])
    .where('z.id', '=', zoneId)
    .forUpdate()
    .executeTakeFirst();
}

export function changeDemoDay(db: Db, { zoneId, day }: { zoneId: string; day: string }) {
  return db.updateTable('zone').set({ demo_day: day }).where('id', '=', zoneId).execute();
}

/** Operations that happen on every day and change no figure. */
const COMINGS_AND_GOINGS = [
  'identity.signIn',
  'identity.signOut',
  'identity.switchRole',
  'organisation.setDemoDay',
];

/** When something was last done in the zone; undefined: never. */
export async function lastActAt(db: Db, zoneId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('audit_entry as e')
    .select((eb) => eb.fn.max('e.written_at').as('at'))
    .where('e.zone_id', '=', zoneId)
    .where('e.operation', 'not in', COMINGS_AND_GOINGS)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** The member under whom the zone was made. */
export async function findMaker(db: Db, zoneId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('audit_entry as e')
    .select('e.member_id')
    .where('e.zone_id', '=', zoneId)
    .where('e.operation', '=', 'organisation.loadPark')
    .orderBy('e.id')
    .limit(1)
    .executeTakeFirst();
  return row?.member_id;
}
