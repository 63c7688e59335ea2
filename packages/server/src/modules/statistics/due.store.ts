import type { Form } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { PeriodRow } from './period.store.ts';
import type { SubmissionHead } from './submission.store.ts';
import { isSinceOpening } from './submission.views.ts';

/** Moves the day that reports are due on. */
export function extendHeads(
  db: Db,
  { zoneId, ids }: { readonly zoneId: string; readonly ids: readonly string[] },
  dueOn: string,
) {
  return db
    .updateTable('submission')
    .set({ due_on: dueOn })
    .where('zone_id', '=', zoneId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

interface SumOf {
  readonly zoneId: string;
  readonly period: Pick<PeriodRow, 'form_id' | 'starts'>;
  readonly carrierId: string;
}

/** Moves how many were due in a carrier, at both stages and on every page; false: the carrier had nobody due so far. */
export async function moveDue(db: Db, { zoneId, period, carrierId }: SumOf, by: number): Promise<boolean> {
  const result = await sql`
    update app.fact_sum f set due = f.due + ${by}
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${period.form_id} and f.period_start = ${period.starts}::date
      and f.carrier_id = ${carrierId}::uuid`.execute(db);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** Opens the sums of a carrier of which nobody was drawn when the period was opened. */
export function openDue(
  db: Db,
  { zoneId, period, carrierId }: SumOf,
  { subParkId, path }: { readonly subParkId: string; readonly path: string },
) {
  const { form_id: formId, starts } = period;
  return sql`
    insert into app.fact_sum (zone_id, form_id, period_start, carrier_id, stage, page, sub_park_id, scope_path, owner_id, due, reported)
    select ${zoneId}::uuid, ${formId}, ${starts}::date, ${carrierId}::uuid, stage.name, page.n, ${subParkId}::uuid, ${path}, null, 1, 0
    from (values ('reported'), ('accepted')) as stage (name)
    cross join generate_series(1, coalesce((
      select max(f.page) from app.fact_sum f
      where f.zone_id = ${zoneId}::uuid and f.form_id = ${formId} and f.period_start = ${starts}::date), 1)) as page (n)`.execute(
    db,
  );
}

/** Who could be added, and where its report would lie. */
interface Candidate {
  readonly subject_kind: 'enterprise' | 'carrier';
  readonly subject_id: string;
  readonly subject_uscc: string;
  readonly subject_name: string;
  readonly subject_short: string;
  readonly industry_code: string | null;
  readonly carrier_id: string;
  readonly sub_park_id: string;
  readonly carrier_path: string;
  /** It is on the due list already, exempted or not. */
  readonly is_listed: boolean;
}

interface CandidatesQuestion {
  readonly zoneId: string;
  readonly periodId: string;
  readonly scope: Form['scope'];
  readonly day: string;
}

/** Where the carrier `c` stood when the period was opened, like those drawn in it; registered later, where it first stood. */
const placed = ({ zoneId, periodId }: CandidatesQuestion) => sql`
      join lateral (
        select p.path, p.parent_id from app.unit_place p
        where p.zone_id = c.zone_id and p.unit_id = c.id and ${isSinceOpening({ zoneId, periodId })}
        order by lower(p.valid) limit 1) place on true`;

const residents = (q: CandidatesQuestion) => sql`
      select 'enterprise' as subject_kind, e.id as subject_id, e.uscc as subject_uscc, e.name as subject_name, e.short_name as subject_short,
        e.industry_code, c.id as carrier_id, place.parent_id as sub_park_id, place.path as carrier_path
      from app.residence r
      join app.enterprise e on e.zone_id = r.zone_id and e.id = r.enterprise_id
      join app.unit c on c.zone_id = r.zone_id and c.id = r.carrier_id ${placed(q)}
      where r.zone_id = ${q.zoneId}::uuid and r.valid @> ${q.day}::date`;

const carriers = (q: CandidatesQuestion) => sql`
      select 'carrier' as subject_kind, c.id as subject_id, c.code as subject_uscc, c.name_zh as subject_name, c.short_zh as subject_short,
        null::text as industry_code, c.id as carrier_id, place.parent_id as sub_park_id, place.path as carrier_path
      from app.unit c ${placed(q)}
      where c.zone_id = ${q.zoneId}::uuid and c.kind = 'carrier' and not c.register_only
        and (${q.scope} = 'carriers' or c.attributes -> 'has_incubation' = 'true')`;

/** Everybody of the form's scope as they stand on the day, `k`, with their reports `s` of the period. */
const candidates = (q: CandidatesQuestion) => sql`
    (${q.scope === 'enterprises-in-carriers' ? residents(q) : carriers(q)}) k
    left join app.submission s on s.zone_id = ${q.zoneId}::uuid and s.period_id = ${q.periodId}::uuid and s.subject_id = k.subject_id`;

/** The candidate with an id; undefined: it is not within the form's scope today. */
export async function findCandidate(
  db: Db,
  question: CandidatesQuestion & { readonly subjectId: string },
): Promise<Candidate | undefined> {
  const { rows } = await sql<Candidate>`
    select k.*, s.id is not null as is_listed from ${candidates(question)}
    where k.subject_id = ${question.subjectId}::uuid`.execute(db);
  return rows[0];
}

const MOST_FOUND = 20;

/** Candidates that are not on the list and whose name holds a text, the first of them and how many there are. */
export async function findCandidates(db: Db, question: CandidatesQuestion & { readonly search: string }) {
  const { rows } = await sql<{
    id: string;
    name: string;
    sp_zh: string;
    sp_en: string;
    c_zh: string;
    c_en: string;
    total: string;
  }>`
    select k.subject_id as id, k.subject_name as name, sp.short_zh as sp_zh, sp.short_en as sp_en, c.short_zh as c_zh, c.short_en as c_en,
      count(*) over () as total
    from ${candidates(question)}
    join app.unit sp on sp.zone_id = ${question.zoneId}::uuid and sp.id = k.sub_park_id
    join app.unit c on c.zone_id = ${question.zoneId}::uuid and c.id = k.carrier_id
    where s.id is null and position(${question.search} in k.subject_name) > 0
    order by k.subject_name
    limit ${MOST_FOUND}`.execute(db);
  return rows;
}

interface Addition {
  readonly zoneId: string;
  readonly id: string;
  readonly periodId: string;
  readonly candidate: Candidate;
  readonly day: string;
  readonly now: Date;
  readonly requestId: string;
}

/** Adds a candidate to the due list of a period. */
export async function insertAdded(db: Db, add: Addition): Promise<SubmissionHead> {
  const { carrier_path: carrierPath, is_listed: _listed, ...subject } = add.candidate;
  const row = {
    zone_id: add.zoneId,
    id: add.id,
    period_id: add.periodId,
    ...subject,
    // a report lies at the sub-park: the carrier's path without its last step
    scope_path: carrierPath.replace(/[^/]+\/$/, ''),
    owner_id: subject.subject_id,
    drawn_on: add.day,
    added_at: add.now,
    status: 'due',
    revision: 0,
    error_count: 0,
    query_count: 0,
    request_id: add.requestId,
  } as const;
  await db.insertInto('submission').values(row).execute();
  return { ...row, due_on: null, largest_change: null };
}
