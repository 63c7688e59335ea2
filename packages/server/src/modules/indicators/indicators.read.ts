import type { Figure, Stage } from '@yuanheng/contract';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { Workings } from './compute.ts';
import { enteredAsOf } from './entered.views.ts';
import { indicatorsPolicy } from './indicators.policy.ts';
import { type PlacedUnit, indicatorWords, toFigure, unitFrom, unitsInReach } from './reading.ts';

const asOfFrom = (ctx: Context, asOf: string | undefined) => (asOf === undefined ? ctx.now : new Date(asOf));

export const listUnits = readOperation({
  name: 'indicators.units',
  rights: indicatorsPolicy['indicators.units'],
  run: async (ctx) => {
    ctx.may('rows');
    const units = await unitsInReach(ctx);
    return {
      rows: units.map(({ id, code, kind, name, needsReview }) => ({ id, code, kind, name, needsReview })),
    };
  },
});

const BOTH: readonly Stage[] = ['reported', 'accepted'];

interface ValuesInput {
  readonly unit?: string | undefined;
  readonly periods: readonly string[];
  readonly ids?: readonly string[] | undefined;
  readonly asOf?: string | undefined;
}

/** Figures of one unit, reported beside accepted. */
export const readValues = readOperation({
  name: 'indicators.values',
  rights: indicatorsPolicy['indicators.values'],
  run: async (ctx, { unit: code, periods, ids, asOf: asked }: ValuesInput) => {
    const unit = unitFrom(ctx, await unitsInReach(ctx), code);
    const workings = await Workings.open(ctx, { asOf: asOfFrom(ctx, asked), purpose: 'figures' });
    const indicators = workings.indicators.filter(({ id, level }) =>
      ids ? ids.includes(id) : level === undefined,
    );
    const rows: Figure[] = [];
    for (const indicator of indicators) {
      for (const period of periods) {
        for (const stage of BOTH) {
          const worked = await workings.figure(indicator, { place: unit, period, stage });
          rows.push(toFigure(worked, { indicator, unitId: unit.id, period, stage, asOf: workings.asOf }));
        }
      }
    }
    return {
      indicators: indicators.map(indicatorWords),
      rows,
      total: rows.length,
      asOf: workings.asOf.toISOString(),
    };
  },
});

/** One period across the zone's sub-parks, or a sub-park's carriers. */
export const readTable = readOperation({
  name: 'indicators.table',
  rights: indicatorsPolicy['indicators.table'],
  run: async (
    ctx,
    {
      period,
      stage,
      asOf: asked,
    }: { readonly period: string; readonly stage: Stage; readonly asOf?: string | undefined },
  ) => {
    const all = await unitsInReach(ctx);
    const own = unitFrom(ctx, all, undefined);
    const units: PlacedUnit[] = [own, ...all.filter((unit) => unit.parentId === own.id)];
    const workings = await Workings.open(ctx, { asOf: asOfFrom(ctx, asked), purpose: 'figures' });
    const indicators = workings.indicators.filter(({ level }) => level === undefined);
    const rows: Figure[] = [];
    for (const indicator of indicators) {
      for (const unit of units) {
        const worked = await workings.figure(indicator, { place: unit, period, stage });
        rows.push(toFigure(worked, { indicator, unitId: unit.id, period, stage, asOf: workings.asOf }));
      }
    }
    return {
      units: units.map(({ path: _p, parentId: _i, ...unit }) => unit),
      indicators: indicators.map(indicatorWords),
      rows,
      total: rows.length,
      asOf: workings.asOf.toISOString(),
    };
  },
});

export const listEntered = readOperation({
  name: 'indicators.listEntered',
  rights: indicatorsPolicy['indicators.listEntered'],
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period?: string | undefined; readonly asOf?: string | undefined },
  ) => {
    ctx.may('rows');
    const asOf = asOfFrom(ctx, asked);
    const workings = await Workings.open(ctx, { asOf, purpose: 'figures' });
    const names = new Map(workings.indicators.map(({ id, name }) => [id, name]));
    const entered = await enteredAsOf(ctx.db, { zoneId: ctx.actor.zoneId, asOf, period });
    // values of carriers' evaluation stand with the evaluation itself
    const ofCarriers = new Set(
      workings.indicators.filter(({ level }) => level === 'carrier').flatMap(enteredIn),
    );
    const rows = entered
      .filter(({ valueId }) => !ofCarriers.has(valueId))
      .map((row) => ({
        id: row.id,
        valueId: row.valueId,
        name: names.get(row.valueId) ?? {
          zh: `基期 ${row.valueId.replace('baseline-', '')}`,
          en: `Baseline ${row.valueId.replace('baseline-', '')}`,
        },
        unit: { id: row.unitId, code: row.unitCode, name: row.unitName },
        period: row.period,
        value: row.value,
        measuredIn: row.measuredIn,
        document: row.document,
        enteredBy: row.by,
        enteredAt: row.at.toISOString(),
        acceptedBy: row.acceptedBy,
        acceptedAt: row.acceptedAt?.toISOString() ?? null,
      }));
    return {
      rows,
      total: rows.length,
      ofCarriers: entered.length - rows.length,
      asOf: asOf.toISOString(),
      enterable: enterableOf(workings),
    };
  },
});

const enteredIn = ({ measures }: Workings['indicators'][number]): string[] =>
  Object.values(measures).flatMap((measure) => ('entered' in measure ? [measure.entered] : []));

function enterableOf({ indicators }: Workings) {
  const others = indicators.filter(({ level }) => level !== 'carrier');
  const measures = others.flatMap(({ name, measures: parts }) =>
    Object.values(parts).flatMap((measure) =>
      'entered' in measure ? [{ valueId: measure.entered, name, unit: measure.unit }] : [],
    ),
  );
  return measures.filter(({ valueId }, i) => measures.findIndex((other) => other.valueId === valueId) === i);
}
