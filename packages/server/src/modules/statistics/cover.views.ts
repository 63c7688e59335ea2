import type { Signatories } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { RecordedRevision } from './cover.ts';

/** Which revision: of a report by its id, or by what a cover sheet says. */
export type RevisionAsked =
  | { readonly submissionId: string; readonly revision: number | null }
  | {
      readonly form: string;
      readonly period: string;
      readonly respondent: string;
      readonly revision: number;
    };

type Row = Omit<RecordedRevision, 'respondent'> & { readonly code: string; readonly name: string };

/** A submitted revision with everything that its cover sheet covers; without a number the latest one. */
export async function recordedRevision(
  db: Db,
  zoneId: string,
  asked: RevisionAsked,
): Promise<RecordedRevision | undefined> {
  const which =
    'submissionId' in asked
      ? sql`s.id = ${asked.submissionId}::uuid`
      : sql`upper(p.form_id) = ${asked.form} and upper(p.code) = ${asked.period} and upper(s.subject_uscc) = ${asked.respondent}`;
  const { rows } = await sql<Row>`
    select z.code as zone, s.id as "submissionId", s.subject_uscc as code, s.subject_name as name,
      p.form_id as "formId", p.form_version as "formVersion", f.definition -> 'name' as "formName", p.code as "periodCode",
      r.revision, s.revision as "latestRevision", r.submitted_at as "submittedAt", m.display_name as by,
      r.answers, r.explanations, r.signatories
    from app.submission s
    join app.zone z on z.id = s.zone_id
    join app.report_period p on p.zone_id = s.zone_id and p.id = s.period_id
    join app.form_version f on f.zone_id = p.zone_id and f.form_id = p.form_id and f.version = p.form_version
    join app.submission_revision r on r.zone_id = s.zone_id and r.submission_id = s.id
      and r.revision = coalesce(${asked.revision}::int, s.revision)
    join app.member m on m.zone_id = r.zone_id and m.id = r.submitted_by
    where s.zone_id = ${zoneId}::uuid and ${which}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { code, name, ...recorded } = row;
  return { ...recorded, respondent: { code, name } };
}

/** Who signed the last report of the respondent of a report; null: nobody was named yet. */
export async function lastSignatories(
  db: Db,
  zoneId: string,
  submissionId: string,
): Promise<Signatories | null> {
  const { rows } = await sql<{ signatories: Signatories }>`
    select r.signatories
    from app.submission asked
    join app.submission s on s.zone_id = asked.zone_id and s.subject_id = asked.subject_id
    join app.submission_revision r on r.zone_id = s.zone_id and r.submission_id = s.id and r.signatories is not null
    where asked.zone_id = ${zoneId}::uuid and asked.id = ${submissionId}::uuid
    order by r.submitted_at desc
    limit 1`.execute(db);
  return rows[0]?.signatories ?? null;
}

/** Whether the actor sees a report at all. */
export async function hasSubmission(db: Db, zoneId: string, submissionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('submission as s')
    .select('s.id')
    .where('s.zone_id', '=', zoneId)
    .where('s.id', '=', submissionId)
    .executeTakeFirst();
  return row !== undefined;
}
