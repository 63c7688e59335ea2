import type { CarrierResult, CarrierResults } from '@yuanheng/contract';
import { periodOf, shiftPeriod } from '@yuanheng/engine/calendar';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { dayOf } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { OWNERSHIPS, type SchemeFile } from '@yuanheng/park';
import { findScheme } from '../evaluation/index.ts';
import { type CarrierOnRow, carrierPath, carriersOn } from '../organisation/index.ts';
import { carriersPolicy } from './carriers.policy.ts';
import { type Graded, carrierSchemes, computeRound, rosterOf } from './compute.ts';
import { type Before, bandsOf, headOf, toKind, toNodes, toRow } from './present.ts';
import type { Occurred, SchemeOfRound } from './round.store.ts';
import { type RoundRow, resultsOf, roundsAsOf, scoresOf } from './round.views.ts';

const asOfFrom = (ctx: Context, asOf: string | undefined) => (asOf === undefined ? ctx.now : new Date(asOf));
const isWholeZone = (ctx: Context) => ctx.actor.placePath === '/';

/** Closed years, and for who sees the whole zone the years that can be previewed. */
export const listCarrierRounds = readOperation({
  name: 'carriers.rounds',
  rights: carriersPolicy['carriers.rounds'],
  run: async (ctx) => {
    ctx.may('rows');
    const closed = await roundsAsOf(ctx.db, { zoneId: ctx.actor.zoneId, asOf: ctx.now });
    const rows = closed.map(({ period }) => ({ period, state: 'closed' as const })).toReversed();
    if (!isWholeZone(ctx)) return { rows };
    const years = [0, -1].map((by) => shiftPeriod(periodOf(ctx.today.slice(0, 4)), by).code);
    const preview: { period: string; state: 'preview' }[] = [];
    for (const period of years.filter((year) => !closed.some((round) => round.period === year)))
      if ((await carrierSchemes(ctx, { period, asOf: ctx.now })).length > 0)
        preview.push({ period, state: 'preview' });
    return { rows: [...preview, ...rows] };
  },
});

export async function schemesOf(ctx: Context, schemes: readonly SchemeOfRound[]): Promise<SchemeFile[]> {
  const found: SchemeFile[] = [];
  for (const { id, version } of schemes) {
    const scheme = await findScheme(ctx.db, ctx.actor.zoneId, { schemeId: id, version });
    if (!scheme) throw problem('NOT_FOUND', { what: 'scheme', id });
    found.push(scheme);
  }
  return found;
}

interface Read {
  readonly head: Omit<CarrierResults, 'kinds' | 'total' | 'unlisted'>;
  readonly graded: readonly Graded[];
  readonly carriers: ReadonlyMap<string, CarrierOnRow>;
  readonly before: Before;
  readonly rounds: readonly RoundRow[];
}

interface Asked {
  readonly period: string;
  readonly asOf: Date;
  /** Only the scores of this carrier are wanted. */
  readonly unitId?: string | undefined;
}

/** A round as it was recorded, or as it comes out now. */
async function readRound(ctx: Context, { period, asOf, unitId }: Asked): Promise<Read> {
  const { zoneId } = ctx.actor;
  const rounds = await roundsAsOf(ctx.db, { zoneId, asOf });
  const round = rounds.find((one) => one.period === period);
  const carriers = new Map(
    (await carriersOn(ctx.db, zoneId, dayOf(asOf))).map((carrier) => [carrier.id, carrier]),
  );
  const previous = rounds.findLast((one) => one.period < period);
  const before = await finalsOf(ctx, previous);
  const common = { carriers, before, rounds };
  if (round) {
    const graded = await recorded(ctx, round, unitId);
    const head = {
      period,
      state: 'closed' as const,
      asOf: round.asOf.toISOString(),
      closedAt: round.closedAt.toISOString(),
      closedBy: round.closedBy,
      robustness: 'not-assessed' as const,
    };
    return { head, graded, ...common };
  }
  // a preview reads the reports of everybody, which only a reader of the whole zone may
  if (!isWholeZone(ctx)) throw problem('NOT_FOUND', { what: 'closed round', id: period });
  const schemes = await carrierSchemes(ctx, { period, asOf });
  if (schemes.length === 0) throw problem('NOT_FOUND', { what: 'scheme in force', id: period });
  const graded = await computeRound(ctx, { schemes, period, stage: 'reported', asOf });
  const head = {
    period,
    state: 'preview' as const,
    asOf: asOf.toISOString(),
    closedAt: null,
    closedBy: null,
    robustness: 'not-assessed' as const,
  };
  return { head, graded, ...common };
}

async function recorded(ctx: Context, round: RoundRow, unitId: string | undefined): Promise<Graded[]> {
  const { zoneId } = ctx.actor;
  const results = await resultsOf(ctx.db, { zoneId, roundIds: [round.id] });
  const scores = await scoresOf(ctx.db, { zoneId, roundId: round.id, unitId });
  return (await schemesOf(ctx, round.schemes)).map((scheme) => {
    const own = results.filter(({ schemeId }) => schemeId === scheme.id);
    const units = new Set(own.map((result) => result.unitId));
    return { scheme, results: own, scores: scores.filter((score) => units.has(score.unitId)) };
  });
}

async function finalsOf(ctx: Context, round: RoundRow | undefined): Promise<Before> {
  if (!round) return new Map();
  const results = await resultsOf(ctx.db, { zoneId: ctx.actor.zoneId, roundIds: [round.id] });
  return new Map(results.map(({ unitId, final }) => [unitId, final]));
}

export const readResults = readOperation({
  name: 'carriers.results',
  rights: carriersPolicy['carriers.results'],
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period: string; readonly asOf?: string | undefined },
  ): Promise<CarrierResults> => {
    ctx.may('rows');
    const asOf = asOfFrom(ctx, asked);
    const { head, graded, carriers, before } = await readRound(ctx, { period, asOf });
    const kinds = graded
      .map((one) => toKind(one, { carriers, before }))
      .filter(({ rows }) => rows.length > 0 || isWholeZone(ctx))
      .toSorted(
        (a, b) => OWNERSHIPS.indexOf(a.ownership as 'state') - OWNERSHIPS.indexOf(b.ownership as 'state'),
      );
    const unlisted = isWholeZone(ctx) ? (await rosterOf(ctx, asOf)).unlisted : 0;
    return { ...head, kinds, total: kinds.reduce((sum, { rows }) => sum + rows.length, 0), unlisted };
  },
});

interface OneInput {
  readonly period: string;
  readonly code: string;
  readonly asOf?: string | undefined;
}

export const readResult = readOperation({
  name: 'carriers.result',
  rights: carriersPolicy['carriers.result'],
  run: async (ctx, { period, code, asOf: asked }: OneInput): Promise<CarrierResult> => {
    const asOf = asOfFrom(ctx, asked);
    const all = await carriersOn(ctx.db, ctx.actor.zoneId, dayOf(asOf));
    const carrier = all.find((one) => one.code === code);
    if (!carrier) throw problem('NOT_FOUND', { what: 'carrier', id: code });
    ctx.may({ scopePath: carrierPath(carrier), ownerId: carrier.id });
    const { head, graded, before, rounds } = await readRound(ctx, { period, asOf, unitId: carrier.id });
    const kind = graded.find(({ results }) => results.some(({ unitId }) => unitId === carrier.id));
    const result = kind?.results.find(({ unitId }) => unitId === carrier.id);
    if (!kind || !result) throw problem('NOT_FOUND', { what: 'closed round', id: `${period} ${code}` });
    const scores = kind.scores.filter(({ unitId }) => unitId === carrier.id);
    const { scheme } = kind;
    return {
      ...head,
      row: toRow(result, { scheme, carrier, scores, before }),
      scheme: headOf(scheme),
      grades: bandsOf(scheme),
      nodes: toNodes(scheme, scores),
      rules: rulesOf(scheme, result.rules),
      bonusCap: scheme.recipe.bonus_cap,
      missingLimitPercent: scheme.recipe.missing.at_most_percent,
      history: await historyOf(ctx, { unitId: carrier.id, rounds }),
    };
  },
});

function rulesOf(scheme: SchemeFile, occurred: readonly Occurred[]): CarrierResult['rules'] {
  const rules = [
    ...scheme.bonus.map((rule) => ({ ...rule, kind: 'bonus' as const })),
    ...scheme.penalties.map((rule) => ({ ...rule, kind: 'penalty' as const })),
    ...scheme.vetoes.map((rule) => ({ ...rule, kind: 'veto' as const, points: null })),
  ];
  return rules.flatMap(({ id, kind, name, points }) => {
    const own = occurred.find((one) => one.id === id);
    return own ? [{ id, kind, name, points, times: own.times, evidence: own.evidence }] : [];
  });
}

async function historyOf(
  ctx: Context,
  { unitId, rounds }: { unitId: string; rounds: readonly RoundRow[] },
): Promise<CarrierResult['history']> {
  const rows = await resultsOf(ctx.db, { zoneId: ctx.actor.zoneId, roundIds: rounds.map(({ id }) => id) });
  return rounds.flatMap(({ id, period }) => {
    const own = rows.find((row) => row.roundId === id && row.unitId === unitId);
    return own ? [{ period, final: own.final, grade: own.grade }] : [];
  });
}
