import type { Form } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

export interface PeriodRow {
  readonly id: string;
  readonly form_id: string;
  readonly form_version: number;
  readonly code: string;
  readonly starts: string;
  readonly due_on: string;
  readonly status: string;
}

const columns = [
  'p.id',
  'p.form_id',
  'p.form_version',
  'p.code',
  'p.due_on',
  'p.status',
  sql<string>`lower(p.span)`.as('starts'),
] as const;

/** A period with its row locked: a submit and a close at the same time happen one after the other. */
export function findPeriod(
  db: Db,
  { zoneId, id }: { readonly zoneId: string; readonly id: string },
  lock: 'share' | 'update',
): Promise<PeriodRow | undefined> {
  const query = db
    .selectFrom('report_period as p')
    .select(columns)
    .where('p.zone_id', '=', zoneId)
    .where('p.id', '=', id);
  return (lock === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst();
}

export interface NewPeriod {
  readonly zoneId: string;
  readonly id: string;
  readonly formId: string;
  readonly formVersion: number;
  readonly kind: string;
  readonly code: string;
  readonly starts: string;
  readonly ends: string;
  readonly opensOn: string;
  readonly dueOn: string;
  readonly requestId: string;
}

export function insertPeriod(db: Db, period: NewPeriod) {
  return db
    .insertInto('report_period')
    .values({
      zone_id: period.zoneId,
      id: period.id,
      form_id: period.formId,
      form_version: period.formVersion,
      kind: period.kind,
      code: period.code,
      span: `[${period.starts},${period.ends})`,
      opens_on: period.opensOn,
      due_on: period.dueOn,
      status: 'open',
      request_id: period.requestId,
    })
    .execute();
}

export interface PeriodAct {
  readonly zoneId: string;
  readonly id: string;
  readonly periodId: string;
  readonly act: string;
  readonly memberId: string;
  readonly reason: string | null;
  readonly now: Date;
  readonly requestId: string;
}

export function appendPeriodAct(db: Db, act: PeriodAct) {
  return db
    .insertInto('report_period_action')
    .values({
      zone_id: act.zoneId,
      id: act.id,
      period_id: act.periodId,
      act: act.act,
      member_id: act.memberId,
      reason: act.reason,
      done_at: act.now,
      request_id: act.requestId,
    })
    .execute();
}

export function setPeriodStatus(db: Db, zoneId: string, { id, status }: { id: string; status: string }) {
  return db
    .updateTable('report_period')
    .set({ status })
    .where('zone_id', '=', zoneId)
    .where('id', '=', id)
    .execute();
}

interface Draw {
  readonly zoneId: string;
  readonly periodId: string;
  readonly scope: Form['scope'];
  readonly day: string;
  readonly requestId: string;
}

/**
 * Draws the respondents of a form's scope as they stand on the day. Each row keeps the place of that day, also when a
 * move that was entered before begins later. Reports lie at the sub-park's path (the carrier's without its last step),
 * so that a carrier does not see its tenants' figures.
 */
export async function drawRespondents(db: Db, draw: Draw): Promise<number> {
  const result = await (
    draw.scope === 'enterprises-in-carriers' ? enterprisesOn(draw) : carriersOn(draw)
  ).execute(db);
  return Number(result.numAffectedRows ?? 0);
}

const DRAWN = sql`(zone_id, id, period_id, subject_kind, subject_id, subject_uscc, subject_name, subject_short, carrier_id, sub_park_id,
      industry_code, drawn_on, status, revision, error_count, query_count, scope_path, owner_id, request_id)`;

const enterprisesOn = ({ zoneId, periodId, day, requestId }: Draw) => sql`
    insert into app.submission ${DRAWN}
    select r.zone_id, gen_random_uuid(), ${periodId}::uuid, 'enterprise', r.enterprise_id, e.uscc, e.name, e.short_name, r.carrier_id,
      place.parent_id, e.industry_code, ${day}::date, 'due', 0, 0, 0, regexp_replace(place.path, '[^/]+/$', ''), e.id, ${requestId}::uuid
    from app.residence r
    join app.enterprise e on e.zone_id = r.zone_id and e.id = r.enterprise_id
    join app.unit_place place on place.zone_id = r.zone_id and place.unit_id = r.carrier_id and place.valid @> ${day}::date
    where r.zone_id = ${zoneId}::uuid and r.valid @> ${day}::date`;

/** A carrier that stands in the register only reports nothing. */
const carriersOn = ({ zoneId, periodId, scope, day, requestId }: Draw) => sql`
    insert into app.submission ${DRAWN}
    select u.zone_id, gen_random_uuid(), ${periodId}::uuid, 'carrier', u.id, u.code, u.name_zh, u.short_zh, u.id,
      place.parent_id, null, ${day}::date, 'due', 0, 0, 0, regexp_replace(place.path, '[^/]+/$', ''), u.id, ${requestId}::uuid
    from app.unit u
    join app.unit_place place on place.zone_id = u.zone_id and place.unit_id = u.id and place.valid @> ${day}::date
    where u.zone_id = ${zoneId}::uuid and u.kind = 'carrier' and not u.register_only
      and (${scope} = 'carriers' or u.attributes -> 'has_incubation' = 'true')`;

interface OpenedSums {
  readonly zoneId: string;
  readonly periodId: string;
  readonly formId: string;
  readonly starts: string;
  readonly pages: number;
}

/** Opens the sums of a period with who is due, one row per carrier, stage and page. */
export function openSums(db: Db, { zoneId, periodId, formId, starts, pages }: OpenedSums) {
  return sql`
    insert into app.fact_sum (zone_id, form_id, period_start, carrier_id, stage, page, sub_park_id, scope_path, owner_id, due, reported)
    select s.zone_id, ${formId}, ${starts}::date, s.carrier_id, stage.name, page.n, s.sub_park_id, place.path, null, count(*), 0
    from app.submission s
    join app.unit_place place on place.zone_id = s.zone_id and place.unit_id = s.carrier_id and place.valid @> s.drawn_on
    cross join (values ('reported'), ('accepted')) as stage (name)
    cross join generate_series(1, ${pages}::int) as page (n)
    where s.zone_id = ${zoneId}::uuid and s.period_id = ${periodId}::uuid
    group by s.zone_id, s.carrier_id, s.sub_park_id, place.path, stage.name, page.n`.execute(db);
}

/** How many reports were submitted but neither accepted nor sent back. */
export async function countUnfinished(db: Db, zoneId: string, periodId: string): Promise<number> {
  const row = await db
    .selectFrom('submission as s')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('s.zone_id', '=', zoneId)
    .where('s.period_id', '=', periodId)
    .where('s.status', 'in', ['submitted', 'reviewed'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
