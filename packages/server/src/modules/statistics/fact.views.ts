import type { Answers, Form, Stage } from '@yuanheng/contract';
import { type Purpose, isOfficialStatistics, mayBeReadFor } from '@yuanheng/engine/statistics';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { ProgrammerError } from '../../kernel/fault.ts';
import { problem } from '../../kernel/problem.ts';
import { exemptions, isDueAt } from './due.views.ts';
import { slotArray, slotOf } from './fact.store.ts';

export interface FactQuestion {
  readonly zoneId: string;
  readonly form: Form;
  readonly periodStart: string;
  readonly stage: Stage;
  /** Only what was known at this instant counts. */
  readonly asOf: Date;
  /** What the figures are wanted for: the nature of the form may forbid it. */
  readonly purpose: Purpose;
}

/** One respondent's figure, where it came from. */
export interface FactOf {
  readonly subjectId: string;
  readonly carrierId: string;
  readonly subParkId: string;
  /** GB/T 4754 code when the period was opened; null: a carrier. */
  readonly industryCode: string | null;
  /** An enterprise's credit code when the period was opened, a carrier's code in the register. */
  readonly uscc: string;
  readonly respondent: string;
  readonly submissionId: string;
  readonly revision: number;
  /** In the field's unit; null: the field was left empty. */
  readonly value: string | null;
  /** Collected as official statistics. */
  readonly isOfficial: boolean;
}

/** One respondent's figures of a period, all fields of it. */
export interface FactsOf extends Omit<FactOf, 'value'> {
  /** Whole numbers of the last decimal places, in the order of the store; read through `figuresOf`. */
  readonly slots: readonly (string | null)[];
}

/**
 * The figures of one period as they were known at an instant, one row per respondent in the actor's part of the zone.
 * Purpose binds use: what was collected as official statistics is refused to an evaluation. The nature is that of the
 * form's version the period was opened with; a later version does not change what was promised.
 */
export async function factsOf(db: Db, q: FactQuestion): Promise<FactsOf[]> {
  const { rows } = await sql<{
    subject_id: string;
    page: number;
    carrier_id: string;
    sub_park_id: string;
    industry_code: string | null;
    uscc: string;
    name: string;
    submission_id: string;
    revision: number;
    slots: (string | null)[];
    nature: string | null;
  }>`
    select f.subject_id, f.page, f.carrier_id, f.sub_park_id, f.industry_code, s.subject_uscc as uscc, s.subject_short as name, f.submission_id, f.revision, ${slotArray('f')} as slots,
      (select v.definition #>> '{legalNature,zh}' from app.report_period p
       join app.form_version v on v.zone_id = p.zone_id and v.form_id = p.form_id and v.version = p.form_version
       where p.zone_id = ${q.zoneId}::uuid and p.form_id = ${q.form.id} and lower(p.span) = ${q.periodStart}::date) as nature
    from app.fact f
    join app.submission s on s.zone_id = f.zone_id and s.id = f.submission_id
    where f.zone_id = ${q.zoneId}::uuid and f.form_id = ${q.form.id} and f.period_start = ${q.periodStart}::date
      and f.stage = ${q.stage} and f.known_from <= ${q.asOf} and f.known_to > ${q.asOf}
    order by f.subject_id, f.page`.execute(db);
  const [first] = rows;
  if (first && !mayBeReadFor(first.nature ?? '', q.purpose))
    throw problem('PURPOSE_BINDS_USE', { form: q.form.id, legalNature: first.nature ?? '' });
  return wholeReports(rows).map((row) => ({
    subjectId: row.subject_id,
    carrierId: row.carrier_id,
    subParkId: row.sub_park_id,
    industryCode: row.industry_code,
    uscc: row.uscc,
    respondent: row.name,
    submissionId: row.submission_id,
    revision: row.revision,
    slots: row.slots,
    isOfficial: isOfficialStatistics(row.nature ?? ''),
  }));
}

interface PageOfFacts {
  readonly subject_id: string;
  readonly page: number;
  readonly slots: readonly (string | null)[];
}

/** The pages of a respondent, which follow each other from the first, as one row that ends with the last. */
function wholeReports<R extends PageOfFacts>(rows: readonly R[]): R[] {
  const whole: R[] = [];
  for (const row of rows) {
    const last = whole.at(-1);
    const same = last?.subject_id === row.subject_id;
    // a page that is missing or there twice would move every value behind it
    if (row.page !== (same ? last.page + 1 : 1))
      throw new ProgrammerError(`page ${row.page} of ${row.subject_id} is out of order`);
    if (same) whole[whole.length - 1] = { ...last, page: row.page, slots: [...last.slots, ...row.slots] };
    else whole.push(row);
  }
  return whole;
}

/** One field of a period's figures. */
export function figuresOf(facts: readonly FactsOf[], form: Form, field: string): FactOf[] {
  const { slot, decimals } = slotOf(form, field);
  return facts.map(({ slots, ...fact }) => {
    const whole = slots[slot] ?? null;
    return { ...fact, value: whole === null ? null : pointed(whole, decimals) };
  });
}

/** A whole number of last places as decimal text. */
function pointed(text: string, decimals: number): string {
  if (decimals === 0) return text;
  const digits = text.replace('-', '').padStart(decimals + 1, '0');
  return `${text.startsWith('-') ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

interface AnswersQuestion {
  readonly zoneId: string;
  readonly formId: string;
  /** The period that starts on a day, or the one that ends before a day. */
  readonly period: { readonly starts: string } | { readonly ends: string };
  readonly subjectIds: readonly string[];
}

/** What a respondent answered in a period, and whether it was accepted. */
export interface AnswersOf {
  readonly stage: Stage;
  readonly answers: Answers;
}

/**
 * The accepted answers of respondents in a period, or else the latest submitted ones, for the columns beside the ones
 * being filled. Who has none is not in it.
 */
export async function answersOf(
  db: Db,
  { zoneId, formId, period, subjectIds }: AnswersQuestion,
): Promise<ReadonlyMap<string, AnswersOf>> {
  const [bound, day] =
    'starts' in period ? [sql`lower(p.span)`, period.starts] : [sql`upper(p.span)`, period.ends];
  const { rows } = await sql<AnswersOf & { subjectId: string }>`
    select s.subject_id as "subjectId", r.answers, case when f.revision is null then 'reported' else 'accepted' end as stage
    from app.report_period p
    join app.submission s on s.zone_id = p.zone_id and s.period_id = p.id
    left join app.fact f on f.zone_id = s.zone_id and f.form_id = p.form_id and f.period_start = lower(p.span)
      and f.subject_id = s.subject_id and f.page = 1 and f.stage = 'accepted' and f.known_to = 'infinity'
    join app.submission_revision r on r.zone_id = s.zone_id and r.submission_id = s.id
      and r.revision = coalesce(f.revision, s.revision)
    where p.zone_id = ${zoneId}::uuid and p.form_id = ${formId} and ${bound} = ${day}::date
      and s.subject_id = any(${subjectIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ subjectId, ...row }) => [subjectId, row]));
}

/**
 * Respondents of a period per carrier: how many were due and how many figures were known at an instant. The facts are
 * named by their period: joined by the respondent alone, those of all other periods would be read too.
 */
export async function coverageOf(
  db: Db,
  q: Pick<FactQuestion, 'zoneId' | 'periodStart' | 'stage' | 'asOf'> & { formId: string },
) {
  const { rows } = await sql<{ sub_park_id: string; carrier_id: string; due: string; reported: string }>`
    select s.sub_park_id, s.carrier_id, count(*) filter (where ${isDueAt(q.asOf)}) as due, count(f.subject_id) as reported
    from app.report_period p
    join app.submission s on s.zone_id = p.zone_id and s.period_id = p.id
    left join ${exemptions(q.zoneId, q.asOf)} on x.submission_id = s.id
    left join app.fact f on f.zone_id = ${q.zoneId}::uuid and f.form_id = ${q.formId} and f.period_start = ${q.periodStart}::date
      and f.subject_id = s.subject_id and f.page = 1 and f.stage = ${q.stage} and f.known_from <= ${q.asOf} and f.known_to > ${q.asOf}
    where p.zone_id = ${q.zoneId}::uuid and p.form_id = ${q.formId} and lower(p.span) = ${q.periodStart}::date
    group by s.sub_park_id, s.carrier_id`.execute(db);
  return rows.map((row) => ({
    subParkId: row.sub_park_id,
    carrierId: row.carrier_id,
    due: Number(row.due),
    reported: Number(row.reported),
  }));
}
