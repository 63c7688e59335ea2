import type { JudgedRow, ListProfile } from '@yuanheng/engine/department-list';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** The newest version of each way to read lists. */
export async function profilesOf(db: Db, zoneId: string): Promise<ListProfile[]> {
  const { rows } = await sql<{ definition: ListProfile }>`
    select distinct on (p.id) p.definition from app.list_profile p
    where p.zone_id = ${zoneId}::uuid order by p.id, p.version desc`.execute(db);
  return rows.map(({ definition }) => definition);
}

export interface ImportFound {
  readonly id: string;
  readonly definition: ListProfile;
  readonly file_name: string;
  readonly file_bytes: string;
  readonly file_sha256: string;
  readonly sheet: string;
  readonly period: string | null;
  readonly unit: string | null;
  readonly columns: readonly { readonly id: string; readonly letter: string; readonly heading: string }[];
  readonly counts: { accepted: number; queued: number; rejected: number; ignored: number };
  readonly open: number;
  readonly status: 'previewed' | 'confirmed' | 'put-away';
  readonly previewed_by: string;
  readonly previewed_at: Date;
  readonly closed_by: string | null;
  readonly closed_at: Date | null;
}

/** Files that were read, the latest first; one by its id, or the confirmed one with the same content. */
export async function importsOf(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly id?: string;
    readonly confirmed?: { readonly profileId: string; readonly sha256: string };
  },
): Promise<ImportFound[]> {
  const { rows } = await sql<ImportFound>`
    select i.id, p.definition, i.file_name, i.file_bytes, i.file_sha256, i.sheet, i.period, i.unit, i.columns, i.counts,
      (select count(*)::int from app.list_row r where r.zone_id = ${q.zoneId}::uuid and r.import_id = i.id
        and r.status = 'queued' and r.decision is null) as open,
      i.status, b.display_name as previewed_by, i.previewed_at, c.display_name as closed_by, i.closed_at
    from app.list_import i
    join app.list_profile p on p.zone_id = ${q.zoneId}::uuid and p.id = i.profile_id and p.version = i.profile_version
    join app.member b on b.zone_id = ${q.zoneId}::uuid and b.id = i.previewed_by
    left join app.member c on c.zone_id = ${q.zoneId}::uuid and c.id = i.closed_by
    where i.zone_id = ${q.zoneId}::uuid
      ${q.id === undefined ? sql`` : sql`and i.id = ${q.id}::uuid`}
      ${q.confirmed === undefined ? sql`` : sql`and i.status = 'confirmed' and i.profile_id = ${q.confirmed.profileId} and i.file_sha256 = ${q.confirmed.sha256}`}
    order by i.previewed_at desc`.execute(db);
  return rows;
}

export interface RowFound {
  readonly judged: JudgedRow;
  readonly enterprise_id: string | null;
  readonly decision: 'taken' | 'left-out' | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
}

export interface RowsAsked {
  readonly zoneId: string;
  readonly importId: string;
  readonly status?: string | undefined;
  readonly row?: number;
  readonly limit: number;
  readonly offset: number;
}

/** Rows of a file in their order. */
export async function importRows(db: Db, q: RowsAsked): Promise<RowFound[]> {
  const { rows } = await sql<RowFound>`
    select r.judged, r.enterprise_id, r.decision, m.display_name as decided_by, r.decided_at, r.decision_reason
    from app.list_row r
    left join app.member m on m.zone_id = ${q.zoneId}::uuid and m.id = r.decided_by
    where r.zone_id = ${q.zoneId}::uuid and r.import_id = ${q.importId}::uuid
      ${q.status === undefined ? sql`` : sql`and r.status = ${q.status}`}
      ${q.row === undefined ? sql`` : sql`and r.row_number = ${q.row}`}
    order by r.row_number limit ${q.limit} offset ${q.offset}`.execute(db);
  return rows;
}

/** Enterprises by their ids, as a person chooses among them. */
export async function candidatesBy(
  db: Db,
  { zoneId, ids }: { readonly zoneId: string; readonly ids: readonly string[] },
) {
  const { rows } = await sql<{ id: string; uscc: string; name: string }>`
    select e.id, e.uscc, e.name from app.enterprise e
    where e.zone_id = ${zoneId}::uuid and e.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
