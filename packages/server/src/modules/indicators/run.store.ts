import type { Stage } from '@yuanheng/contract';
import type { Db } from '../../kernel/db/pool.ts';

export interface NewRun {
  readonly zoneId: string;
  readonly id: string;
  readonly period: string;
  readonly asOf: Date;
  readonly cause: string;
  readonly requestId: string;
}

export function insertRun(db: Db, { zoneId, id, period, asOf, cause, requestId }: NewRun) {
  return db
    .insertInto('indicator_run')
    .values({ zone_id: zoneId, id, period_code: period, as_of: asOf, cause, request_id: requestId })
    .execute();
}

/** What a value was computed from. */
export interface RunInputs {
  /** The form and period whose reports were read; null: entered values only. */
  readonly form: string | null;
  readonly reportsOf: string | null;
  readonly coverage: { readonly due: number; readonly reported: number } | null;
  readonly measures: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly unit: string;
    /** The entered value that was taken. */
    readonly enteredId: string | null;
    /** How many enterprises' reports were added up. */
    readonly enterprises: number;
    /** Whether those reports were official statistics; absent in runs of earlier versions, whose forms were not. */
    readonly official?: boolean;
  }[];
}

export interface NewRunValue {
  readonly indicatorId: string;
  readonly version: number;
  readonly unitId: string;
  readonly scopePath: string;
  readonly stage: Stage;
  readonly value: string | null;
  readonly inputs: RunInputs;
}

/** A statement has at most 65,535 parameters. */
const ROWS_AT_ONCE = 5_000;

export async function insertRunValues(
  db: Db,
  { zoneId, runId }: { zoneId: string; runId: string },
  values: readonly NewRunValue[],
): Promise<void> {
  const rows = values.map((value) => ({
    zone_id: zoneId,
    run_id: runId,
    indicator_id: value.indicatorId,
    unit_id: value.unitId,
    stage: value.stage,
    indicator_version: value.version,
    value: value.value,
    inputs: JSON.stringify(value.inputs),
    scope_path: value.scopePath,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('indicator_value')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}
