import type { EvaluationResult, NodeScore, SchemeNode, Stage, UnitRef } from '@yuanheng/contract';
import {
  type EvaluationResult as Scores,
  type Table,
  alternatives,
  evaluateScheme,
  isGroup,
  recordScore,
} from '@yuanheng/engine/evaluation';
import { type SchemeFile, leavesOf, schemeOf } from '@yuanheng/park';
import { addDays, periodOf, shiftPeriod } from '@yuanheng/engine/calendar';
import { type Context, readOperation, writeOperation } from '../../kernel/operation/operation.ts';
import type { Rights } from '../../kernel/operation/rights.ts';
import { dayOf } from '../../kernel/clock.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import { Workings, recordRun } from '../indicators/index.ts';
import { placedUnits } from '../organisation/index.ts';
import { findRound, insertRound, insertScores, listRoundsOf, scoresOf } from './round.store.ts';
import { findScheme, schemeInForce } from './scheme.store.ts';

/** Results are for the whole 1+5 management; previews read facts of all sub-parks and are the office's. */
export const evaluationPolicy = {
  'evaluation.listRounds': { office: 'zone', 'sub-park': 'zone', leader: 'zone' },
  'evaluation.result': { office: 'zone', 'sub-park': 'zone', leader: 'zone' },
  'evaluation.closeRound': { office: 'zone' },
} as const satisfies Record<string, Rights>;

/** What this evaluation ranks; a park has one scheme for it at a time. */
const LEVEL = 'sub-park';
type Source = 'reported' | 'entered' | 'missing';

interface Computed {
  readonly scheme: SchemeFile;
  readonly units: readonly UnitRef[];
  readonly scores: readonly NodeScore[];
  readonly table: Table;
}

/**
 * The version that a period is evaluated by: in force on its last day, or on the day that is read when that is earlier.
 * A version that comes into force after a year does not evaluate it.
 */
async function schemeFor(
  ctx: Context,
  at: { readonly period: string; readonly asOf: Date },
): Promise<SchemeFile> {
  const scheme = await findSchemeFor(ctx, at);
  if (!scheme) throw problem('NOT_FOUND', { what: 'scheme in force', id: lastDay(at) });
  return scheme;
}

export const findSchemeFor = (ctx: Context, at: { readonly period: string; readonly asOf: Date }) =>
  schemeInForce(ctx.db, ctx.actor.zoneId, { level: LEVEL, day: lastDay(at) });

function lastDay({ period, asOf }: { readonly period: string; readonly asOf: Date }): string {
  const [day = ''] = [dayOf(asOf), addDays(periodOf(period).ends, -1)].toSorted();
  return day;
}

/** The version that a closed round was computed by. */
export async function getScheme(ctx: Context, round: Round): Promise<SchemeFile> {
  const { scheme_id: schemeId, scheme_version: version } = round;
  const scheme = await findScheme(ctx.db, ctx.actor.zoneId, { schemeId, version });
  if (!scheme) throw problem('NOT_FOUND', { what: 'scheme', id: schemeId });
  return scheme;
}

async function subParks(ctx: Context, day: string): Promise<UnitRef[]> {
  const rows = await placedUnits(ctx.db, ctx.actor.zoneId, day);
  return rows
    .filter((row) => row.kind === 'sub-park')
    .map((row) => ({
      id: row.id,
      code: row.code,
      kind: 'sub-park',
      name: { zh: row.short_zh, en: row.short_en },
      needsReview: row.needs_review,
    }));
}

/**
 * Scores of all sub-parks from what was known at an instant, with what each leaf rests on: a preview reads what was
 * reported, a round that is recorded only what was accepted.
 */
export async function computeRound(
  ctx: Context,
  { scheme, period, stage, asOf }: { scheme: SchemeFile; period: string; stage: Stage; asOf: Date },
): Promise<Computed> {
  const units = await subParks(ctx, dayOf(asOf));
  const workings = await Workings.open(ctx, { asOf, purpose: 'evaluation' });
  const columns: Record<string, (number | null)[]> = {};
  const inputs = new Map<string, { input: string | null; source: Source }>();
  for (const leaf of leavesOf(scheme)) {
    const indicator = workings.indicators.find(({ id }) => id === leaf.indicator);
    const column: (number | null)[] = [];
    for (const unit of units) {
      const worked = indicator
        ? await workings.figure(indicator, {
            place: { id: unit.id, kind: 'sub-park' },
            period,
            stage,
          })
        : null;
      const value = worked?.value ?? null;
      const source: Source = value === null ? 'missing' : worked?.coverage ? 'reported' : 'entered';
      inputs.set(`${unit.id} ${leaf.id}`, { input: value?.toString() ?? null, source });
      column.push(value?.toNumber() ?? null);
    }
    columns[leaf.indicator] = column;
  }
  const table = { units: units.map(({ id }) => id), columns };
  const result = evaluateScheme(schemeOf(scheme), table);
  return { scheme, units, table, scores: recorded(result, units, inputs) };
}

function recorded(
  result: Scores,
  units: readonly UnitRef[],
  inputs: ReadonlyMap<string, { input: string | null; source: Source }>,
): NodeScore[] {
  const text = (score: number | null | undefined) =>
    score === null || score === undefined ? null : recordScore(score);
  return result.nodes.flatMap((node) =>
    units.map((unit, i) => ({
      unitId: unit.id,
      node: node.id,
      score: text(node.scores[i]),
      contribution: text(node.contributions[i]),
      rank: node.ranks[i] ?? null,
      ...(inputs.get(`${unit.id} ${node.id}`) ?? { input: null, source: null }),
    })),
  );
}

function nodesOf(scheme: SchemeFile): SchemeNode[] {
  const leaves = new Map(leavesOf(scheme).map((leaf) => [leaf.id, leaf]));
  const tree = schemeOf(scheme);
  return tree.nodes.map((node) => {
    const leaf = leaves.get(node.id);
    return {
      id: node.id,
      name: node.name ?? scheme.name,
      parent: tree.nodes.find((other) => isGroup(other) && other.children.includes(node.id))?.id ?? null,
      weight: node.id === scheme.id ? 100 : node.weight,
      indicatorId: leaf?.indicator ?? null,
      unit: leaf?.unit ?? null,
      worst: leaf?.goalposts?.worst ?? null,
      best: leaf?.goalposts?.best ?? null,
      basis: leaf?.basis ?? null,
    };
  });
}

/** Ranks under equal weights and under geometric means, beside the scheme's own. */
function besides({ scheme, table }: Pick<Computed, 'scheme' | 'table'>): EvaluationResult['alternatives'] {
  const { equal, geometric } = alternatives(schemeOf(scheme));
  const whole = (variant: typeof equal) => {
    const [root] = evaluateScheme(variant, table).nodes;
    return table.units.map((unitId, i) => ({
      unitId,
      score: root?.scores[i] == null ? null : recordScore(root.scores[i]),
      rank: root?.ranks[i] ?? null,
    }));
  };
  return { equal: whole(equal), geometric: whole(geometric) };
}

/** Share of all weight by what it rests on, averaged over the units. */
function sharesOf(
  scheme: SchemeFile,
  scores: readonly NodeScore[],
  units: number,
): EvaluationResult['weightShares'] {
  const weights = new Map(leavesOf(scheme).map(({ id, weight }) => [id, weight]));
  const share = (source: Source) =>
    scores
      .filter((score) => score.source === source)
      .reduce((sum, score) => sum + (weights.get(score.node) ?? 0), 0) /
    (100 * units);
  return { reported: share('reported'), entered: share('entered'), missing: share('missing') };
}

/** The best unit first; those without a rank last. */
function byRank(scheme: SchemeFile, units: readonly UnitRef[], scores: readonly NodeScore[]): UnitRef[] {
  const ranks = new Map(
    scores.filter(({ node }) => node === scheme.id).map(({ unitId, rank }) => [unitId, rank ?? Infinity]),
  );
  return units.toSorted((a, b) => (ranks.get(a.id) ?? Infinity) - (ranks.get(b.id) ?? Infinity));
}

function assemble(
  at: Omit<Computed, 'scores'> & { scores: readonly NodeScore[] },
  head: Pick<EvaluationResult, 'period' | 'state' | 'asOf' | 'closedAt' | 'closedBy'>,
): EvaluationResult {
  const { scheme, units, scores } = at;
  return {
    ...head,
    schemeId: scheme.id,
    schemeVersion: scheme.version,
    schemeName: scheme.name,
    inForceFrom: scheme.in_force_from,
    needsReview: scheme.needs_review ? `${scheme.needs_review.what}（${scheme.needs_review.who}）` : null,
    units: byRank(scheme, units, scores),
    nodes: nodesOf(scheme),
    scores: [...scores],
    alternatives: besides(at),
    robustness: 'not-assessed',
    weightShares: sharesOf(scheme, scores, units.length),
    missingLimitPercent: scheme.recipe.missing.at_most_percent,
  };
}

export const listRounds = readOperation({
  name: 'evaluation.listRounds',
  rights: evaluationPolicy['evaluation.listRounds'],
  run: async (ctx) => {
    ctx.may('zone');
    const closed = (await listRoundsOf(ctx.db, ctx.actor.zoneId)).map((row) => ({
      period: row.period_code,
      state: 'closed' as const,
    }));
    const years = [0, -1].map((by) => shiftPeriod(periodOf(ctx.today.slice(0, 4)), by).code);
    const preview: { period: string; state: 'preview' }[] = [];
    // a preview reads the reports of every sub-park, which only a reader of the whole zone may
    if (ctx.actor.placePath === '/')
      for (const period of years.filter((year) => !closed.some((round) => round.period === year)))
        if (await findSchemeFor(ctx, { period, asOf: ctx.now })) preview.push({ period, state: 'preview' });
    return { rows: [...preview, ...closed] };
  },
});

export const readResult = readOperation({
  name: 'evaluation.result',
  rights: evaluationPolicy['evaluation.result'],
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period: string; readonly asOf?: string | undefined },
  ): Promise<EvaluationResult> => {
    ctx.may('zone');
    const asOf = asked === undefined ? ctx.now : new Date(asked);
    const round = await findRound(ctx.db, ctx.actor.zoneId, period);
    if (round && round.closed_at <= asOf) return await closedResult(ctx, round);
    ctx.may(ctx.actor.placePath === '/' ? 'zone' : { scopePath: '/', ownerId: null });
    if (ctx.actor.placePath !== '/') throw problem('NOT_FOUND', { what: 'closed round', id: period });
    const scheme = await schemeFor(ctx, { period, asOf });
    const computed = await computeRound(ctx, { scheme, period, stage: 'reported', asOf });
    return assemble(computed, {
      period,
      state: 'preview',
      asOf: asOf.toISOString(),
      closedAt: null,
      closedBy: null,
    });
  },
});

type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>;

/** A closed round as it was recorded; only the alternatives beside it are computed, from the recorded inputs. */
async function closedResult(ctx: Context, round: Round): Promise<EvaluationResult> {
  const scheme = await getScheme(ctx, round);
  const units = await subParks(ctx, dayOf(round.as_of));
  const rows = await scoresOf(ctx.db, ctx.actor.zoneId, round.id);
  const scores = rows.map(({ unit_id, source, ...row }) => ({
    unitId: unit_id,
    source: source as NodeScore['source'],
    ...row,
  }));
  const columns = Object.fromEntries(
    leavesOf(scheme).map((leaf) => [
      leaf.indicator,
      units.map((unit) => {
        const input = scores.find((score) => score.unitId === unit.id && score.node === leaf.id)?.input;
        return input == null ? null : Number(input);
      }),
    ]),
  );
  const table = { units: units.map(({ id }) => id), columns };
  return assemble(
    { scheme, units, scores, table },
    {
      period: round.period_code,
      state: 'closed',
      asOf: round.as_of.toISOString(),
      closedAt: round.closed_at.toISOString(),
      closedBy: round.display_name,
    },
  );
}

/** Records a round as it is computed from what is known now. */
export const closeRound = writeOperation({
  name: 'evaluation.closeRound',
  rights: evaluationPolicy['evaluation.closeRound'],
  run: async (ctx, { period }: { readonly period: string }) => {
    ctx.may('zone');
    const { zoneId, memberId } = ctx.actor;
    if (await findRound(ctx.db, zoneId, period)) throw problem('ROUND_NOT_OPEN', { round: period });
    if (ctx.today <= addDays(periodOf(period).ends, -1))
      throw problem('PERIOD_NOT_YET', { period, opensOn: periodOf(period).ends });
    const scheme = await schemeFor(ctx, { period, asOf: ctx.now });
    const computed = await computeRound(ctx, { scheme, period, stage: 'accepted', asOf: ctx.now });
    const roundId = uuidv7(ctx.now);
    await insertRound(ctx.db, {
      zoneId,
      id: roundId,
      schemeId: scheme.id,
      schemeVersion: scheme.version,
      period,
      asOf: ctx.now,
      memberId,
      requestId: ctx.requestId,
    });
    await insertScores(ctx.db, { zoneId, roundId }, computed.scores);
    await recordRun(ctx, { period, cause: 'round-closed' });
    ctx.audit.add({
      subjectKind: 'evaluation-round',
      subjectId: roundId,
      scopePath: '/',
      detail: { period, scheme: scheme.id, version: scheme.version },
    });
    return { roundId };
  },
});

/** Computes a closed round again from what was known then, and says where it differs from the record. */
export const recomputeRound = readOperation({
  name: 'evaluation.recompute',
  rights: { office: 'zone', 'audit-admin': 'zone', 'system-admin': 'zone' },
  oneSnapshot: true,
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period: string; readonly asOf?: string | undefined },
  ) => {
    ctx.may('zone');
    const round = await findRound(ctx.db, ctx.actor.zoneId, period);
    if (!round) throw problem('NOT_FOUND', { what: 'closed round', id: period });
    const scheme = await getScheme(ctx, round);
    const asOf = asked === undefined ? round.as_of : new Date(asked);
    const { scores, units } = await computeRound(ctx, { scheme, period, stage: 'accepted', asOf });
    const before = await scoresOf(ctx.db, ctx.actor.zoneId, round.id);
    const differences = scores.flatMap((score) => {
      const old = before.find((row) => row.unit_id === score.unitId && row.node === score.node);
      return old?.score === score.score && old?.rank === score.rank
        ? []
        : [
            {
              unit: units.find(({ id }) => id === score.unitId)?.code ?? '',
              node: score.node,
              recorded: { score: old?.score ?? null, rank: old?.rank ?? null },
              recomputed: { score: score.score, rank: score.rank },
            },
          ];
    });
    return {
      period,
      schemeVersion: scheme.version,
      asOf: asOf.toISOString(),
      scores: scores.length,
      identical: differences.length === 0,
      differences,
    };
  },
});
