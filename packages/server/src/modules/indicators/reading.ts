import type { Explanation, Figure, Stage, UnitRef } from '@yuanheng/contract';
import { decimal } from '@yuanheng/engine/formula';
import type { Indicator } from '@yuanheng/park';
import type { Context } from '../../kernel/operation/operation.ts';
import { isWithin } from '../../kernel/actor.ts';
import { problem } from '../../kernel/problem.ts';
import { placedUnits } from '../organisation/index.ts';
import { WITHHELD } from './official.ts';
import type { Worked } from './worked.ts';

export type PlacedUnit = UnitRef & { readonly path: string; readonly parentId: string | null };

/** The units whose figures the actor may read, today's tree; the actor's own place first. */
export async function unitsInReach(ctx: Context): Promise<PlacedUnit[]> {
  const rows = await placedUnits(ctx.db, ctx.actor.zoneId, ctx.today);
  const units = rows.map((row): PlacedUnit => ({
    id: row.id,
    code: row.code,
    kind: row.kind as UnitRef['kind'],
    name: { zh: row.short_zh, en: row.short_en },
    needsReview: row.needs_review,
    path: row.path,
    parentId: row.parent_id,
  }));
  return units.filter((unit) => isWithin(ctx.actor.placePath, unit.path));
}

/** A unit by its code, or the actor's own place; refused outside it. */
export function unitFrom(ctx: Context, units: readonly PlacedUnit[], code: string | undefined): PlacedUnit {
  const unit = code === undefined ? units[0] : units.find((candidate) => candidate.code === code);
  if (!unit) throw problem('NOT_FOUND', { what: 'unit', id: code ?? '' });
  ctx.may({ scopePath: unit.path, ownerId: null });
  return unit;
}

export function indicatorWords(indicator: Indicator): Explanation['indicator'] {
  const { id, name, unit, decimals, direction, kind, version, needs_review: review } = indicator;
  return {
    id,
    name,
    unit,
    decimals,
    direction,
    kind,
    version,
    needsReview: review ? `${review.what}（${review.who}）` : null,
  };
}

interface Of {
  readonly indicator: Indicator;
  readonly unitId: string;
  readonly period: string;
  readonly stage: Stage;
  readonly asOf: Date;
}

export function toFigure(worked: Worked, { indicator, unitId, period, stage, asOf }: Of): Figure {
  return {
    indicatorId: indicator.id,
    unitId,
    period,
    stage,
    value: worked.value?.toString() ?? null,
    coverage: worked.coverage,
    version: indicator.version,
    asOf: asOf.toISOString(),
    withheld: worked.withheld ? WITHHELD : null,
  };
}

/** Decimal text with a comma at every thousand. */
const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.');
  const thousands = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};

/** The formula with the measures' values in place of their names, longest names first. */
export function withNumbers(
  formula: string,
  measures: readonly { readonly name: string; readonly value: string | null; readonly unit: string }[],
): string {
  const longestFirst = measures.toSorted((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce(
    (text, { name, value, unit }) =>
      text.replaceAll(name, value === null ? '—' : `${grouped(decimal(value).toString())} ${unit}`),
    formula,
  );
}
