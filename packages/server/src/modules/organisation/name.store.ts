import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { gramsOf, keysOf } from './search-keys.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

export interface NewName {
  readonly enterpriseId: string;
  readonly kind: 'registered' | 'short';
  readonly name: string;
  /** A range of days as PostgreSQL writes it; `empty`: no source says when. */
  readonly valid: string;
  readonly validSaid: string | null;
  readonly document: string | null;
  readonly scopePath: string;
}

/** Rows of one statement: far below what a statement may carry, enough to be fast. */
const BATCH = 2_000;

/** Adds names with the keys that they are matched and searched by. */
export async function insertNames(
  db: Db,
  { zoneId, requestId }: At,
  names: readonly NewName[],
): Promise<void> {
  for (let start = 0; start < names.length; start += BATCH) {
    const rows = names
      .slice(start, start + BATCH)
      .map((name) => ({ ...name, ...keysOf(name.name), id: uuidv7() }));
    const column = (of: (row: (typeof rows)[number]) => string | null) => rows.map(of);
    await sql`
      insert into app.enterprise_name (zone_id, id, enterprise_id, kind, name, same_key, place_key, pinyin, initials,
        valid, valid_said, document, scope_path, owner_id, request_id)
      select ${zoneId}::uuid, n.id, n.enterprise_id, n.kind, n.name, n.same_key, n.place_key, n.pinyin, n.initials,
        n.valid, n.valid_said, n.document, n.scope_path, n.enterprise_id, ${requestId}::uuid
      from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.enterpriseId)}::uuid[], ${column((r) => r.kind)}::text[],
        ${column((r) => r.name)}::text[], ${column((r) => r.sameKey)}::text[], ${column((r) => r.placeKey)}::text[],
        ${column((r) => r.pinyin)}::text[], ${column((r) => r.initials)}::text[], ${column((r) => r.valid)}::daterange[],
        ${column((r) => r.validSaid)}::text[], ${column((r) => r.document)}::text[], ${column((r) => r.scopePath)}::text[])
        n (id, enterprise_id, kind, name, same_key, place_key, pinyin, initials, valid, valid_said, document, scope_path)`.execute(
      db,
    );
  }
}

/** Adds the pieces that enterprises are searched by; those that are there stay. */
export async function insertGrams(
  db: Db,
  zoneId: string,
  enterprises: readonly { readonly id: string; readonly uscc: string; readonly names: readonly string[] }[],
): Promise<void> {
  const pairs = enterprises.flatMap((enterprise) =>
    gramsOf(enterprise).map((gram) => [gram, enterprise.id] as const),
  );
  for (let start = 0; start < pairs.length; start += 10 * BATCH) {
    const part = pairs.slice(start, start + 10 * BATCH);
    await sql`
      insert into app.enterprise_gram (zone_id, gram, enterprise_id)
      select ${zoneId}::uuid, g.gram, g.enterprise_id
      from unnest(${part.map(([gram]) => gram)}::text[], ${part.map(([, id]) => id)}::uuid[]) g (gram, enterprise_id)
      on conflict (zone_id, gram, enterprise_id) do nothing`.execute(db);
  }
}

/** The registered name on a day ends before it; what it began with stays. */
export function endName(
  db: Db,
  zoneId: string,
  { enterpriseId, day }: { readonly enterpriseId: string; readonly day: string },
) {
  return sql`
    update app.enterprise_name set valid = daterange(lower(valid), ${day}::date)
    where zone_id = ${zoneId}::uuid and enterprise_id = ${enterpriseId}::uuid and kind = 'registered'
      and valid @> ${day}::date and lower(valid) is distinct from ${day}::date`.execute(db);
}

/** The name that is registered now began on a day, when a source says that another one was held before. */
export function beginName(
  db: Db,
  zoneId: string,
  { enterpriseId, day }: { readonly enterpriseId: string; readonly day: string },
) {
  return sql`
    update app.enterprise_name set valid = daterange(${day}::date, upper(valid))
    where zone_id = ${zoneId}::uuid and enterprise_id = ${enterpriseId}::uuid and kind = 'registered'
      and upper(valid) is null and not isempty(valid)
      and (lower(valid) is null or lower(valid) < ${day}::date)`.execute(db);
}

export function setRegisteredName(
  db: Db,
  zoneId: string,
  { enterpriseId, name }: { readonly enterpriseId: string; readonly name: string },
) {
  return db
    .updateTable('enterprise')
    .set({ name })
    .where('zone_id', '=', zoneId)
    .where('id', '=', enterpriseId)
    .execute();
}

/** Names and registered facts are read where their enterprise is read now. */
export async function settleNames(db: Db, zoneId: string, enterpriseIds: readonly string[]): Promise<void> {
  if (enterpriseIds.length === 0) return;
  await sql`
    update app.enterprise_name n set scope_path = e.scope_path from app.enterprise e
    where n.zone_id = ${zoneId}::uuid and n.enterprise_id = any(${enterpriseIds}::uuid[])
      and e.zone_id = n.zone_id and e.id = n.enterprise_id`.execute(db);
  await sql`
    update app.enterprise_attribute a set scope_path = e.scope_path from app.enterprise e
    where a.zone_id = ${zoneId}::uuid and a.enterprise_id = any(${enterpriseIds}::uuid[])
      and e.zone_id = a.zone_id and e.id = a.enterprise_id`.execute(db);
}
