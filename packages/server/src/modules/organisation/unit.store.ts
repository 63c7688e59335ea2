import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

export interface NewUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly short: { readonly zh: string; readonly en: string };
  readonly registerOnly: boolean;
  readonly needsReview: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export function insertUnits(
  db: Db,
  { zoneId, requestId }: { zoneId: string; requestId: string },
  units: readonly NewUnit[],
) {
  const rows = units.map((unit) => ({
    zone_id: zoneId,
    id: unit.id,
    code: unit.code,
    kind: unit.kind,
    name_zh: unit.name.zh,
    name_en: unit.name.en,
    short_zh: unit.short.zh,
    short_en: unit.short.en,
    register_only: unit.registerOnly,
    needs_review: unit.needsReview,
    attributes: JSON.stringify(unit.attributes),
    request_id: requestId,
  }));
  return db.insertInto('unit').values(rows).execute();
}

export interface NewPlace {
  readonly unitId: string;
  readonly parentId: string | null;
  readonly path: string;
  readonly from: string;
}

export function insertPlaces(
  db: Db,
  { zoneId, requestId }: { zoneId: string; requestId: string },
  places: readonly NewPlace[],
) {
  const rows = places.map(({ unitId, parentId, path, from }) => ({
    zone_id: zoneId,
    unit_id: unitId,
    parent_id: parentId,
    path,
    valid: `[${from},)`,
    request_id: requestId,
  }));
  return db.insertInto('unit_place').values(rows).execute();
}

/** Where a unit stands on a day; undefined before its first place. */
export function placeOn(db: Db, zoneId: string, { unitId, day }: { unitId: string; day: string }) {
  return db
    .selectFrom('unit_place as p')
    .select(['p.path', 'p.parent_id'])
    .where('p.zone_id', '=', zoneId)
    .where('p.unit_id', '=', unitId)
    .where(sql<boolean>`p.valid @> ${day}::date`)
    .executeTakeFirst();
}

/** Ends the place that is valid on a day, the day before a new one begins. */
export function endPlace(db: Db, zoneId: string, { unitId, day }: { unitId: string; day: string }) {
  return db
    .updateTable('unit_place')
    .set({ valid: sql<string>`daterange(lower(valid), ${day}::date)` })
    .where('zone_id', '=', zoneId)
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute();
}

export function findUnitByCode(db: Db, zoneId: string, code: string) {
  return db
    .selectFrom('unit as u')
    .select(['u.id', 'u.kind'])
    .where('u.zone_id', '=', zoneId)
    .where('u.code', '=', code)
    .executeTakeFirst();
}

/** Every unit of the zone with what its file says of it: duties, clause, who hosts it. */
export function allUnits(db: Db, zoneId: string) {
  return db
    .selectFrom('unit as u')
    .select([
      'u.id',
      'u.code',
      'u.kind',
      'u.name_zh',
      'u.name_en',
      'u.needs_review',
      'u.register_only',
      'u.attributes',
    ])
    .where('u.zone_id', '=', zoneId)
    .orderBy('u.code')
    .execute();
}

/** Units that figures are about, with their place on a day: the zone, its sub-parks, their carriers. */
export function placedUnits(db: Db, zoneId: string, day: string) {
  return db
    .selectFrom('unit as u')
    .innerJoin('unit_place as p', (on) =>
      on.onRef('p.zone_id', '=', 'u.zone_id').onRef('p.unit_id', '=', 'u.id'),
    )
    .select([
      'u.id',
      'u.code',
      'u.kind',
      'u.short_zh',
      'u.short_en',
      'u.needs_review',
      'p.path',
      'p.parent_id',
    ])
    .where('u.zone_id', '=', zoneId)
    .where('u.kind', 'in', ['zone', 'sub-park', 'carrier'])
    .where(sql<boolean>`p.valid @> ${day}::date`)
    .orderBy('p.path')
    .execute();
}
