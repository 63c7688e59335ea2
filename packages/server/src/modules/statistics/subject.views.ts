import type { Answers, Form, ReportOf, ReportedFigures, Stage } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface Of {
  readonly zoneId: string;
  /** The respondent, whatever it is. */
  readonly subjectId: string;
}

/** Reports of one respondent that the actor sees, the latest period first. */
export async function reportsOf(db: Db, { zoneId, subjectId }: Of): Promise<ReportOf[]> {
  const { rows } = await sql<Omit<ReportOf, 'submittedAt'> & { submittedAt: Date | null }>`
    select s.id, p.code as period, f.definition -> 'name' as "formName", s.status, s.revision,
      s.submitted_at as "submittedAt", s.query_count as queries
    from app.submission s
    join app.report_period p on p.zone_id = ${zoneId}::uuid and p.id = s.period_id
    join app.form_version f on f.zone_id = ${zoneId}::uuid and f.form_id = p.form_id and f.version = p.form_version
    where s.zone_id = ${zoneId}::uuid and s.subject_id = ${subjectId}::uuid
    order by lower(p.span) desc, p.form_id`.execute(db);
  return rows.map((row) => ({ ...row, submittedAt: row.submittedAt?.toISOString() ?? null }));
}

interface AnsweredRow {
  readonly submission_id: string;
  readonly form_id: string;
  readonly definition: unknown;
  readonly code: string;
  readonly year: number;
  readonly ends_year: boolean;
  readonly revision: number;
  readonly stage: Stage;
  readonly answers: Answers;
}

/**
 * Figures of one respondent by form: the last period of each year, where running totals are those of the year, and the
 * latest period. Accepted ones where there are any, otherwise those reported last.
 */
export async function reportedFiguresOf(db: Db, { zoneId, subjectId }: Of): Promise<ReportedFigures[]> {
  const { rows } = await sql<AnsweredRow>`
    select s.id as submission_id, p.form_id, f.definition, p.code, extract(year from lower(p.span))::int as year,
      extract(month from upper(p.span)) = 1 as ends_year, r.revision, r.answers,
      case when x.revision is null then 'reported' else 'accepted' end as stage
    from app.submission s
    join app.report_period p on p.zone_id = ${zoneId}::uuid and p.id = s.period_id
    join app.form_version f on f.zone_id = ${zoneId}::uuid and f.form_id = p.form_id and f.version = p.form_version
    left join app.fact x on x.zone_id = ${zoneId}::uuid and x.form_id = p.form_id and x.period_start = lower(p.span)
      and x.subject_id = s.subject_id and x.page = 1 and x.stage = 'accepted' and x.known_to = 'infinity'
    join app.submission_revision r on r.zone_id = ${zoneId}::uuid and r.submission_id = s.id
      and r.revision = coalesce(x.revision, s.revision)
    where s.zone_id = ${zoneId}::uuid and s.subject_id = ${subjectId}::uuid
    order by p.form_id, lower(p.span)`.execute(db);
  const forms = [...new Set(rows.map(({ form_id }) => form_id))];
  return forms.map((formId) => figuresOfForm(rows.filter(({ form_id }) => form_id === formId)));
}

function figuresOfForm(rows: readonly AnsweredRow[]): ReportedFigures {
  const last = rows.at(-1);
  const columns = rows.filter((row) => row === last || row.ends_year);
  const form = last?.definition as Form | undefined;
  return {
    formId: last?.form_id ?? '',
    formName: form?.name ?? { zh: '', en: '' },
    columns: columns.map(({ code, stage, revision, submission_id }) => ({
      period: code,
      stage,
      revision,
      submissionId: submission_id,
    })),
    rows: (form?.fields ?? []).flatMap(({ id, name, unit, kind }) =>
      kind === 'choice'
        ? []
        : [{ field: id, name, unit, kind, values: columns.map(({ answers }) => answers[id] ?? null) }],
    ),
  };
}

export interface PeriodOfCarrier {
  readonly period: string;
  readonly formName: { readonly zh: string; readonly en: string };
  readonly due: number;
  readonly reported: number;
  readonly accepted: number;
}

/** How the reports of those who sat in a carrier came in, the latest period first. */
export async function periodsOfCarrier(
  db: Db,
  { zoneId, carrierId }: { readonly zoneId: string; readonly carrierId: string },
): Promise<PeriodOfCarrier[]> {
  const { rows } = await sql<PeriodOfCarrier>`
    select p.code as period, f.definition -> 'name' as "formName", n.due, n.reported, n.accepted
    from (select s.period_id, count(*)::int as due, count(*) filter (where s.revision > 0)::int as reported,
            count(*) filter (where s.status = 'accepted')::int as accepted
          from app.submission s
          where s.zone_id = ${zoneId}::uuid and s.carrier_id = ${carrierId}::uuid
          group by s.period_id) n
    join app.report_period p on p.zone_id = ${zoneId}::uuid and p.id = n.period_id
    join app.form_version f on f.zone_id = ${zoneId}::uuid and f.form_id = p.form_id and f.version = p.form_version
    order by lower(p.span) desc, p.form_id`.execute(db);
  return rows;
}
