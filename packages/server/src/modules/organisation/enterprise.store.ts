import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

export interface NewEnterprise {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string;
  readonly industryCode: string;
  readonly registeredOn: string;
  readonly carrierId: string;
  /** The sub-park's path: reports lie there, not at the carrier's. */
  readonly scopePath: string;
  readonly residentFrom: string;
}

export async function insertEnterprises(
  db: Db,
  { zoneId, requestId }: At,
  enterprises: readonly NewEnterprise[],
): Promise<void> {
  await db
    .insertInto('enterprise')
    .values(
      enterprises.map((e) => ({
        zone_id: zoneId,
        id: e.id,
        uscc: e.uscc,
        name: e.name,
        short_name: e.shortName,
        industry_code: e.industryCode,
        registered_on: e.registeredOn,
        scope_path: e.scopePath,
        owner_id: e.id,
        request_id: requestId,
      })),
    )
    .execute();
  await insertResidences(
    db,
    { zoneId, requestId },
    enterprises.map((e) => ({
      enterpriseId: e.id,
      carrierId: e.carrierId,
      from: e.residentFrom,
      scopePath: e.scopePath,
    })),
  );
}

interface NewResidence {
  readonly enterpriseId: string;
  readonly carrierId: string;
  readonly from: string;
  readonly scopePath: string;
}

export function insertResidences(db: Db, { zoneId, requestId }: At, residences: readonly NewResidence[]) {
  const rows = residences.map((r) => ({
    zone_id: zoneId,
    enterprise_id: r.enterpriseId,
    carrier_id: r.carrierId,
    valid: `[${r.from},)`,
    scope_path: r.scopePath,
    owner_id: r.enterpriseId,
    request_id: requestId,
  }));
  return db.insertInto('residence').values(rows).execute();
}

export function endResidence(
  db: Db,
  zoneId: string,
  { enterpriseId, day }: { enterpriseId: string; day: string },
) {
  return db
    .updateTable('residence')
    .set({ valid: sql<string>`daterange(lower(valid), ${day}::date)` })
    .where('zone_id', '=', zoneId)
    .where('enterprise_id', '=', enterpriseId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute();
}

/**
 * Brings the place that readers find enterprises under up to a day: the sub-park of the carrier that each sits in then.
 * A move that begins later is left alone until its day has come.
 */
export function settlePlaces(db: Db, zoneId: string, day: string) {
  return sql`
    update app.enterprise e set scope_path = stands.path
    from (
      select r.enterprise_id, regexp_replace(p.path, '[^/]+/$', '') as path
      from app.residence r
      join app.unit_place p on p.zone_id = r.zone_id and p.unit_id = r.carrier_id and p.valid @> ${day}::date
      where r.zone_id = ${zoneId}::uuid and r.valid @> ${day}::date) stands
    where e.zone_id = ${zoneId}::uuid and e.id = stands.enterprise_id and e.scope_path <> stands.path`.execute(
    db,
  );
}

/** Enterprises that sit in a carrier on a day. */
export async function residentsOf(
  db: Db,
  zoneId: string,
  { carrierId, day }: { carrierId: string; day: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('residence as r')
    .select('r.enterprise_id')
    .where('r.zone_id', '=', zoneId)
    .where('r.carrier_id', '=', carrierId)
    .where(sql<boolean>`r.valid @> ${day}::date`)
    .execute();
  return rows.map((row) => row.enterprise_id);
}
