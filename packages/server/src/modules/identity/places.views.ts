import type { Role } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { PLACE_OF, namedPlace } from './role-places.ts';

/** Where a role assignment stands: what it sees and what it owns. */
export interface Place {
  readonly placeName: { readonly zh: string; readonly en: string };
  /** Empty: a person without a place. */
  readonly placePath: string;
  readonly ownId: string | null;
}

interface At {
  readonly zoneId: string;
  readonly today: string;
}

/** The place of a role that was chosen from its list; undefined: it is no place of this role today. */
export async function findPlace(
  db: Db,
  { zoneId, today }: At,
  { role, placeId }: { readonly role: Role; readonly placeId: string | undefined },
): Promise<Place | undefined> {
  const kind = PLACE_OF[role];
  if (kind === 'zone') return { placeName: namedPlace(role), placePath: '/', ownId: null };
  if (kind === 'none') return { placeName: namedPlace(role), placePath: '', ownId: null };
  if (placeId === undefined) return undefined;
  if (kind === 'enterprise') {
    const row = await db
      .selectFrom('enterprise as e')
      .select('e.short_name')
      .where('e.zone_id', '=', zoneId)
      .where('e.id', '=', placeId)
      .executeTakeFirst();
    return row && { placeName: { zh: row.short_name, en: row.short_name }, placePath: '', ownId: placeId };
  }
  const row = await db
    .selectFrom('unit as u')
    .innerJoin('unit_place as p', (join) =>
      join.onRef('p.zone_id', '=', 'u.zone_id').onRef('p.unit_id', '=', 'u.id'),
    )
    .select(['u.short_zh', 'u.short_en', 'p.path'])
    .where('u.zone_id', '=', zoneId)
    .where('u.id', '=', placeId)
    .where('u.kind', '=', kind)
    .where(sql<boolean>`p.valid @> ${today}::date`)
    .executeTakeFirst();
  return row && { placeName: { zh: row.short_zh, en: row.short_en }, placePath: row.path, ownId: null };
}

const MOST = 50;

/** The places where a role can be held today; a long list is narrowed by a search. */
export async function placesOf(
  db: Db,
  { zoneId, today }: At,
  { role, search = '' }: { readonly role: Role; readonly search?: string | undefined },
) {
  const kind = PLACE_OF[role];
  if (kind === 'zone' || kind === 'none') return { kind, total: 0, rows: [] };
  const named =
    kind === 'enterprise' ? enterprisesNamed(zoneId, search) : unitsNamed({ zoneId, today }, kind, search);
  const { rows } = await named.execute(db);
  return {
    kind,
    total: Number(rows[0]?.total ?? 0),
    rows: rows.map(({ id, name, code }) => ({ id, name, code })),
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly total: string;
}

const enterprisesNamed = (zoneId: string, search: string) => sql<Named>`
  select e.id, e.name, e.uscc as code, count(*) over () as total from app.enterprise e
  where e.zone_id = ${zoneId} and (strpos(e.name, ${search}) > 0 or strpos(e.short_name, ${search}) > 0 or e.uscc = upper(${search}))
  order by e.name limit ${MOST}`;

const unitsNamed = ({ zoneId, today }: At, kind: string, search: string) => sql<Named>`
  select u.id, u.name_zh as name, u.code, count(*) over () as total
  from app.unit u join app.unit_place p on p.zone_id = u.zone_id and p.unit_id = u.id
  where u.zone_id = ${zoneId} and u.kind = ${kind} and p.valid @> ${today}::date
    and (strpos(lower(u.name_zh), lower(${search})) > 0 or strpos(lower(u.name_en), lower(${search})) > 0)
  order by p.path limit ${MOST}`;
