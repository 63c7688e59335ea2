import type { Answers, Explanations, Finding, Signatories, SubmissionStatus } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** A report as its writes need it. */
export interface SubmissionHead {
  readonly id: string;
  readonly period_id: string;
  readonly subject_id: string;
  readonly subject_short: string;
  readonly carrier_id: string;
  readonly sub_park_id: string;
  readonly industry_code: string;
  readonly status: SubmissionStatus;
  readonly revision: number;
  readonly largest_change: string | null;
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
      's.subject_id',
      's.subject_short',
      's.carrier_id',
      's.sub_park_id',
      's.industry_code',
      's.status',
      's.revision',
      's.largest_change',
      's.scope_path',
      's.owner_id',
    ])
    .where('s.zone_id', '=', zoneId)
    .where(sql<boolean>`s.id = any(${ids}::uuid[])`)
    .orderBy('s.id')
    .forUpdate()
    .$narrowType<{ status: SubmissionStatus }>()
    .execute();
}

export interface Draft {
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly by: string;
  readonly savedAt: Date;
}

export async function findDraft(db: Db, zoneId: string, submissionId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('submission_draft as d')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'd.zone_id').onRef('m.id', '=', 'd.saved_by'),
    )
    .select(['d.version', 'd.answers', 'd.explanations', 'm.display_name', 'd.saved_at'])
    .where('d.zone_id', '=', zoneId)
    .where('d.submission_id', '=', submissionId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { version, answers, explanations, display_name, saved_at } = row;
  return {
    version,
    answers: answers as Answers,
    explanations: explanations as Explanations,
    by: display_name,
    savedAt: saved_at,
  };
}

export interface SavedDraft {
  readonly zoneId: string;
  readonly head: SubmissionHead;
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

/** Replaces the draft; the version is the next one because the report's row is locked. */
export function putDraft(db: Db, draft: SavedDraft) {
  const changing = {
    version: draft.version,
    answers: JSON.stringify(draft.answers),
    explanations: JSON.stringify(draft.explanations),
    saved_by: draft.memberId,
    saved_at: draft.now,
    request_id: draft.requestId,
  };
  return db
    .insertInto('submission_draft')
    .values({
      zone_id: draft.zoneId,
      submission_id: draft.head.id,
      scope_path: draft.head.scope_path,
      owner_id: draft.head.owner_id,
      ...changing,
    })
    .onConflict((on) => on.columns(['zone_id', 'submission_id']).doUpdateSet(changing))
    .execute();
}

export interface NewRevision {
  readonly zoneId: string;
  readonly head: SubmissionHead;
  readonly revision: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly findings: readonly Finding[];
  readonly signatories: Signatories | null;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

export function insertRevision(db: Db, revision: NewRevision) {
  return db
    .insertInto('submission_revision')
    .values({
      zone_id: revision.zoneId,
      submission_id: revision.head.id,
      revision: revision.revision,
      answers: JSON.stringify(revision.answers),
      explanations: JSON.stringify(revision.explanations),
      findings: JSON.stringify(revision.findings),
      signatories: revision.signatories && JSON.stringify(revision.signatories),
      submitted_by: revision.memberId,
      submitted_at: revision.now,
      scope_path: revision.head.scope_path,
      owner_id: revision.head.owner_id,
      request_id: revision.requestId,
    })
    .execute();
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
    done_at: act.now,
    scope_path: act.head.scope_path,
    owner_id: act.head.owner_id,
    request_id: act.requestId,
  }));
  return db.insertInto('submission_action').values(rows).execute();
}

export interface HeadChange {
  readonly status: SubmissionStatus;
  readonly reviewDueOn: string | null;
  readonly submitted?: {
    readonly revision: number;
    readonly at: Date;
    readonly errors: number;
    readonly queries: number;
    readonly largestChange: string | null;
  };
}

/** Keeps the folded status of reports beside them. */
export function changeHeads(
  db: Db,
  { zoneId, ids }: { readonly zoneId: string; readonly ids: readonly string[] },
  { status, reviewDueOn, submitted }: HeadChange,
) {
  return db
    .updateTable('submission')
    .set({
      status,
      review_due_on: reviewDueOn,
      ...(submitted && {
        revision: submitted.revision,
        submitted_at: submitted.at,
        error_count: submitted.errors,
        query_count: submitted.queries,
        largest_change: submitted.largestChange,
      }),
    })
    .where('zone_id', '=', zoneId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
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
