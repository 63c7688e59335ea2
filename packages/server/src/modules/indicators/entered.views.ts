import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';

export interface EnteredRow {
  readonly id: string;
  readonly valueId: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: { zh: string; en: string };
  readonly period: string;
  readonly value: string;
  readonly measuredIn: string;
  readonly document: string;
  readonly by: string;
  readonly at: Date;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
}

interface Question {
  readonly zoneId: string;
  readonly asOf: Date;
  readonly period?: string | undefined;
}

/** Entered values as they were known at an instant, the newest first; an older one for the same unit and period is history. */
export async function enteredAsOf(db: Db, { zoneId, asOf, period }: Question): Promise<EnteredRow[]> {
  const { rows } = await sql<EnteredRow & { unit_zh: string; unit_en: string }>`
    select v.id, v.value_id as "valueId", v.unit_id as "unitId", u.code as "unitCode", u.short_zh as unit_zh, u.short_en as unit_en,
      v.period_code as period, trim_scale(v.value)::text as value, v.unit as "measuredIn", v.source_document as document,
      m.display_name as by, v.entered_at as at, am.display_name as "acceptedBy", a.accepted_at as "acceptedAt"
    from app.entered_value v
    join app.unit u on u.zone_id = v.zone_id and u.id = v.unit_id
    join app.member m on m.zone_id = v.zone_id and m.id = v.entered_by
    left join app.entered_value_acceptance a on a.zone_id = v.zone_id and a.entered_value_id = v.id and a.accepted_at <= ${asOf}
    left join app.member am on am.zone_id = a.zone_id and am.id = a.accepted_by
    where v.zone_id = ${zoneId}::uuid and v.entered_at <= ${asOf} and (${period ?? null}::text is null or v.period_code = ${period ?? null})
    order by v.entered_at desc, v.id desc`.execute(db);
  return rows.map(({ unit_zh, unit_en, ...row }) => ({ ...row, unitName: { zh: unit_zh, en: unit_en } }));
}

/** Entered values by what they are of: the id of the value and the unit's. */
export const enteredOf = (rows: readonly EnteredRow[]): ReadonlyMap<string, readonly EnteredRow[]> =>
  groupBy(rows, ({ valueId, unitId }) => `${valueId} ${unitId}`);
