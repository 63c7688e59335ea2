import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** Everything that is kept about carriers lies where they stand on a day, so that whoever answers for them now reads it all. */
export async function settleCarriers(db: Db, zoneId: string, day: string): Promise<void> {
  await sql`
    update app.carrier_result r set scope_path = p.path
    from app.unit_place p
    where r.zone_id = ${zoneId}::uuid and p.zone_id = r.zone_id and p.unit_id = r.unit_id and p.valid @> ${day}::date
      and r.scope_path <> p.path`.execute(db);
  await sql`
    update app.carrier_score s set scope_path = p.path
    from app.unit_place p
    where s.zone_id = ${zoneId}::uuid and p.zone_id = s.zone_id and p.unit_id = s.unit_id and p.valid @> ${day}::date
      and s.scope_path <> p.path`.execute(db);
  await sql`
    update app.carrier_act a set scope_path = p.path
    from app.unit_place p
    where a.zone_id = ${zoneId}::uuid and p.zone_id = a.zone_id and p.unit_id = a.unit_id and p.valid @> ${day}::date
      and a.scope_path <> p.path`.execute(db);
}
