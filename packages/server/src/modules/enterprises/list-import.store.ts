import type { JudgedRow, ListProfile, ReadList } from '@yuanheng/engine/department-list';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

export function insertProfiles(db: Db, { zoneId, requestId }: At, profiles: readonly ListProfile[]) {
  if (profiles.length === 0) return Promise.resolve([]);
  const rows = profiles.map((profile) => ({
    zone_id: zoneId,
    id: profile.id,
    version: profile.version,
    definition: JSON.stringify(profile),
    request_id: requestId,
  }));
  return db.insertInto('list_profile').values(rows).execute();
}

/** Only who sees the whole zone reads a department's list. */
const PLACE = '/';

export interface NewImport {
  readonly id: string;
  readonly profile: ListProfile;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly list: ReadList;
  readonly rows: readonly JudgedRow[];
  readonly memberId: string;
  readonly now: Date;
}

export async function insertImport(db: Db, { zoneId, requestId }: At, one: NewImport): Promise<void> {
  const { profile, list, rows } = one;
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  await db
    .insertInto('list_import')
    .values({
      zone_id: zoneId,
      id: one.id,
      profile_id: profile.id,
      profile_version: profile.version,
      file_name: one.fileName,
      file_bytes: one.bytes,
      file_sha256: one.sha256,
      sheet: list.sheet,
      period: list.period,
      unit: list.unit,
      columns: JSON.stringify(list.columns),
      counts: JSON.stringify({
        accepted: count('accepted'),
        queued: count('queued'),
        rejected: count('rejected'),
        ignored: count('ignored'),
      }),
      status: 'previewed',
      previewed_by: one.memberId,
      previewed_at: one.now,
      scope_path: PLACE,
      request_id: requestId,
    })
    .execute();
  const column = <T>(of: (row: JudgedRow) => T) => rows.map(of);
  await sql`
    insert into app.list_row (zone_id, import_id, row_number, status, reason, enterprise_id, judged, scope_path, request_id)
    select ${zoneId}::uuid, ${one.id}::uuid, r.row_number, r.status, r.reason, r.enterprise_id, r.judged, ${PLACE}, ${requestId}::uuid
    from unnest(${column((r) => r.row)}::int[], ${column((r) => r.status)}::text[], ${column((r) => r.reason)}::text[],
      ${column((r) => r.match?.id ?? null)}::uuid[], ${column((r) => JSON.stringify(r))}::jsonb[])
      r (row_number, status, reason, enterprise_id, judged)`.execute(db);
}

/** A file that is being decided, locked. */
export function lockImport(db: Db, zoneId: string, importId: string) {
  return db
    .selectFrom('list_import as i')
    .innerJoin('list_profile as p', (on) =>
      on
        .onRef('p.zone_id', '=', 'i.zone_id')
        .onRef('p.id', '=', 'i.profile_id')
        .onRef('p.version', '=', 'i.profile_version'),
    )
    .select(['i.id', 'i.profile_id', 'i.file_name', 'i.file_sha256', 'i.status', 'i.counts', 'p.definition'])
    .where('i.zone_id', '=', zoneId)
    .where('i.id', '=', importId)
    .forUpdate('i')
    .executeTakeFirst();
}

export function closeImport(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly importId: string;
    readonly status: 'confirmed' | 'put-away';
    readonly memberId: string;
    readonly now: Date;
  },
) {
  return db
    .updateTable('list_import')
    .set({ status: q.status, closed_by: q.memberId, closed_at: q.now })
    .where('zone_id', '=', q.zoneId)
    .where('id', '=', q.importId)
    .execute();
}

export interface ValueRow {
  readonly enterpriseId: string;
  readonly period: string;
  readonly column: string;
  readonly value: string | null;
  readonly row: number;
}

/** Puts values of departments in force: what was known before ends now and is kept. */
export async function putValues(
  db: Db,
  { zoneId, requestId }: At,
  q: {
    readonly profileId: string;
    readonly importId: string;
    readonly now: Date;
    readonly values: readonly ValueRow[];
  },
): Promise<void> {
  const column = <T>(of: (row: ValueRow) => T) => q.values.map(of);
  const given = sql`unnest(${column((v) => v.enterpriseId)}::uuid[], ${column((v) => v.period)}::text[],
    ${column((v) => v.column)}::text[], ${column((v) => v.value)}::numeric[], ${column((v) => v.row)}::int[])
    n (enterprise_id, period, column_id, value, row_number)`;
  await sql`
    update app.department_value v set known_to = ${q.now} from ${given}
    where v.zone_id = ${zoneId}::uuid and v.enterprise_id = n.enterprise_id and v.profile_id = ${q.profileId}
      and v.period = n.period and v.column_id = n.column_id and v.known_to = 'infinity'`.execute(db);
  await sql`
    insert into app.department_value (zone_id, enterprise_id, profile_id, period, column_id, value, import_id, row_number,
      known_from, known_to, scope_path, request_id)
    select ${zoneId}::uuid, n.enterprise_id, ${q.profileId}, n.period, n.column_id, n.value, ${q.importId}::uuid,
      n.row_number, ${q.now}, 'infinity', ${PLACE}, ${requestId}::uuid
    from ${given}`.execute(db);
}

/** Rows of a file with what was made of them; locked when somebody decides. */
export async function judgedRows(
  db: Db,
  q: { readonly zoneId: string; readonly importId: string; readonly status?: string; readonly row?: number },
) {
  const { rows } = await sql<{ judged: JudgedRow; decision: string | null }>`
    select r.judged, r.decision from app.list_row r
    where r.zone_id = ${q.zoneId}::uuid and r.import_id = ${q.importId}::uuid
      ${q.status === undefined ? sql`` : sql`and r.status = ${q.status}`}
      ${q.row === undefined ? sql`` : sql`and r.row_number = ${q.row}`}
    order by r.row_number for update`.execute(db);
  return rows;
}

export function decideRowOf(
  db: Db,
  q: {
    readonly zoneId: string;
    readonly importId: string;
    readonly row: number;
    readonly decision: 'taken' | 'left-out';
    readonly enterpriseId: string | null;
    readonly memberId: string;
    readonly now: Date;
    readonly reason: string;
  },
) {
  return db
    .updateTable('list_row')
    .set({
      decision: q.decision,
      decided_by: q.memberId,
      decided_at: q.now,
      decision_reason: q.reason,
      ...(q.enterpriseId === null ? {} : { enterprise_id: q.enterpriseId }),
    })
    .where('zone_id', '=', q.zoneId)
    .where('import_id', '=', q.importId)
    .where('row_number', '=', q.row)
    .execute();
}
