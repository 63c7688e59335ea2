import type pg from 'pg';
import type { Actor } from '../../kernel/actor.ts';

export interface ZoneRow {
  readonly id: string;
  readonly code: string;
  /** A demonstration's own day; null in a real zone. */
  readonly demoDay: string | null;
}

/** The zones of this database by code; the table of zones is the same for everybody. */
export async function listZones(pool: pg.Pool): Promise<ZoneRow[]> {
  const { rows } = await pool.query<ZoneRow>(
    'select z.id, z.code, z.demo_day as "demoDay" from app.zone z order by z.code',
  );
  return rows;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The installation itself as a reader of a whole zone: who runs a command on the machine. It is no member and writes nothing. */
export const installationOf = (zoneId: string): Actor => ({
  zoneId,
  memberId: NOBODY,
  assignmentId: NOBODY,
  name: '系统',
  role: 'system-admin',
  placePath: '/',
  ownId: null,
});
