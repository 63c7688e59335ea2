import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

export interface NewEntered {
  readonly zoneId: string;
  readonly id: string;
  readonly valueId: string;
  readonly unitId: string;
  readonly scopePath: string;
  readonly period: string;
  readonly value: string;
  readonly measuredIn: string;
  readonly document: string;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

/** A statement has at most 65,535 parameters. */
const ROWS_AT_ONCE = 4_000;

export async function insertManyEntered(db: Db, values: readonly NewEntered[]): Promise<void> {
  const rows = values.map((value) => ({
    zone_id: value.zoneId,
    id: value.id,
    value_id: value.valueId,
    unit_id: value.unitId,
    period_code: value.period,
    value: value.value,
    unit: value.measuredIn,
    source_document: value.document,
    entered_by: value.memberId,
    entered_at: value.now,
    scope_path: value.scopePath,
    request_id: value.requestId,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('entered_value')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

/** Entered values by id, with who entered them. */
export function findEntered(db: Db, zoneId: string, ids: readonly string[]) {
  return db
    .selectFrom('entered_value as v')
    .select(['v.id', 'v.entered_by', 'v.scope_path', 'v.value_id'])
    .where('v.zone_id', '=', zoneId)
    .where(sql<boolean>`v.id = any(${ids}::uuid[])`)
    .execute();
}

export interface NewAcceptance {
  readonly zoneId: string;
  readonly id: string;
  readonly scopePath: string;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

export function insertAcceptances(db: Db, acceptances: readonly NewAcceptance[]) {
  const rows = acceptances.map((a) => ({
    zone_id: a.zoneId,
    entered_value_id: a.id,
    accepted_by: a.memberId,
    accepted_at: a.now,
    scope_path: a.scopePath,
    request_id: a.requestId,
  }));
  return db
    .insertInto('entered_value_acceptance')
    .values(rows)
    .onConflict((on) => on.columns(['zone_id', 'entered_value_id']).doNothing())
    .execute();
}
