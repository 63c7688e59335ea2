import type {
  Answers,
  Explanations,
  Finding,
  RespondentKind,
  Signatories,
  SubmissionStatus,
} from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** A report as its writes need it. */
export interface SubmissionHead {
  readonly id: string;
  readonly period_id: string;
  readonly subject_kind: RespondentKind;
  readonly subject_id: string;
  readonly subject_short: string;
  readonly carrier_id: string;
  readonly sub_park_id: string;
  /** Null: a carrier. */
  readonly industry_code: string | null;
  readonly status: SubmissionStatus;
  readonly revision: number;
  readonly largest_change: string | null;
  /** The later day that it was extended to; null: the period's. */
  readonly due_on: string | null;
  readonly scope_path: string;
  readonly owner_id: string;
}

/** Reports locked for this transaction, in a fixed order so that two bulk passes do not wait for each other in a ring. */
export function lockSubmissions(db: Db, zoneId: string, ids: readonly string[]) {
  return db
    .selectFrom('submission as s')
    .select([
      's.id',
      's.period_id',
      's.subject_kind',
      's.subject_id',
      's.subject_short',
      's.carrier_id',
      's.sub_park_id',
      's.industry_code',
      's.status',
      's.revision',
      's.largest_change',
      's.due_on',
      's.scope_path',
      's.owner_id',
    ])
    .where('s.zone_id', '=', zoneId)
    .where(sql<boolean>`s.id = any(${ids}::uuid[])`)
    .orderBy('s.id')
    .forUpdate()
    .$narrowType<{ status: SubmissionStatus; subject_kind: RespondentKind }>()
    .execute();
}

export interface Draft {
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly by: string;
  readonly savedAt: Date;
}

/** The drafts of reports, by report. */
export async function findDrafts(
  db: Db,
  zoneId: string,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, Draft>> {
  const rows = await db
    .selectFrom('submission_draft as d')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'd.zone_id').onRef('m.id', '=', 'd.saved_by'),
    )
    .select(['d.submission_id', 'd.version', 'd.answers', 'd.explanations', 'm.display_name', 'd.saved_at'])
    .where('d.zone_id', '=', zoneId)
    .where(sql<boolean>`d.submission_id = any(${submissionIds}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.submission_id,
      {
        version: row.version,
        answers: row.answers as Answers,
        explanations: row.explanations as Explanations,
        by: row.display_name,
        savedAt: row.saved_at,
      },
    ]),
  );
}

export interface Saved {
  readonly submissionId: string;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

export interface SavedDraft extends Saved {
  readonly version: number;
}

/** Columns that every saved report has, as arrays over the reports. */
const savedColumns = (rows: readonly Saved[]) => sql`${rows.map((row) => row.submissionId)}::uuid[],
      ${rows.map(({ answers }) => JSON.stringify(answers))}::jsonb[], ${rows.map(({ explanations }) => JSON.stringify(explanations))}::jsonb[],
      ${rows.map(({ memberId }) => memberId)}::uuid[], ${rows.map(({ now }) => now.toISOString())}::timestamptz[],
      ${rows.map(({ requestId }) => requestId)}::uuid[]`;

/** Replaces drafts; a version is the next one because the report's row is locked. */
export function putDrafts(db: Db, zoneId: string, drafts: readonly SavedDraft[]) {
  return sql`
    insert into app.submission_draft (zone_id, submission_id, version, answers, explanations, saved_by, saved_at, scope_path, owner_id, request_id)
    select s.zone_id, s.id, e.version, e.answers, e.explanations, e.member_id, e.now, s.scope_path, s.owner_id, e.request_id
    from unnest(${savedColumns(drafts)}, ${drafts.map(({ version }) => version)}::int[])
      as e (submission_id, answers, explanations, member_id, now, request_id, version)
    join app.submission s on s.zone_id = ${zoneId}::uuid and s.id = e.submission_id
    on conflict (zone_id, submission_id) do update set version = excluded.version, answers = excluded.answers,
      explanations = excluded.explanations, saved_by = excluded.saved_by, saved_at = excluded.saved_at,
      request_id = excluded.request_id`.execute(db);
}

export interface NewRevision extends Saved {
  readonly revision: number;
  readonly findings: readonly Finding[];
  readonly signatories: Signatories | null;
}

export function insertRevisions(db: Db, zoneId: string, revisions: readonly NewRevision[]) {
  return sql`
    insert into app.submission_revision (zone_id, submission_id, revision, answers, explanations, findings, signatories, submitted_by,
      submitted_at, scope_path, owner_id, request_id)
    select s.zone_id, s.id, e.revision, e.answers, e.explanations, e.findings, e.signatories, e.member_id, e.now, s.scope_path, s.owner_id, e.request_id
    from unnest(${savedColumns(revisions)}, ${revisions.map(({ revision }) => revision)}::int[],
      ${revisions.map(({ findings }) => JSON.stringify(findings))}::jsonb[],
      ${revisions.map(({ signatories }) => signatories && JSON.stringify(signatories))}::jsonb[])
      as e (submission_id, answers, explanations, member_id, now, request_id, revision, findings, signatories)
    join app.submission s on s.zone_id = ${zoneId}::uuid and s.id = e.submission_id`.execute(db);
}

export interface NewAct {
  readonly zoneId: string;
  readonly id: string;
  readonly head: SubmissionHead;
  readonly act: string;
  readonly revision: number;
  readonly memberId: string;
  readonly remarks: readonly { readonly field: string; readonly text: string }[];
  readonly reason: string | null;
  /** Of an extension or a reminder. */
  readonly dueOn?: string | null | undefined;
  readonly now: Date;
  readonly requestId: string;
}

export function appendActs(db: Db, acts: readonly NewAct[]) {
  const rows = acts.map((act) => ({
    zone_id: act.zoneId,
    id: act.id,
    submission_id: act.head.id,
    act: act.act,
    revision: act.revision,
    member_id: act.memberId,
    remarks: JSON.stringify(act.remarks),
    reason: act.reason,
    due_on: act.dueOn ?? null,
    done_at: act.now,
    scope_path: act.head.scope_path,
    owner_id: act.head.owner_id,
    request_id: act.requestId,
  }));
  return db.insertInto('submission_action').values(rows).execute();
}

/** Keeps the folded status of reports beside them. */
export function changeHeads(
  db: Db,
  { zoneId, ids }: { readonly zoneId: string; readonly ids: readonly string[] },
  { status, reviewDueOn }: { readonly status: SubmissionStatus; readonly reviewDueOn: string | null },
) {
  return db
    .updateTable('submission')
    .set({ status, review_due_on: reviewDueOn })
    .where('zone_id', '=', zoneId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

export interface SubmittedHead {
  readonly id: string;
  readonly status: SubmissionStatus;
  readonly reviewDueOn: string;
  readonly revision: number;
  readonly at: Date;
  readonly errors: number;
  readonly queries: number;
  readonly largestChange: string | null;
}

/** The same for reports that were just submitted, with what their lists show of them. */
export function changeSubmittedHeads(db: Db, zoneId: string, heads: readonly SubmittedHead[]) {
  return sql`
    update app.submission s set status = e.status, review_due_on = e.review_due_on, revision = e.revision, submitted_at = e.at,
      error_count = e.errors, query_count = e.queries, largest_change = e.largest_change
    from unnest(${heads.map(({ id }) => id)}::uuid[], ${heads.map(({ status }) => status)}::text[],
      ${heads.map(({ reviewDueOn }) => reviewDueOn)}::date[], ${heads.map(({ revision }) => revision)}::int[],
      ${heads.map(({ at }) => at.toISOString())}::timestamptz[], ${heads.map(({ errors }) => errors)}::int[],
      ${heads.map(({ queries }) => queries)}::int[], ${heads.map(({ largestChange }) => largestChange)}::numeric[])
      as e (id, status, review_due_on, revision, at, errors, queries, largest_change)
    where s.zone_id = ${zoneId}::uuid and s.id = e.id`.execute(db);
}

/** The latest submitted revisions of several reports. */
export function latestRevisions(db: Db, zoneId: string, ids: readonly string[]) {
  return db
    .selectFrom('submission_revision as r')
    .innerJoin('submission as s', (on) =>
      on
        .onRef('s.zone_id', '=', 'r.zone_id')
        .onRef('s.id', '=', 'r.submission_id')
        .onRef('s.revision', '=', 'r.revision'),
    )
    .select(['r.submission_id', 'r.revision', 'r.answers', 'r.explanations', 'r.findings'])
    .where('r.zone_id', '=', zoneId)
    .where(sql<boolean>`r.submission_id = any(${ids}::uuid[])`)
    .execute();
}
