import type pg from 'pg';
import type { Park } from '@yuanheng/park';

interface ZoneRow {
  readonly zoneId: string;
  readonly park: Park['park'];
  /** Set in a demonstration. */
  readonly demoDay: string | null;
}

/** Makes a tenant; everything else of it is written inside it. */
export async function insertZone(pool: pg.Pool, { zoneId, park, demoDay }: ZoneRow): Promise<void> {
  const { id: code, name, short } = park;
  await pool.query(
    `insert into app.zone (id, code, name_zh, name_en, short_zh, short_en, demo_day, park) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [zoneId, code, name.zh, name.en, short.zh, short.en, demoDay, JSON.stringify(park)],
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
