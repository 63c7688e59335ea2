import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { SearchTerms } from './search-terms.ts';

export interface RegistryFilter {
  readonly zoneId: string;
  /** Residence is that of this day. */
  readonly today: string;
  readonly terms: SearchTerms | null;
  readonly subPark?: string | undefined;
  readonly carrier?: string | undefined;
  /** The beginning of an industry code. */
  readonly industry?: string | undefined;
  readonly residence?: 'now' | 'left' | undefined;
  readonly after: { readonly sortKey: string; readonly id: string } | null;
  readonly limit: number;
}

export interface RegistryRow {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly short_name: string;
  readonly industry_code: string;
  readonly sort_key: string;
  readonly carrier_id: string | null;
  readonly carrier_code: string | null;
  readonly carrier_zh: string | null;
  readonly carrier_en: string | null;
  readonly sp_id: string | null;
  readonly sp_code: string | null;
  readonly sp_zh: string | null;
  readonly sp_en: string | null;
  readonly found_by: string | null;
}

/** A search reads no further than this; what lies beyond is said to be more. */
export const MOST_HITS = 1_000;
/** A list without a search is counted no further than this. */
const MOST_COUNTED = 10_000;

const NOTHING = sql``;
const past = (text: string): string =>
  text.slice(0, -1) + String.fromCodePoint((text.codePointAt(text.length - 1) ?? 0) + 1);

/** Enterprises that have all of some pieces: each piece is one range of the index, in the order of enterprises. */
function withAllGrams(zoneId: string, grams: readonly string[]): RawBuilder<unknown> {
  const [first = '', ...others] = grams;
  const joins = others.map(
    (gram, i) =>
      sql`join app.enterprise_gram ${sql.ref(`g${i}`)} on ${sql.ref(`g${i}.zone_id`)} = ${zoneId}::uuid
        and ${sql.ref(`g${i}.enterprise_id`)} = g.enterprise_id and ${sql.ref(`g${i}.gram`)} = ${gram}`,
  );
  return sql`(select g.enterprise_id from app.enterprise_gram g ${sql.join(joins, sql` `)}
    where g.zone_id = ${zoneId}::uuid and g.gram = ${first})`;
}

/** Ways that the words may mean an enterprise, each a short list of ids by an index that works under row-level security. */
function hits({
  zoneId,
  terms,
}: {
  readonly zoneId: string;
  readonly terms: SearchTerms;
}): RawBuilder<unknown> {
  const begins = ({ from, where, id }: { from: string; where: string; id: string }, text: string) =>
    sql`(select ${sql.ref(`x.${id}`)} as enterprise_id from ${sql.table(`app.${from}`)} x
      where x.zone_id = ${zoneId}::uuid and ${sql.ref(`x.${where}`)} >= ${text} and ${sql.ref(`x.${where}`)} < ${past(text)})`;
  const names = { from: 'enterprise_name', id: 'enterprise_id' };
  const ways = [
    ...terms.gramSets.map((grams) => withAllGrams(zoneId, grams)),
    ...(terms.codeBegin === null
      ? []
      : [begins({ from: 'enterprise', where: 'uscc', id: 'id' }, terms.codeBegin)]),
    ...(terms.letters === null
      ? []
      : [
          begins({ ...names, where: 'pinyin' }, terms.letters),
          begins({ ...names, where: 'initials' }, terms.letters),
        ]),
  ];
  return sql.join(ways, sql` union `);
}

function conditions(f: RegistryFilter): RawBuilder<unknown> {
  return sql`
    e.zone_id = ${f.zoneId}::uuid
    ${f.terms === null ? NOTHING : sql`and e.id in (${hits({ zoneId: f.zoneId, terms: f.terms })})`}
    ${f.industry === undefined || f.industry === '' ? NOTHING : sql`and e.industry_code >= ${f.industry} and e.industry_code < ${past(f.industry)}`}
    ${f.subPark === undefined ? NOTHING : sql`and e.scope_path = ${`/${f.subPark}/`}`}
    ${
      f.carrier === undefined
        ? NOTHING
        : sql`and e.id in (select r.enterprise_id from app.residence r join app.unit c on c.zone_id = r.zone_id and c.id = r.carrier_id
            where r.zone_id = ${f.zoneId}::uuid and c.code = ${f.carrier} and r.valid @> ${f.today}::date)`
    }
    ${
      f.residence === undefined
        ? NOTHING
        : sql`and ${f.residence === 'now' ? NOTHING : sql`not`} exists (select from app.residence r
            where r.zone_id = ${f.zoneId}::uuid and r.enterprise_id = e.id and r.valid @> ${f.today}::date)`
    }`;
}

/** How many enterprises fit, counted up to a limit that the answer names. */
export async function countRegistry(db: Db, f: RegistryFilter): Promise<{ total: number; isMore: boolean }> {
  const most = f.terms === null ? MOST_COUNTED : MOST_HITS;
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from (select from app.enterprise e where ${conditions(f)} limit ${most + 1}) x`.execute(
    db,
  );
  const n = Number(rows[0]?.n ?? 0);
  return { total: Math.min(n, most), isMore: n > most };
}

/**
 * A page of the register, in the order of the pinyin of short names. Words that were searched for bring exact and
 * beginning names first; the name of another time that they stand in is said.
 */
export async function registryPage(db: Db, f: RegistryFilter): Promise<RegistryRow[]> {
  const { terms, after, zoneId, today } = f;
  const order = terms === null ? sql`e.sort_key, e.id` : sql`e.rank, e.sort_key, e.id`;
  const rank =
    terms === null
      ? sql`0`
      : sql`case when e.uscc = ${terms.code ?? ''} or e.short_name = ${terms.text} or e.name = ${terms.text} then 0
          when starts_with(e.short_name, ${terms.text}) ${terms.letters === null ? NOTHING : sql`or starts_with(e.sort_key, ${terms.letters})`} then 1
          when position(${terms.text} in e.name) > 0 then 2 else 3 end`;
  const { rows } = await sql<RegistryRow>`
    with e as (
      select e.id, e.uscc, e.name, e.short_name, e.industry_code, e.sort_key, ${rank} as rank
      from app.enterprise e
      where ${conditions(f)}
        ${after === null || terms !== null ? NOTHING : sql`and (e.sort_key, e.id) > (${after.sortKey}, ${after.id}::uuid)`}
      order by ${terms === null ? sql`e.sort_key, e.id` : sql`rank, e.sort_key, e.id`}
      limit ${f.limit}
    )
    select e.id, e.uscc, e.name, e.short_name, e.industry_code, e.sort_key,
      c.id as carrier_id, c.code as carrier_code, c.short_zh as carrier_zh, c.short_en as carrier_en,
      sp.id as sp_id, sp.code as sp_code, sp.short_zh as sp_zh, sp.short_en as sp_en,
      ${
        terms === null
          ? sql`null::text`
          : sql`(select n.name from app.enterprise_name n
              where n.zone_id = ${zoneId}::uuid and n.enterprise_id = e.id and n.name not in (e.name, e.short_name)
                and position(${terms.key} in n.same_key) > 0 and position(${terms.key} in lower(e.name)) = 0
              limit 1)`
      } as found_by
    from e
    left join app.residence r on r.zone_id = ${zoneId}::uuid and r.enterprise_id = e.id and r.valid @> ${today}::date
    left join app.unit c on c.zone_id = ${zoneId}::uuid and c.id = r.carrier_id
    left join app.unit_place p on p.zone_id = ${zoneId}::uuid and p.unit_id = c.id and p.valid @> ${today}::date
    left join app.unit sp on sp.zone_id = ${zoneId}::uuid and sp.id = p.parent_id
    order by ${order}`.execute(db);
  return rows;
}

/** Enterprises that share most pieces with a name, and all their names: candidates for a name that fits nobody exactly. */
export async function namesSharing(
  db: Db,
  { zoneId, grams }: { readonly zoneId: string; readonly grams: readonly string[] },
): Promise<{ id: string; name: string; kind: string; isCurrent: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: string; isCurrent: boolean }>`
    select n.enterprise_id as id, n.name, n.kind, (upper(n.valid) is null and not isempty(n.valid)) as "isCurrent"
    from app.enterprise_name n
    where n.zone_id = ${zoneId}::uuid and n.enterprise_id in (
      select g.enterprise_id from app.enterprise_gram g
      where g.zone_id = ${zoneId}::uuid and g.gram = any(${grams}::text[])
      group by g.enterprise_id order by count(*) desc, g.enterprise_id limit 60)`.execute(db);
  return rows;
}
