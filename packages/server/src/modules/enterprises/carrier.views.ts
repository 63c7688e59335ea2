import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

export interface CarrierFound {
  readonly id: string;
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly short_zh: string;
  readonly short_en: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly needs_review: string | null;
  readonly path: string;
  readonly sp_id: string | null;
  readonly sp_code: string | null;
  readonly sp_zh: string | null;
  readonly sp_en: string | null;
  readonly residents: number;
}

/** Carriers that stand below a place on a day, with how many enterprises sit there; one of them by its id. */
export async function carriersOn(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly day: string;
    readonly below: { readonly from: string; readonly to: string };
    readonly id?: string;
  },
): Promise<CarrierFound[]> {
  const { rows } = await sql<CarrierFound>`
    select c.id, c.code, c.name_zh, c.name_en, c.short_zh, c.short_en, c.attributes, c.needs_review, p.path,
      sp.id as sp_id, sp.code as sp_code, sp.short_zh as sp_zh, sp.short_en as sp_en, coalesce(n.residents, 0) as residents
    from app.unit c
    join app.unit_place p on p.zone_id = ${q.zoneId}::uuid and p.unit_id = c.id and p.valid @> ${q.day}::date
    left join app.unit sp on sp.zone_id = ${q.zoneId}::uuid and sp.id = p.parent_id
    left join (select r.carrier_id, count(*)::int as residents from app.residence r
               join app.enterprise e on e.zone_id = ${q.zoneId}::uuid and e.id = r.enterprise_id
               where r.zone_id = ${q.zoneId}::uuid and r.valid @> ${q.day}::date group by r.carrier_id) n on n.carrier_id = c.id
    where c.zone_id = ${q.zoneId}::uuid and c.kind = 'carrier' and p.path >= ${q.below.from} and p.path < ${q.below.to}
      ${q.id === undefined ? sql`` : sql`and c.id = ${q.id}::uuid`}
    order by p.path`.execute(db);
  return rows;
}

/** Where a carrier stood, the latest first. */
export async function placesOf(
  db: Db,
  { zoneId, carrierId }: { readonly zoneId: string; readonly carrierId: string },
) {
  const { rows } = await sql<{
    from: string | null;
    until: string | null;
    sp_id: string | null;
    sp_code: string | null;
    sp_zh: string | null;
    sp_en: string | null;
  }>`
    select lower(p.valid)::text as from, upper(p.valid)::text as until,
      sp.id as sp_id, sp.code as sp_code, sp.short_zh as sp_zh, sp.short_en as sp_en
    from app.unit_place p
    left join app.unit sp on sp.zone_id = ${zoneId}::uuid and sp.id = p.parent_id
    where p.zone_id = ${zoneId}::uuid and p.unit_id = ${carrierId}::uuid
    order by lower(p.valid) desc`.execute(db);
  return rows;
}

/** Who came and who left within half-open ranges of days, and who sat there on their last day. */
export async function movementsOf(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly carrierId: string;
    readonly starts: readonly string[];
    readonly ends: readonly string[];
  },
) {
  const { rows } = await sql<{ starts: string; came: number; left: number; residents: number }>`
    select q.starts::text as starts,
      count(r.enterprise_id) filter (where lower(r.valid) >= q.starts and lower(r.valid) < q.ends)::int as came,
      count(r.enterprise_id) filter (where upper(r.valid) >= q.starts and upper(r.valid) < q.ends)::int as left,
      count(r.enterprise_id) filter (where r.valid @> (q.ends - 1))::int as residents
    from unnest(${q.starts}::date[], ${q.ends}::date[]) q (starts, ends)
    left join app.residence r on r.zone_id = ${q.zoneId}::uuid and r.carrier_id = ${q.carrierId}::uuid
    group by q.starts order by q.starts desc`.execute(db);
  return rows;
}
