import type { TargetProgress } from '@yuanheng/contract';
import { addDays, lastQuarterOfYear, periodOf, shiftPeriod } from '@yuanheng/engine/calendar';
import { decimal } from '@yuanheng/engine/formula';
import { type Aim, type StatusRule, plannedOn, targetStatus } from '@yuanheng/engine/statistics';
import type { Target } from '@yuanheng/park';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { dayOf } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { Workings } from '../indicators/index.ts';
import { placedUnits } from '../organisation/index.ts';
import { planPolicy } from './plan.policy.ts';
import { type PlanContent, getPlan, planInForce, statusRule, toTarget } from './plan.views.ts';

export const readPlan = readOperation({
  name: 'plan.read',
  rights: planPolicy['plan.read'],
  run: async (ctx) => {
    ctx.may('zone');
    const { plan, targets } = await getPlan(ctx, ctx.today);
    return {
      id: plan.id,
      title: plan.title,
      documentNumber: plan.document_number,
      issuer: plan.issuer,
      issued: plan.issued,
      lines: plan.content.split('\n'),
      outline: plan.outline,
      targets: targets.map(toTarget),
    };
  },
});

/** Baselines are those at the end of the year before the plan. */
const baselinePeriod = ({ plan }: PlanContent): string => lastQuarterOfYear(plan.period.from - 1).code;

/** Targets with baseline, actual value, planned path and status by the park's rule. */
export const readProgress = readOperation({
  name: 'plan.progress',
  rights: planPolicy['plan.progress'],
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period: string; readonly asOf?: string | undefined },
  ) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const asOf = asked === undefined ? ctx.now : new Date(asked);
    const plan = await getPlan(ctx, dayOf(asOf));
    const codes = quartersBetween(baselinePeriod(plan), period);
    const rule = await statusRule(ctx.db, zoneId);
    const workings = await Workings.open(ctx, { asOf, purpose: 'figures' });
    const zoneUnitId = await zoneUnit(ctx);
    const limits = { onTrackFrom: rule.on_track_from, atRiskFrom: rule.at_risk_from };
    const rows: TargetProgress[] = [];
    for (const target of plan.targets)
      rows.push(await progressOf(workings, { target, zoneUnitId, codes, rule: limits }));
    return {
      asOf: asOf.toISOString(),
      period,
      rule: { ...limits, needsReview: rule.needs_review ?? null },
      rows,
    };
  },
});

async function zoneUnit(ctx: Context): Promise<string> {
  const zone = (await placedUnits(ctx.db, ctx.actor.zoneId, ctx.today)).find((unit) => unit.kind === 'zone');
  if (!zone) throw problem('NOT_FOUND', { what: 'unit', id: '' });
  return zone.id;
}

/** The targets of some indicators as they are judged in a period from what was known at an instant. */
export async function judgeTargets(
  ctx: Context,
  { period, asOf, indicatorIds }: { period: string; asOf: Date; indicatorIds: readonly string[] },
): Promise<TargetProgress[]> {
  const { zoneId } = ctx.actor;
  const found = await planInForce(ctx.db, zoneId, dayOf(asOf));
  const targets =
    found?.targets.filter(({ indicator }) => indicator && indicatorIds.includes(indicator)) ?? [];
  if (targets.length === 0) return [];
  const rule = await statusRule(ctx.db, zoneId);
  const workings = await Workings.open(ctx, { asOf, purpose: 'figures' });
  const zoneUnitId = await zoneUnit(ctx);
  const limits = { onTrackFrom: rule.on_track_from, atRiskFrom: rule.at_risk_from };
  const rows: TargetProgress[] = [];
  for (const target of targets)
    rows.push(await progressOf(workings, { target, zoneUnitId, codes: [period], rule: limits }));
  return rows;
}

interface Of {
  readonly target: Target;
  readonly zoneUnitId: string;
  /** The quarters of the path, the last one the figure's own. */
  readonly codes: readonly string[];
  readonly rule: StatusRule;
}

async function progressOf(
  workings: Workings,
  { target, zoneUnitId, codes, rule }: Of,
): Promise<TargetProgress> {
  const baseline = baselineOf(workings, target, zoneUnitId);
  const aim: Aim = {
    comparator: target.comparator,
    value: decimal(target.value),
    deadline: target.deadline ?? null,
    baseline: baseline && { value: decimal(baseline.value), on: baseline.on },
  };
  const indicator = workings.indicators.find(({ id }) => id === target.indicator);
  const at = (code: string, stage: 'reported' | 'accepted') =>
    indicator
      ? workings.figure(indicator, { place: { id: zoneUnitId, kind: 'zone' }, period: code, stage })
      : null;
  const path = [];
  for (const code of codes) {
    const value = (await at(code, 'reported'))?.value ?? null;
    const ends = addDays(periodOf(code).ends, -1);
    path.push({
      period: code,
      ends,
      value: value?.toString() ?? null,
      planned: plannedOn(aim, ends)?.toString() ?? null,
    });
  }
  const last = path.at(-1);
  const actual = last?.value ? decimal(last.value) : null;
  const judged = targetStatus(aim, actual, { day: last?.ends ?? '', rule });
  const previous = codes.at(-2);
  const accepted = previous && indicator ? ((await at(previous, 'accepted'))?.value ?? null) : null;
  return {
    target: toTarget(target),
    baseline,
    actual: indicator
      ? {
          period: codes.at(-1) ?? '',
          value: actual?.toString() ?? null,
          decimals: indicator.decimals,
          accepted: accepted && previous ? { period: previous, value: accepted.toString() } : null,
        }
      : null,
    planned: judged.planned?.toString() ?? null,
    share: judged.share?.toString() ?? null,
    status: judged.status,
    path: indicator ? path : [],
  };
}

/** A baseline counts once a second person has accepted it. */
function baselineOf(workings: Workings, target: Target, zoneUnitId: string): TargetProgress['baseline'] {
  const row = workings.entered.find(
    (value) =>
      value.valueId === `baseline-${target.id}` && value.unitId === zoneUnitId && value.acceptedAt !== null,
  );
  return row
    ? { value: row.value, on: addDays(periodOf(row.period).ends, -1), document: row.document }
    : null;
}

/** From one quarter to another, both included; the last one alone when it comes before the first. */
function quartersBetween(first: string, last: string): string[] {
  const codes = [last];
  for (let at = shiftPeriod(periodOf(last), -1); at.code >= first; at = shiftPeriod(at, -1))
    codes.unshift(at.code);
  return codes;
}
