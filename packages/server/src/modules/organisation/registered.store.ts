import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { uuidv7 } from '../../kernel/ids.ts';

interface Of {
  readonly zoneId: string;
  readonly enterpriseId: string;
}

/** An enterprise with the name it has now, locked against two changes at once. */
export async function lockEnterprise(db: Db, { zoneId, enterpriseId }: Of) {
  return await db
    .selectFrom('enterprise as e')
    .select(['e.id', 'e.uscc', 'e.name', 'e.scope_path', 'e.owner_id'])
    .where('e.zone_id', '=', zoneId)
    .where('e.id', '=', enterpriseId)
    .forUpdate()
    .executeTakeFirst();
}

export interface KnownNameRow {
  readonly id: string;
  readonly same_key: string;
  readonly isUndated: boolean;
  readonly from: string | null;
  readonly until: string | null;
}

/** Registered names of an enterprise, of all times. */
export async function registeredNames(db: Db, { zoneId, enterpriseId }: Of): Promise<KnownNameRow[]> {
  const { rows } = await sql<KnownNameRow>`
    select n.id, n.same_key, isempty(n.valid) as "isUndated", lower(n.valid)::text as from, upper(n.valid)::text as until
    from app.enterprise_name n
    where n.zone_id = ${zoneId}::uuid and n.enterprise_id = ${enterpriseId}::uuid and n.kind = 'registered'`.execute(
    db,
  );
  return rows;
}

/** Gives a name whose time was unknown its time. */
export function dateName(
  db: Db,
  { zoneId, id, valid }: { readonly zoneId: string; readonly id: string; readonly valid: string },
) {
  return sql`update app.enterprise_name set valid = ${valid}::daterange
    where zone_id = ${zoneId}::uuid and id = ${id}::uuid and isempty(valid)`.execute(db);
}

export interface AttributeRow {
  readonly id: string;
  readonly value: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** Values of one registered attribute over time. */
export async function attributeRows(
  db: Db,
  { zoneId, enterpriseId, attribute }: Of & { readonly attribute: string },
): Promise<AttributeRow[]> {
  const { rows } = await sql<AttributeRow>`
    select a.id, a.value, lower(a.valid)::text as from, upper(a.valid)::text as until from app.enterprise_attribute a
    where a.zone_id = ${zoneId}::uuid and a.enterprise_id = ${enterpriseId}::uuid and a.attribute = ${attribute}
      and not isempty(a.valid)
    order by lower(a.valid) nulls first`.execute(db);
  return rows;
}

export function endAttribute(
  db: Db,
  { zoneId, id, day }: { readonly zoneId: string; readonly id: string; readonly day: string },
) {
  return sql`update app.enterprise_attribute set valid = daterange(lower(valid), ${day}::date)
    where zone_id = ${zoneId}::uuid and id = ${id}::uuid`.execute(db);
}

export interface NewAttribute {
  readonly enterpriseId: string;
  readonly attribute: string;
  readonly value: string;
  readonly valid: string;
  readonly validSaid: string | null;
  readonly document: string;
  readonly scopePath: string;
}

export function insertAttribute(
  db: Db,
  { zoneId, requestId }: { readonly zoneId: string; readonly requestId: string },
  one: NewAttribute,
) {
  return db
    .insertInto('enterprise_attribute')
    .values({
      zone_id: zoneId,
      id: uuidv7(),
      enterprise_id: one.enterpriseId,
      attribute: one.attribute,
      value: one.value,
      valid: one.valid,
      valid_said: one.validSaid,
      document: one.document,
      scope_path: one.scopePath,
      owner_id: one.enterpriseId,
      request_id: requestId,
    })
    .execute();
}
