import type { DueChange, SubmissionRow } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** What the office has decided about a respondent so far, and how often it was reminded. */
export type DueState = Pick<SubmissionRow, 'dueChange' | 'reminded'>;
export const NO_DUE_STATE: DueState = { dueChange: null, reminded: null };

/** The last decision about each of some reports, and the reminders they got; those without any are not in it. */
export async function dueStates(
  db: Db,
  zoneId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DueState>> {
  const { rows } = await sql<{
    submission_id: string;
    act: DueChange['act'] | 'remind';
    by: string;
    at: Date;
    reason: string | null;
    due_on: string | null;
    times: string;
  }>`
    select distinct on (a.submission_id, a.act = 'remind') a.submission_id, a.act, m.display_name as by, a.done_at as at, a.reason, a.due_on,
      count(*) over (partition by a.submission_id, a.act = 'remind') as times
    from app.submission_action a
    join app.member m on m.zone_id = a.zone_id and m.id = a.member_id
    where a.zone_id = ${zoneId}::uuid and a.submission_id = any(${ids}::uuid[])
      and a.act in ('add', 'exempt', 'include', 'extend', 'remind')
    order by a.submission_id, a.act = 'remind', a.done_at desc, a.id desc`.execute(db);
  const states = new Map<string, DueState>();
  for (const { submission_id: id, act, by, at, reason, due_on: dueOn, times } of rows) {
    const state = states.get(id) ?? NO_DUE_STATE;
    const when = { by, at: at.toISOString() };
    states.set(
      id,
      act === 'remind'
        ? { ...state, reminded: { ...when, times: Number(times) } }
        : { ...state, dueChange: { ...when, act, reason: reason ?? '', dueOn } },
    );
  }
  return states;
}

/** The last word on who is exempted, as it was known at an instant; joined as `x`. */
export const exemptions = (zoneId: string, asOf: Date) => sql`(
      select distinct on (e.submission_id) e.submission_id, e.act
      from app.submission_action e
      where e.zone_id = ${zoneId}::uuid and e.act in ('exempt', 'include') and e.done_at <= ${asOf}
      order by e.submission_id, e.done_at desc, e.id desc) x`;

/** Whether the respondent of report `s` was due at an instant: on the list by then, and not exempted (`x`). */
export const isDueAt = (asOf: Date) =>
  sql<boolean>`((s.added_at is null or s.added_at <= ${asOf}) and x.act is distinct from 'exempt')`;

interface UnreportedQuestion {
  readonly zoneId: string;
  readonly periodId: string;
  readonly reach: 'late' | 'due-soon' | 'sent-back';
  readonly today: string;
  /** Calendar days from today that count as soon. */
  readonly days: number;
}

/** Reports of a period that are waited for: the longest late first. */
export async function unreported(db: Db, q: UnreportedQuestion) {
  const due = sql`coalesce(s.due_on, p.due_on)`;
  const reach = {
    late: sql`s.status in ('due', 'draft') and ${due} < ${q.today}::date`,
    'due-soon': sql`s.status in ('due', 'draft') and ${due} >= ${q.today}::date and ${due} <= ${q.today}::date + ${q.days}::int`,
    'sent-back': sql`s.status = 'sent-back'`,
  }[q.reach];
  const { rows } = await sql<{
    id: string;
    owner_id: string;
    name: string;
    status: SubmissionRow['status'];
    due_on: string;
    days_late: number;
    sp_zh: string;
    sp_en: string;
    c_zh: string;
    c_en: string;
  }>`
    select s.id, s.owner_id, s.subject_name as name, s.status, ${due} as due_on, ${q.today}::date - ${due} as days_late,
      sp.short_zh as sp_zh, sp.short_en as sp_en, c.short_zh as c_zh, c.short_en as c_en
    from app.submission s
    join app.report_period p on p.zone_id = s.zone_id and p.id = s.period_id
    join app.unit sp on sp.zone_id = s.zone_id and sp.id = s.sub_park_id
    join app.unit c on c.zone_id = s.zone_id and c.id = s.carrier_id
    where s.zone_id = ${q.zoneId}::uuid and s.period_id = ${q.periodId}::uuid and ${reach}
    order by 5, sp.code, s.subject_name`.execute(db);
  return rows;
}
