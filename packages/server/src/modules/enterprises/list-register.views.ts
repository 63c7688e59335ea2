import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

export interface RegisterName {
  readonly id: string;
  readonly uscc: string;
  readonly current: string;
  readonly name: string;
  readonly kind: string;
  readonly isCurrent: boolean;
}

/** All names of the enterprises that have one of some codes or are called by one of some names, at any time. */
export async function namesAskedFor(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly codes: readonly string[];
    readonly sameKeys: readonly string[];
    readonly placeKeys: readonly string[];
    readonly ids: readonly string[];
  },
): Promise<RegisterName[]> {
  const { rows } = await sql<RegisterName>`
    select n.enterprise_id as id, e.uscc, e.name as current, n.name, n.kind,
      (upper(n.valid) is null and not isempty(n.valid)) as "isCurrent"
    from app.enterprise_name n
    join app.enterprise e on e.zone_id = ${q.zoneId}::uuid and e.id = n.enterprise_id
    where n.zone_id = ${q.zoneId}::uuid and n.enterprise_id in (
      select x.id from app.enterprise x where x.zone_id = ${q.zoneId}::uuid and x.uscc = any(${q.codes}::text[])
      union select k.enterprise_id from app.enterprise_name k where k.zone_id = ${q.zoneId}::uuid and k.same_key = any(${q.sameKeys}::text[])
      union select k.enterprise_id from app.enterprise_name k where k.zone_id = ${q.zoneId}::uuid and k.place_key = any(${q.placeKeys}::text[])
      union select unnest(${q.ids}::uuid[]))`.execute(db);
  return rows;
}
