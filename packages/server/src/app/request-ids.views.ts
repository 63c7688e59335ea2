import { sql } from 'kysely';
import type { Db } from '../kernel/db/pool.ts';

/** A table of the zone, by whether its rows carry the request that wrote them. */
interface Recording {
  readonly table: string;
  readonly carries: boolean;
}

/** Every table of zones. The trail itself is what the others are compared with. */
export async function recordTables(db: Db): Promise<Recording[]> {
  const { rows } = await sql<Recording>`
    select c.relname as "table", bool_or(a.attname = 'request_id') as carries
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'audit_entry'
    group by c.relname having bool_or(a.attname = 'zone_id')
    order by c.relname`.execute(db);
  return rows;
}

export interface Carried {
  readonly table: string;
  readonly rows: number;
  /** Rows whose request id is in no audit entry of the zone. */
  readonly without: number;
}

/** How many rows of a table carry a request id that the audit trail knows. */
export async function carriedBy(db: Db, { zoneId, table }: { zoneId: string; table: string }) {
  const { rows } = await sql<{ rows: number; without: number }>`
    select count(*)::int as rows, (count(*) filter (where not exists (
      select from app.audit_entry e where e.zone_id = ${zoneId}::uuid and e.request_id = t.request_id)))::int as without
    from ${sql.table(`app.${table}`)} t
    where t.zone_id = ${zoneId}::uuid`.execute(db);
  return { table, rows: rows[0]?.rows ?? 0, without: rows[0]?.without ?? 0 };
}
