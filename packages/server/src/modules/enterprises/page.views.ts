import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface Of {
  readonly zoneId: string;
  readonly enterpriseId: string;
}

/** An enterprise that the actor sees. */
export function findEnterprise(db: Db, { zoneId, enterpriseId }: Of) {
  return db
    .selectFrom('enterprise as e')
    .select([
      'e.id',
      'e.uscc',
      'e.name',
      'e.short_name',
      'e.industry_code',
      'e.registered_on',
      'e.scope_path',
      'e.owner_id',
    ])
    .where('e.zone_id', '=', zoneId)
    .where('e.id', '=', enterpriseId)
    .executeTakeFirst();
}

export interface DatedRow {
  readonly from: string | null;
  readonly until: string | null;
  readonly fromSaid: string | null;
  readonly isUndated: boolean;
  readonly document: string | null;
}

const DATED = sql`lower(t.valid)::text as from, upper(t.valid)::text as until, t.valid_said as "fromSaid",
  isempty(t.valid) as "isUndated", t.document`;

/** Its names, the one it has now first. */
export async function namesOf(db: Db, { zoneId, enterpriseId }: Of) {
  const { rows } = await sql<DatedRow & { name: string; kind: 'registered' | 'short' }>`
    select t.name, t.kind, ${DATED} from app.enterprise_name t
    where t.zone_id = ${zoneId}::uuid and t.enterprise_id = ${enterpriseId}::uuid
    order by t.kind, isempty(t.valid), upper(t.valid) desc nulls first, t.name`.execute(db);
  return rows;
}

/** What is registered of it besides its names, the newest first. */
export async function attributesOf(db: Db, { zoneId, enterpriseId }: Of) {
  const { rows } = await sql<DatedRow & { attribute: string; value: string }>`
    select t.attribute, t.value, ${DATED} from app.enterprise_attribute t
    where t.zone_id = ${zoneId}::uuid and t.enterprise_id = ${enterpriseId}::uuid
    order by t.attribute, upper(t.valid) desc nulls first`.execute(db);
  return rows;
}

export interface ResidenceRow {
  readonly from: string | null;
  readonly until: string | null;
  readonly carrier_id: string;
  readonly carrier_code: string;
  readonly carrier_zh: string;
  readonly carrier_en: string;
  readonly sp_id: string | null;
  readonly sp_code: string | null;
  readonly sp_zh: string | null;
  readonly sp_en: string | null;
}

/** Where it sat, the latest first, with the sub-park that its carrier belonged to when it came. */
export async function residencesOf(db: Db, { zoneId, enterpriseId }: Of): Promise<ResidenceRow[]> {
  const { rows } = await sql<ResidenceRow>`
    select lower(r.valid)::text as from, upper(r.valid)::text as until,
      c.id as carrier_id, c.code as carrier_code, c.short_zh as carrier_zh, c.short_en as carrier_en,
      sp.id as sp_id, sp.code as sp_code, sp.short_zh as sp_zh, sp.short_en as sp_en
    from app.residence r
    join app.unit c on c.zone_id = ${zoneId}::uuid and c.id = r.carrier_id
    left join app.unit_place p on p.zone_id = ${zoneId}::uuid and p.unit_id = c.id and p.valid @> lower(r.valid)
    left join app.unit sp on sp.zone_id = ${zoneId}::uuid and sp.id = p.parent_id
    where r.zone_id = ${zoneId}::uuid and r.enterprise_id = ${enterpriseId}::uuid
    order by lower(r.valid) desc`.execute(db);
  return rows;
}

export interface DepartmentRow {
  readonly definition: unknown;
  readonly period: string;
  readonly column_id: string;
  readonly value: string | null;
  readonly file_name: string;
  readonly row_number: number;
  readonly import_id: string;
  readonly known_from: Date;
}

/** What departments say of it now, the latest period first. */
export async function departmentValuesOf(db: Db, { zoneId, enterpriseId }: Of): Promise<DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`
    select p.definition, v.period, v.column_id, v.value::text as value, i.file_name, v.row_number, v.import_id, v.known_from
    from app.department_value v
    join app.list_import i on i.zone_id = ${zoneId}::uuid and i.id = v.import_id
    join app.list_profile p on p.zone_id = ${zoneId}::uuid and p.id = i.profile_id and p.version = i.profile_version
    where v.zone_id = ${zoneId}::uuid and v.enterprise_id = ${enterpriseId}::uuid and v.known_to = 'infinity'
    order by v.period desc, v.profile_id, v.column_id`.execute(db);
  return rows;
}

/** Rows of confirmed lists that wait for a person and whose likeliest enterprise it is. */
export async function openRowsOf(db: Db, { zoneId, enterpriseId }: Of): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from app.list_row r
    join app.list_import i on i.zone_id = ${zoneId}::uuid and i.id = r.import_id and i.status = 'confirmed'
    where r.zone_id = ${zoneId}::uuid and r.enterprise_id = ${enterpriseId}::uuid
      and r.status = 'queued' and r.decision is null`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
