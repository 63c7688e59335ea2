import type { Answers, Stage } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { slotArray, slotSums } from './fact.store.ts';

export interface VerifiedPeriod {
  readonly id: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly code: string;
  readonly starts: string;
}

export async function periodsToVerify(db: Db, zoneId: string): Promise<VerifiedPeriod[]> {
  const { rows } = await sql<VerifiedPeriod>`
    select p.id, p.form_id as "formId", p.form_version as "formVersion", p.code, lower(p.span) as starts
    from app.report_period p where p.zone_id = ${zoneId}::uuid order by p.form_id, p.code`.execute(db);
  return rows;
}

/** A report as it is recorded: where it was drawn, every revision with its instant, every acceptance. */
export interface Recorded {
  readonly id: string;
  readonly subjectId: string;
  readonly name: string;
  readonly carrierId: string;
  readonly subParkId: string;
  readonly industryCode: string | null;
  readonly scopePath: string;
  /** Exempted respondents are on the list and not due. */
  readonly isDue: boolean;
  readonly revisions: readonly {
    readonly revision: number;
    readonly at: string;
    readonly answers: Answers;
  }[];
  readonly accepted: readonly { readonly revision: number; readonly at: string }[];
}

/** Reports of a period with what was submitted and accepted, in the order it happened. */
export async function recordedOf(db: Db, zoneId: string, periodId: string): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    select s.id, s.subject_id as "subjectId", s.subject_short as name, s.carrier_id as "carrierId", s.sub_park_id as "subParkId",
      s.industry_code as "industryCode", s.scope_path as "scopePath",
      s.status <> 'exempt' as "isDue",
      coalesce((select jsonb_agg(jsonb_build_object('revision', r.revision, 'at', r.submitted_at, 'answers', r.answers) order by r.revision)
                from app.submission_revision r where r.zone_id = s.zone_id and r.submission_id = s.id), '[]') as revisions,
      coalesce((select jsonb_agg(jsonb_build_object('revision', a.revision, 'at', a.done_at) order by a.done_at, a.id)
                from app.submission_action a where a.zone_id = s.zone_id and a.submission_id = s.id and a.act = 'accept'), '[]') as accepted
    from app.submission s
    where s.zone_id = ${zoneId}::uuid and s.period_id = ${periodId}::uuid
    order by s.id`.execute(db);
  return rows;
}

/** A fact as it is stored or as it is rebuilt. */
export interface FactRow {
  readonly subjectId: string;
  readonly page: number;
  readonly stage: Stage;
  readonly knownFrom: Date;
  /** Null: still known. */
  readonly knownTo: Date | null;
  readonly submissionId: string;
  readonly revision: number;
  readonly carrierId: string;
  readonly subParkId: string;
  readonly industryCode: string | null;
  readonly scopePath: string;
  readonly values: readonly (string | null)[];
}

type Of = Pick<VerifiedPeriod, 'formId' | 'starts'> & { readonly zoneId: string };

/** Every fact of a period, also those that were superseded. */
export async function storedFacts(db: Db, { zoneId, formId, starts }: Of): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select f.subject_id as "subjectId", f.page, f.stage, f.known_from as "knownFrom", nullif(f.known_to, 'infinity') as "knownTo",
      f.submission_id as "submissionId", f.revision, f.carrier_id as "carrierId", f.sub_park_id as "subParkId",
      f.industry_code as "industryCode", f.scope_path as "scopePath", ${slotArray('f')} as "values"
    from app.fact f
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${formId} and f.period_start = ${starts}::date`.execute(
    db,
  );
  return rows;
}

/** A sum of a carrier, or of a sub-park (no carrier), or of the zone (neither). */
export interface SumRow {
  readonly stage: Stage;
  readonly page: number;
  readonly subParkId: string | null;
  readonly carrierId: string | null;
  readonly due: number;
  readonly reported: number;
  readonly values: readonly string[];
}

/** The stored sums of a period, rolled up from carriers to sub-parks and the zone. */
export async function storedSums(db: Db, { zoneId, formId, starts }: Of): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`
    select f.stage, f.page, f.sub_park_id as "subParkId", f.carrier_id as "carrierId", sum(f.due)::int as due, sum(f.reported)::int as reported,
      ${slotSums('f')} as "values"
    from app.fact_sum f
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${formId} and f.period_start = ${starts}::date
    group by grouping sets ((f.stage, f.page, f.sub_park_id, f.carrier_id), (f.stage, f.page, f.sub_park_id), (f.stage, f.page))`.execute(
    db,
  );
  return rows;
}
