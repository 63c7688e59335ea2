import type pg from 'pg';

/** A table or view of the schema `app` whose rows belong to a zone, as the catalog says it. */
export interface ZoneTable {
  readonly name: string;
  readonly isView: boolean;
  /** Whether its rows lie at a place; the rest of its rows is seen by the whole zone. */
  readonly isPlaced: boolean;
  /** Those that are not computed from others. */
  readonly stored: readonly string[];
  readonly columns: readonly string[];
  /** What the application's role may write. */
  readonly insertable: boolean;
  readonly updatable: readonly string[];
}

/** Every one of them, so that a table that is added tomorrow is walked without being named. */
export async function zoneTables(superuser: pg.ClientBase): Promise<ZoneTable[]> {
  const { rows } = await superuser.query<ZoneTable>(
    `select c.oid::regclass::text as name, c.relkind in ('v', 'm') as "isView",
       bool_or(a.attname = 'scope_path') as "isPlaced",
       array_agg(a.attname::text order by a.attnum) as columns,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as stored,
       has_table_privilege('yh_app', c.oid, 'insert') as insertable,
       coalesce(array_agg(a.attname::text order by a.attnum)
         filter (where has_column_privilege('yh_app', c.oid, a.attnum, 'update')), '{}') as updatable
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
     group by c.oid having bool_or(a.attname = 'zone_id') order by 1`,
  );
  return rows;
}
