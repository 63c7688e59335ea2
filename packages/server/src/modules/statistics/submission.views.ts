import type {
  Act,
  Answers,
  Explanations,
  Finding,
  Form,
  Period,
  PeriodCounts,
  Revision,
  SubmissionRow,
  SubmissionStatus,
} from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/**
 * Of the places `p` of a carrier those that did not end before a period was opened: the first of them is where it stood
 * then, or where it first stood when it was registered later.
 */
export const isSinceOpening = ({ zoneId, periodId }: { zoneId: string; periodId: string }) => sql<boolean>`
      (upper_inf(p.valid) or upper(p.valid) > (
        select (a.done_at at time zone 'Asia/Shanghai')::date from app.report_period_action a
        where a.zone_id = ${zoneId}::uuid and a.period_id = ${periodId}::uuid and a.act = 'open'))`;

/** Where carriers stood when a period drew its respondents. */
export async function carrierPaths(
  db: Db,
  zoneId: string,
  { carrierIds, periodId }: { carrierIds: readonly string[]; periodId: string },
) {
  const { rows } = await sql<{ unit_id: string; path: string }>`
    select distinct on (p.unit_id) p.unit_id, p.path from app.unit_place p
    where p.zone_id = ${zoneId}::uuid and p.unit_id = any(${carrierIds}::uuid[]) and ${isSinceOpening({ zoneId, periodId })}
    order by p.unit_id, lower(p.valid)`.execute(db);
  return new Map(rows.map((row) => [row.unit_id, row.path]));
}

type PeriodRow = Omit<Period, 'formName' | 'counts'> & { formName: unknown } & Record<
    keyof PeriodCounts,
    string
  >;

const counts = (today: string) => sql`count(s.id) filter (where s.status <> 'exempt') as respondents,
      count(s.id) filter (where s.revision > 0) as reported,
      count(s.id) filter (where s.revision = 0 and s.status <> 'exempt') as "notReported",
      count(s.id) filter (where s.revision = 0 and s.status <> 'exempt' and coalesce(s.due_on, p.due_on) < ${today}::date) as overdue,
      count(s.id) filter (where s.status = 'exempt') as exempt,
      count(s.id) filter (where s.status = 'submitted') as submitted,
      count(s.id) filter (where s.status = 'sent-back') as "sentBack",
      count(s.id) filter (where s.status = 'reviewed') as reviewed,
      count(s.id) filter (where s.status = 'accepted') as accepted`;

const countsFrom = (texts: Record<keyof PeriodCounts, string>): PeriodCounts =>
  Object.fromEntries(Object.entries(texts).map(([name, n]) => [name, Number(n)])) as PeriodCounts;

/** Forms by who reports and who accepts; what is not said is any. */
export interface FormsOf {
  readonly respondent?: Form['respondent'];
  readonly acceptedBy?: Form['acceptedBy'];
}

/** A condition on the definition of a form's version, `f`. */
const isAmong = ({ respondent, acceptedBy }: FormsOf) => sql<boolean>`
      coalesce(f.definition ->> 'respondent' = ${respondent ?? null}::text, true)
      and coalesce(f.definition ->> 'acceptedBy' = ${acceptedBy ?? null}::text, true)`;

/** Periods, the latest first, with the counts of the reports that the actor sees. */
export async function periodsOf(
  db: Db,
  { zoneId, today }: { readonly zoneId: string; readonly today: string },
  forms: FormsOf,
): Promise<Period[]> {
  const { rows } = await sql<PeriodRow>`
    select p.id, p.form_id as "formId", p.form_version as "formVersion", f.definition -> 'name' as "formName", p.code,
      p.opens_on as "opensOn", p.due_on as "dueOn", p.status, n.*
    from app.report_period p
    join app.form_version f on f.zone_id = p.zone_id and f.form_id = p.form_id and f.version = p.form_version
    cross join lateral (
      select ${counts(today)} from app.submission s where s.zone_id = ${zoneId}::uuid and s.period_id = p.id
    ) n
    where p.zone_id = ${zoneId}::uuid and ${isAmong(forms)}
    order by p.code desc, p.form_id`.execute(db);
  return rows.map(({ id, formId, formVersion, formName, code, opensOn, dueOn, status, ...counts }) => ({
    id,
    formId,
    formVersion,
    code,
    opensOn,
    dueOn,
    status,
    formName: formName as Period['formName'],
    counts: countsFrom(counts),
  }));
}

type ProgressRow = { id: string; code: string; zh: string; en: string } & Record<keyof PeriodCounts, string>;

/** Counts of one period by the sub-park that its respondents were drawn in. */
export async function progressOf(
  db: Db,
  {
    zoneId,
    periodId,
    today,
    ...forms
  }: FormsOf & { readonly zoneId: string; readonly periodId: string; readonly today: string },
) {
  const { rows } = await sql<ProgressRow>`
    select u.id, u.code, u.short_zh as zh, u.short_en as en, ${counts(today)}
    from app.submission s
    join app.unit u on u.zone_id = s.zone_id and u.id = s.sub_park_id
    join app.report_period p on p.zone_id = s.zone_id and p.id = s.period_id
    join app.form_version f on f.zone_id = p.zone_id and f.form_id = p.form_id and f.version = p.form_version
    where s.zone_id = ${zoneId}::uuid and s.period_id = ${periodId}::uuid and ${isAmong(forms)}
    group by u.zone_id, u.id, u.code, u.short_zh, u.short_en
    order by u.code`.execute(db);
  return rows.map(({ id, code, zh, en, ...counts }) => ({
    subPark: { id, code, shortName: { zh, en } },
    counts: countsFrom(counts),
  }));
}

export interface SubmissionFilter extends FormsOf {
  readonly zoneId: string;
  readonly id?: string | undefined;
  readonly periodId?: string | undefined;
  readonly status?: SubmissionStatus | undefined;
  readonly subParkId?: string | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

export type ListedSubmission = Omit<
  SubmissionRow,
  'workingDaysLeft' | 'submittedAt' | 'dueChange' | 'reminded'
> & {
  submittedAt: Date | null;
  periodStatus: Period['status'];
  formId: string;
  formVersion: number;
};

/** The reports that fit a filter, with their period, form version, carrier and sub-park. */
function submissionsFitting(db: Db, filter: SubmissionFilter) {
  return db
    .selectFrom('submission as s')
    .innerJoin('report_period as p', (on) =>
      on.onRef('p.zone_id', '=', 's.zone_id').onRef('p.id', '=', 's.period_id'),
    )
    .innerJoin('form_version as f', (on) =>
      on
        .onRef('f.zone_id', '=', 'p.zone_id')
        .onRef('f.form_id', '=', 'p.form_id')
        .onRef('f.version', '=', 'p.form_version'),
    )
    .innerJoin('unit as c', (on) =>
      on.onRef('c.zone_id', '=', 's.zone_id').onRef('c.id', '=', 's.carrier_id'),
    )
    .innerJoin('unit as sp', (on) =>
      on.onRef('sp.zone_id', '=', 's.zone_id').onRef('sp.id', '=', 's.sub_park_id'),
    )
    .where('s.zone_id', '=', filter.zoneId)
    .where(isAmong(filter))
    .$if(filter.id !== undefined, (q) => q.where('s.id', '=', filter.id ?? ''))
    .$if(filter.periodId !== undefined, (q) => q.where('s.period_id', '=', filter.periodId ?? ''))
    .$if(filter.status !== undefined, (q) => q.where('s.status', '=', filter.status ?? ''))
    .$if(filter.subParkId !== undefined, (q) => q.where('s.sub_park_id', '=', filter.subParkId ?? ''))
    .$if(Boolean(filter.search), (q) =>
      q.where((eb) => eb(sql`position(${filter.search ?? ''} in s.subject_name)`, '>', 0)),
    );
}

/** Reports that the actor sees: most findings first, then the earliest limit. */
export async function submissionsOf(
  db: Db,
  filter: SubmissionFilter,
): Promise<{ rows: ListedSubmission[]; total: number }> {
  const query = submissionsFitting(db, filter);
  const { total } = await query
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select([
      's.id',
      's.period_id',
      'p.code',
      sql<string>`coalesce(s.due_on, p.due_on)`.as('due_on'),
      'p.status as period_status',
      'p.form_id',
      'p.form_version',
      's.subject_id',
      's.subject_kind',
      's.subject_uscc as subject_code',
      's.subject_name as name',
      's.subject_short as short_name',
      's.industry_code',
      'sp.id as sp_id',
      'sp.code as sp_code',
      'sp.short_zh as sp_zh',
      'sp.short_en as sp_en',
      'c.id as c_id',
      'c.short_zh as c_zh',
      'c.short_en as c_en',
      's.status',
      's.revision',
      's.submitted_at',
      's.review_due_on',
      's.error_count',
      's.query_count',
      's.largest_change',
      sql<unknown>`f.definition -> 'name'`.as('form_name'),
    ])
    .orderBy('p.code', 'desc')
    .orderBy('s.query_count', 'desc')
    .orderBy('s.review_due_on')
    .orderBy('s.subject_name')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: Number(total), rows: rows.map(toListed) };
}

interface JoinedRow {
  readonly id: string;
  readonly period_id: string;
  readonly code: string;
  readonly due_on: string;
  readonly period_status: string;
  readonly form_id: string;
  readonly form_version: number;
  readonly subject_id: string;
  readonly subject_kind: string;
  readonly subject_code: string;
  readonly name: string;
  readonly short_name: string;
  readonly industry_code: string | null;
  readonly sp_id: string;
  readonly sp_code: string;
  readonly sp_zh: string;
  readonly sp_en: string;
  readonly c_id: string;
  readonly c_zh: string;
  readonly c_en: string;
  readonly status: string;
  readonly revision: number;
  readonly submitted_at: Date | null;
  readonly review_due_on: string | Date | null;
  readonly error_count: number;
  readonly query_count: number;
  readonly largest_change: string | null;
  readonly form_name: unknown;
}

function toListed(row: JoinedRow): ListedSubmission {
  return {
    id: row.id,
    periodId: row.period_id,
    periodCode: row.code,
    formId: row.form_id,
    formVersion: row.form_version,
    formName: row.form_name as Period['formName'],
    periodStatus: row.period_status as Period['status'],
    respondent: {
      id: row.subject_id,
      kind: row.subject_kind as SubmissionRow['respondent']['kind'],
      code: row.subject_code,
      name: row.name,
      shortName: row.short_name,
      industryCode: row.industry_code,
    },
    subPark: { id: row.sp_id, code: row.sp_code, shortName: { zh: row.sp_zh, en: row.sp_en } },
    carrier: { id: row.c_id, shortName: { zh: row.c_zh, en: row.c_en } },
    status: row.status as SubmissionStatus,
    revision: row.revision,
    submittedAt: row.submitted_at,
    dueOn: row.due_on,
    reviewDueOn: row.review_due_on === null ? null : String(row.review_due_on),
    errors: row.error_count,
    queries: row.query_count,
    largestChange: row.largest_change,
  };
}

/** Every submitted revision, the latest first. */
export async function revisionsOf(db: Db, zoneId: string, submissionId: string): Promise<Revision[]> {
  const rows = await db
    .selectFrom('submission_revision as r')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'r.zone_id').onRef('m.id', '=', 'r.submitted_by'),
    )
    .select(['r.revision', 'r.answers', 'r.explanations', 'r.findings', 'm.display_name', 'r.submitted_at'])
    .where('r.zone_id', '=', zoneId)
    .where('r.submission_id', '=', submissionId)
    .orderBy('r.revision', 'desc')
    .execute();
  return rows.map((r) => ({
    revision: r.revision,
    answers: r.answers as Answers,
    explanations: r.explanations as Explanations,
    findings: r.findings as unknown as Finding[],
    by: r.display_name,
    at: r.submitted_at.toISOString(),
  }));
}

/** Every act, the latest first. */
export async function actsOf(db: Db, zoneId: string, submissionId: string): Promise<Act[]> {
  const rows = await db
    .selectFrom('submission_action as a')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'a.zone_id').onRef('m.id', '=', 'a.member_id'),
    )
    .select(['a.act', 'a.revision', 'm.display_name', 'a.done_at', 'a.remarks', 'a.reason', 'a.due_on'])
    .where('a.zone_id', '=', zoneId)
    .where('a.submission_id', '=', submissionId)
    .orderBy('a.done_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return rows.map((a) => ({
    act: a.act as Act['act'],
    revision: a.revision,
    by: a.display_name,
    at: a.done_at.toISOString(),
    remarks: a.remarks as Act['remarks'],
    reason: a.reason,
    dueOn: a.due_on === null ? null : String(a.due_on),
  }));
}

/** Who did the last act on each of some reports. */
export async function lastActors(
  db: Db,
  zoneId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('submission_action as a')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'a.zone_id').onRef('m.id', '=', 'a.member_id'),
    )
    .distinctOn('a.submission_id')
    .select(['a.submission_id', 'm.display_name'])
    .where('a.zone_id', '=', zoneId)
    .where(sql<boolean>`a.submission_id = any(${ids}::uuid[])`)
    .orderBy('a.submission_id')
    .orderBy('a.done_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.submission_id, row.display_name]));
}
