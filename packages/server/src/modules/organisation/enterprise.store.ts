import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { type NewName, insertGrams, insertNames, settleNames } from './name.store.ts';
import { pinyinOf } from './search-keys.ts';

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
  /** Names it had before; null: no source says until when. */
  readonly formerNames?: readonly { readonly name: string; readonly until: string | null }[];
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
        sort_key: pinyinOf(e.shortName),
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
  await insertNames(db, { zoneId, requestId }, enterprises.flatMap(namesOf));
  await insertGrams(
    db,
    zoneId,
    enterprises.map(({ id, uscc, name, shortName, formerNames = [] }) => ({
      id,
      uscc,
      names: [name, shortName, ...formerNames.map((former) => former.name)],
    })),
  );
}

/** The names of a new enterprise: the one it has, its short one, and those it had, each until its day. */
function namesOf({
  id,
  name,
  shortName,
  registeredOn,
  scopePath,
  formerNames = [],
}: NewEnterprise): NewName[] {
  const of = { enterpriseId: id, validSaid: null, document: null, scopePath };
  const dated = formerNames.flatMap((former) =>
    former.until === null ? [] : [{ ...former, until: former.until }],
  );
  const inOrder = dated.toSorted((a, b) => (a.until < b.until ? -1 : 1));
  const since = inOrder.at(-1)?.until ?? registeredOn;
  return [
    { ...of, kind: 'registered', name, valid: `[${since},)` },
    { ...of, kind: 'short', name: shortName, valid: `[${registeredOn},)` },
    ...inOrder.map((former, i) => ({
      ...of,
      kind: 'registered' as const,
      name: former.name,
      valid: `[${inOrder[i - 1]?.until ?? ''},${former.until})`,
    })),
    ...formerNames
      .filter(({ until }) => until === null)
      .map((former) => ({ ...of, kind: 'registered' as const, name: former.name, valid: 'empty' })),
  ];
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
export async function settlePlaces(db: Db, zoneId: string, day: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update app.enterprise e set scope_path = stands.path
    from (
      select r.enterprise_id, regexp_replace(p.path, '[^/]+/$', '') as path
      from app.residence r
      join app.unit_place p on p.zone_id = r.zone_id and p.unit_id = r.carrier_id and p.valid @> ${day}::date
      where r.zone_id = ${zoneId}::uuid and r.valid @> ${day}::date) stands
    where e.zone_id = ${zoneId}::uuid and e.id = stands.enterprise_id and e.scope_path <> stands.path
    returning e.id`.execute(db);
  await settleNames(
    db,
    zoneId,
    rows.map(({ id }) => id),
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
