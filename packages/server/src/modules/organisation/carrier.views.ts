import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** A carrier with where it stands on a day; without a path it is outside the zone's tree. */
export interface CarrierOnRow {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly needsReview: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly path: string | null;
  readonly subPark: {
    readonly id: string;
    readonly code: string;
    readonly zh: string;
    readonly en: string;
  } | null;
}

/** All carriers that figures are about, also those that have no place in the tree on that day. */
export async function carriersOn(db: Db, zoneId: string, day: string): Promise<CarrierOnRow[]> {
  const rows = await db
    .selectFrom('unit as u')
    .leftJoin('unit_place as p', (on) =>
      on
        .onRef('p.zone_id', '=', 'u.zone_id')
        .onRef('p.unit_id', '=', 'u.id')
        .on(sql<boolean>`p.valid @> ${day}::date`),
    )
    .leftJoin('unit as s', (on) => on.onRef('s.zone_id', '=', 'p.zone_id').onRef('s.id', '=', 'p.parent_id'))
    .select([
      'u.id',
      'u.code',
      'u.short_zh',
      'u.short_en',
      'u.needs_review',
      'u.attributes',
      'p.path',
      's.id as sub_park_id',
      's.code as sub_park_code',
      's.short_zh as sub_park_zh',
      's.short_en as sub_park_en',
    ])
    .where('u.zone_id', '=', zoneId)
    .where('u.kind', '=', 'carrier')
    .where('u.register_only', '=', false)
    .orderBy('u.code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    nameZh: row.short_zh,
    nameEn: row.short_en,
    needsReview: row.needs_review,
    attributes: row.attributes as Readonly<Record<string, unknown>>,
    path: row.path,
    subPark:
      row.sub_park_code === null
        ? null
        : {
            id: row.sub_park_id ?? '',
            code: row.sub_park_code,
            zh: row.sub_park_zh ?? '',
            en: row.sub_park_en ?? '',
          },
  }));
}

/** A unit's own step of a path: letters, digits and - only, whatever its code. */
export const pathStep = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-');

/** Where rows about a carrier lie: at its place, or outside the zone's tree, where only who sees the whole zone looks. */
export const carrierPath = ({ code, path }: Pick<CarrierOnRow, 'code' | 'path'>): string =>
  path ?? `/outside/${pathStep(code)}/`;
