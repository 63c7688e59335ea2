import type { Stage } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { RunInputs } from './run.store.ts';

export interface RecordedValue {
  readonly id: string;
  readonly cause: string;
  readonly at: Date;
  readonly version: number;
  readonly value: string | null;
  readonly inputs: RunInputs;
}

interface Question {
  readonly zoneId: string;
  readonly indicatorId: string;
  readonly unitId: string;
  readonly period: string;
  readonly stage: Stage;
  readonly asOf: Date;
}

/** The latest run until an instant that recorded a figure; undefined when its period was not closed by then. */
export async function latestRunOf(db: Db, q: Question): Promise<RecordedValue | undefined> {
  const { rows } = await sql<RecordedValue>`
    select r.id, r.cause, r.as_of as at, v.indicator_version as version, trim_scale(v.value)::text as value, v.inputs
    from app.indicator_run r
    join app.indicator_value v on v.zone_id = r.zone_id and v.run_id = r.id
    where r.zone_id = ${q.zoneId}::uuid and r.period_code = ${q.period} and r.as_of <= ${q.asOf}
      and v.indicator_id = ${q.indicatorId} and v.unit_id = ${q.unitId}::uuid and v.stage = ${q.stage}
    order by r.as_of desc, r.id desc
    limit 1`.execute(db);
  return rows[0];
}
