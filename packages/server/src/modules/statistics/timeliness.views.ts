import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { exemptions, isDueAt } from './due.views.ts';

interface YearSoFar {
  readonly zoneId: string;
  readonly formId: string;
  readonly from: string;
  readonly until: string;
  readonly asOf: Date;
}

/**
 * How the reports of the periods that start in [from, until) came in, per sub-park: due; on time, first submitted by the
 * calendar day they were due, an extended one by the later day; reviewed at all; passed at first, reviewed without having been sent back before.
 */
export async function timelinessOf(db: Db, { zoneId, formId, from, until, asOf }: YearSoFar) {
  const { rows } = await sql<{
    sub_park_id: string;
    carrier_id: string;
    due: string;
    on_time: string;
    reviewed: string;
    first_pass: string;
  }>`
    select s.sub_park_id, s.carrier_id, count(*) filter (where ${isDueAt(asOf)}) as due,
      count(*) filter (where (a.submitted at time zone 'Asia/Shanghai')::date <= coalesce(a.due_on, p.due_on)) as on_time,
      count(*) filter (where a.reviewed is not null) as reviewed,
      count(*) filter (where a.reviewed is not null and (a.sent_back is null or a.sent_back > a.reviewed)) as first_pass
    from app.report_period p
    join app.submission s on s.zone_id = p.zone_id and s.period_id = p.id
    left join ${exemptions(zoneId, asOf)} on x.submission_id = s.id
    left join lateral (
      select min(x.done_at) filter (where x.act = 'submit') as submitted, min(x.done_at) filter (where x.act = 'review') as reviewed,
        min(x.done_at) filter (where x.act = 'send-back') as sent_back, max(x.due_on) filter (where x.act = 'extend') as due_on
      from app.submission_action x
      where x.zone_id = s.zone_id and x.submission_id = s.id and x.done_at <= ${asOf}) a on true
    where p.zone_id = ${zoneId}::uuid and p.form_id = ${formId} and lower(p.span) >= ${from}::date and lower(p.span) < ${until}::date
    group by s.sub_park_id, s.carrier_id`.execute(db);
  return rows.map((row) => ({
    subParkId: row.sub_park_id,
    carrierId: row.carrier_id,
    due: Number(row.due),
    'on-time': Number(row.on_time),
    reviewed: Number(row.reviewed),
    'first-pass': Number(row.first_pass),
  }));
}

/** The latest period of a form that starts in [from, until); undefined when none was opened. */
export async function lastPeriodIn(
  db: Db,
  { zoneId, formId, from, until }: Omit<YearSoFar, 'asOf'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('report_period as p')
    .select('p.code')
    .where('p.zone_id', '=', zoneId)
    .where('p.form_id', '=', formId)
    .where(sql<boolean>`lower(p.span) >= ${from}::date and lower(p.span) < ${until}::date`)
    .orderBy('p.code', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.code;
}

interface ActsQuestion {
  readonly zoneId: string;
  readonly formId: string;
  readonly periodStart: string;
  /** Null: every sub-park. */
  readonly subParkId: string | null;
  /** Null: every carrier. */
  readonly carrierId: string | null;
  readonly asOf: Date;
}

const MOST_ACTS = 8;

/** Who submitted, passed and accepted the reports of a period: per person, act and day, the latest first, and how many such lines there are. */
export async function actsByPerson(db: Db, q: ActsQuestion) {
  const { rows } = await sql<{
    at: Date;
    name: string;
    act: string;
    n: string;
    submission_id: string;
    total: string;
  }>`
    select max(a.done_at) as at, m.display_name as name, a.act, count(*) as n, (array_agg(a.submission_id order by a.done_at desc))[1] as submission_id, count(*) over () as total
    from app.report_period p
    join app.submission s on s.zone_id = p.zone_id and s.period_id = p.id
    join app.submission_action a on a.zone_id = s.zone_id and a.submission_id = s.id
    join app.member m on m.zone_id = a.zone_id and m.id = a.member_id
    where p.zone_id = ${q.zoneId}::uuid and p.form_id = ${q.formId} and lower(p.span) = ${q.periodStart}::date
      and (${q.subParkId}::uuid is null or s.sub_park_id = ${q.subParkId}::uuid)
      and (${q.carrierId}::uuid is null or s.carrier_id = ${q.carrierId}::uuid) and a.done_at <= ${q.asOf}
      and a.act in ('submit', 'send-back', 'review', 'accept', 'reopen')
    group by m.display_name, a.act, (a.done_at at time zone 'Asia/Shanghai')::date
    order by 1 desc
    limit ${MOST_ACTS}`.execute(db);
  const acts = rows.map((row) => ({
    at: row.at.toISOString(),
    by: row.name,
    act: row.act,
    count: Number(row.n),
    submissionId: row.submission_id,
  }));
  return { acts, total: Number(rows[0]?.total ?? 0) };
}
