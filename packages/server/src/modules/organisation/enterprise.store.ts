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

/** The place that readers find an enterprise under from now on. */
export function restampEnterprises(
  db: Db,
  zoneId: string,
  { ids, scopePath }: { ids: readonly string[]; scopePath: string },
) {
  return db
    .updateTable('enterprise')
    .set({ scope_path: scopePath })
    .where('zone_id', '=', zoneId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
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
