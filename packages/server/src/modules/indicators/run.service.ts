import type { Stage } from '@yuanheng/contract';
import type { Indicator } from '@yuanheng/park';
import { uuidv7 } from '../../kernel/ids.ts';
import type { WriteContext } from '../../kernel/operation/operation.ts';
import { afterClosing } from '../statistics/index.ts';
import { Workings } from './compute.ts';
import { isOfficial } from './official.ts';
import { type PlacedUnit, unitsInReach } from './reading.ts';
import { type NewRunValue, insertRun, insertRunValues } from './run.store.ts';
import type { Worked } from './worked.ts';

const STAGES: readonly Stage[] = ['reported', 'accepted'];
type Cause = 'period-closed' | 'round-closed';

/**
 * Records every figure of a period as it is computed now, with its formula's version and its inputs. Where neither a
 * report nor an entered value is there, nothing is recorded.
 */
export async function recordRun(
  ctx: WriteContext,
  { period, cause }: { readonly period: string; readonly cause: Cause },
): Promise<void> {
  const { zoneId } = ctx.actor;
  const workings = await Workings.open(ctx, { asOf: ctx.now, purpose: 'figures' });
  const units = await unitsInReach(ctx);
  const id = uuidv7(ctx.now);
  const values: NewRunValue[] = [];
  for (const indicator of workings.indicators)
    for (const unit of units)
      for (const stage of STAGES) {
        const worked = await workings.figure(indicator, { place: unit, period, stage });
        if (worked.value !== null || (worked.coverage?.due ?? 0) > 0)
          values.push(valueOf(worked, { indicator, unit, stage }));
      }
  await insertRun(ctx.db, { zoneId, id, period, asOf: ctx.now, cause, requestId: ctx.requestId });
  await insertRunValues(ctx.db, { zoneId, runId: id }, values);
  ctx.audit.add({
    subjectKind: 'indicator-run',
    subjectId: id,
    scopePath: '/',
    detail: { period, cause, values: values.length },
  });
}

function valueOf(
  worked: Worked,
  { indicator, unit, stage }: { indicator: Indicator; unit: PlacedUnit; stage: Stage },
): NewRunValue {
  return {
    indicatorId: indicator.id,
    version: indicator.version,
    unitId: unit.id,
    scopePath: unit.path,
    stage,
    value: worked.value?.toString() ?? null,
    inputs: {
      form: worked.read?.formId ?? null,
      reportsOf: worked.read?.period.code ?? null,
      coverage: worked.coverage,
      measures: worked.measures.map(({ name, value, unit: measuredIn, entered, shares }) => ({
        name,
        value: value?.toString() ?? null,
        unit: measuredIn,
        enteredId: entered?.id ?? null,
        enterprises: shares.size,
        official: isOfficial({ shares }),
      })),
    },
  };
}

afterClosing((ctx, { code }) => recordRun(ctx, { period: code, cause: 'period-closed' }));
