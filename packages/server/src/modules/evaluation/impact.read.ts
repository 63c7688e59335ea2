import type { Impact, ImpactFigure, ImpactRound, ImpactTarget, Stage, UnitRef } from '@yuanheng/contract';
import { periodOf } from '@yuanheng/engine/calendar';
import { type Indicator, type SchemeFile, leavesOf } from '@yuanheng/park';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import type { Rights } from '../../kernel/operation/rights.ts';
import { problem } from '../../kernel/problem.ts';
import { Workings, readsReports } from '../indicators/index.ts';
import { placedUnits } from '../organisation/index.ts';
import { judgeTargets } from '../plan/index.ts';
import { formInForce, openedPeriods, periodStory } from '../statistics/index.ts';
import { computeRound, findSchemeFor, getScheme } from './evaluation.service.ts';
import { findRound } from './round.store.ts';

export const impactPolicy = {
  'evaluation.impact': { office: 'zone' },
} as const satisfies Record<string, Rights>;

const STAGES: readonly Stage[] = ['accepted', 'reported'];

/** What reopening a period may move, and what it has moved since it was last reopened. */
export const readImpact = readOperation({
  name: 'evaluation.impact',
  rights: impactPolicy['evaluation.impact'],
  oneSnapshot: true,
  run: async (ctx, { periodId }: { readonly periodId: string }): Promise<Impact> => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const story = await periodStory(ctx.db, zoneId, periodId);
    if (!story) throw problem('NOT_FOUND', { what: 'period', id: periodId });
    const { formId, code, reopenedAt } = story;
    const of = periodOf(code);
    const form = await formInForce(ctx.db, zoneId, { formId, day: of.starts });
    const kindOf = (field: string) => form?.fields.find(({ id }) => id === field)?.kind;
    const later = await openedPeriods(ctx.db, { zoneId, formId, from: of.starts });
    const now = await Workings.open(ctx, { asOf: ctx.now, purpose: 'figures' });
    const before = reopenedAt && (await Workings.open(ctx, { asOf: reopenedAt, purpose: 'figures' }));
    const reads = (indicator: Indicator, at: string) =>
      readsReports(indicator, periodOf(at), { formId, kindOf, of });
    const pair: Pair = { now, before: before ?? now };
    const touched = later.flatMap((period) => {
      const indicators = now.indicators.filter((indicator) => reads(indicator, period));
      return indicators.length > 0 ? [{ period, indicators }] : [];
    });
    return {
      formId,
      period: code,
      asOf: ctx.now.toISOString(),
      reopenedAt: reopenedAt?.toISOString() ?? null,
      figures: await figuresOf(pair, touched, await unitsOf(ctx)),
      targets: await targetsOf(ctx, { touched, instants: [reopenedAt ?? ctx.now, ctx.now] }),
      rounds: await roundsOf(ctx, { later, reads, years: [of.year, of.year + 1], since: reopenedAt }),
    };
  },
});

interface Pair {
  readonly now: Workings;
  readonly before: Workings;
}

interface Touched {
  readonly period: string;
  readonly indicators: readonly Indicator[];
}

/** The zone and its sub-parks. */
async function unitsOf(ctx: Context): Promise<UnitRef[]> {
  const rows = await placedUnits(ctx.db, ctx.actor.zoneId, ctx.today);
  return rows.flatMap((row): UnitRef[] =>
    row.kind === 'zone' || row.kind === 'sub-park'
      ? [
          {
            id: row.id,
            code: row.code,
            kind: row.kind,
            name: { zh: row.short_zh, en: row.short_en },
            needsReview: row.needs_review,
          },
        ]
      : [],
  );
}

async function figuresOf(
  { now, before }: Pair,
  touched: readonly Touched[],
  units: readonly UnitRef[],
): Promise<ImpactFigure[]> {
  const figures: ImpactFigure[] = [];
  for (const { period, indicators } of touched)
    for (const indicator of indicators)
      for (const of of units)
        for (const stage of STAGES) {
          if (of.kind === 'carrier' || (indicator.level !== undefined && indicator.level !== of.kind))
            continue;
          const at = { place: { id: of.id, kind: of.kind }, period, stage };
          const was = (await before.figure(indicator, at)).value;
          const is = now === before ? was : (await now.figure(indicator, at)).value;
          figures.push({ ...namesOf(indicator), period, of, stage, before: text(was), now: text(is) });
        }
  return figures;
}

const text = (value: { toString(): string } | null): string | null => value?.toString() ?? null;

const namesOf = ({ id, name, unit, decimals, needs_review: review }: Indicator) => ({
  indicatorId: id,
  name,
  unit,
  decimals,
  needsReview: review ? `${review.what}（${review.who}）` : null,
});

/** Targets whose indicator reads the reports, as they are judged in each touched period. */
async function targetsOf(
  ctx: Context,
  { touched, instants }: { touched: readonly Touched[]; instants: readonly [Date, Date] },
): Promise<ImpactTarget[]> {
  const targets: ImpactTarget[] = [];
  for (const { period, indicators } of touched) {
    const indicatorIds = indicators.map(({ id }) => id);
    const [was, is] = [
      await judgeTargets(ctx, { period, asOf: instants[0], indicatorIds }),
      await judgeTargets(ctx, { period, asOf: instants[1], indicatorIds }),
    ];
    for (const { target, status } of is)
      targets.push({
        targetId: target.id,
        name: target.name,
        period,
        before: was.find((row) => row.target.id === target.id)?.status ?? status,
        now: status,
      });
  }
  return targets;
}

interface RoundsQuestion {
  readonly later: readonly string[];
  readonly reads: (indicator: Indicator, at: string) => boolean;
  readonly years: readonly number[];
  readonly since: Date | null;
}

/** Rounds of the year and of the next one, which may compare with it. */
async function roundsOf(
  ctx: Context,
  { later, reads, years, since }: RoundsQuestion,
): Promise<ImpactRound[]> {
  const rounds: ImpactRound[] = [];
  const indicators = (await Workings.open(ctx, { asOf: ctx.now, purpose: 'figures' })).indicators;
  for (const year of years) {
    const period = String(year);
    const closed = await findRound(ctx.db, ctx.actor.zoneId, period);
    const scheme = closed
      ? await getScheme(ctx, closed)
      : await findSchemeFor(ctx, { period, asOf: ctx.now });
    // a year is evaluated by its last period that was opened
    const last = later.findLast((code) => periodOf(code).year === year);
    if (!scheme || last === undefined) continue;
    const leaves = leavesOf(scheme).filter(({ indicator: id }) =>
      indicators.some((indicator) => indicator.id === id && reads(indicator, last)),
    );
    if (leaves.length === 0) continue;
    const names = leaves.map(({ id, name, weight }) => ({ id, name, weight }));
    const scores = closed ? [] : await scoresOf(ctx, { scheme, period, since });
    const state = closed ? 'closed' : 'preview';
    rounds.push({ period, state, schemeName: scheme.name, leaves: names, scores });
  }
  return rounds;
}

/** The scores of a preview, before and now. */
async function scoresOf(
  ctx: Context,
  { scheme, period, since }: { scheme: SchemeFile; period: string; since: Date | null },
): Promise<ImpactRound['scores']> {
  const at = (asOf: Date) => computeRound(ctx, { scheme, period, stage: 'reported', asOf });
  const now = await at(ctx.now);
  const before = since ? await at(since) : now;
  const whole = ({ scores }: typeof now, unitId: string) =>
    scores.find((score) => score.unitId === unitId && score.node === scheme.id)?.score ?? null;
  return now.units.map((of) => ({ of, before: whole(before, of.id), now: whole(now, of.id) }));
}
