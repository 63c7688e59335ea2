import { addDays, periodOf } from '@yuanheng/engine/calendar';
import { readOperation, writeOperation } from '../../kernel/operation/operation.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import { carrierPath } from '../organisation/index.ts';
import { carriersPolicy } from './carriers.policy.ts';
import { type Graded, carrierSchemes, computeRound, rosterOf } from './compute.ts';
import { settleCarriers } from './place.store.ts';
import { schemesOf } from './results.read.ts';
import { insertResults, insertRound, insertScores } from './round.store.ts';
import { resultsOf, roundsAsOf, scoresOf } from './round.views.ts';

/** Records a year of carrier evaluation as it is computed from what is accepted now. */
export const closeCarrierRound = writeOperation({
  name: 'carriers.closeRound',
  rights: carriersPolicy['carriers.closeRound'],
  run: async (ctx, { period }: { readonly period: string }) => {
    ctx.may('zone');
    const { zoneId, memberId } = ctx.actor;
    const { kind, ends } = periodOf(period);
    const closed = await roundsAsOf(ctx.db, { zoneId, asOf: ctx.now });
    if (closed.some((round) => round.period === period)) throw problem('ROUND_NOT_OPEN', { round: period });
    if (kind !== 'year' || ctx.today <= addDays(ends, -1))
      throw problem('PERIOD_NOT_YET', { period, opensOn: ends });
    const schemes = await carrierSchemes(ctx, { period, asOf: ctx.now });
    if (schemes.length === 0) throw problem('NOT_FOUND', { what: 'scheme in force', id: period });
    const { participants } = await rosterOf(ctx, ctx.now);
    if (participants.length === 0) throw problem('REGISTER_EMPTY', { round: period });
    // moves that were entered before and have begun since
    await settleCarriers(ctx.db, zoneId, ctx.today);
    const graded = await computeRound(ctx, { schemes, period, stage: 'accepted', asOf: ctx.now });
    const roundId = uuidv7(ctx.now);
    await insertRound(ctx.db, {
      zoneId,
      id: roundId,
      period,
      schemes: schemes.map(({ id, version }) => ({ id, version })),
      asOf: ctx.now,
      memberId,
      requestId: ctx.requestId,
    });
    const paths = new Map(participants.map((carrier) => [carrier.id, carrierPath(carrier)]));
    const at = { zoneId, roundId, pathOf: (unitId: string) => paths.get(unitId) ?? '' };
    const results = graded.flatMap((one) => one.results);
    await insertResults(ctx.db, at, results);
    await insertScores(
      ctx.db,
      at,
      graded.flatMap((one) => one.scores),
    );
    ctx.audit.add({
      subjectKind: 'carrier-round',
      subjectId: roundId,
      scopePath: '/',
      detail: { period, carriers: results.length },
    });
    return { roundId, carriers: results.length };
  },
});

interface Recorded {
  readonly score: string | null;
  readonly rank: number | null;
}

/** What a recomputation must reproduce: every score, and of the whole the final score, grade and rank. */
function recordsOf(graded: readonly Pick<Graded, 'results' | 'scores'>[]): Map<string, Recorded> {
  return new Map(
    graded.flatMap(({ results, scores }) => [
      ...scores.map(({ unitId, node, score }) => [`${unitId} ${node}`, { score, rank: null }] as const),
      ...results.map(
        ({ unitId, final, grade, rank }) =>
          [`${unitId} final`, { score: final === null ? grade : `${final} ${grade}`, rank }] as const,
      ),
    ]),
  );
}

/** Computes a closed year of carriers again from what was known then, and says where it differs from the record. */
export const recomputeCarrierRound = readOperation({
  name: 'carriers.recompute',
  rights: { office: 'zone', 'audit-admin': 'zone', 'system-admin': 'zone' },
  oneSnapshot: true,
  run: async (
    ctx,
    { period, asOf: asked }: { readonly period: string; readonly asOf?: string | undefined },
  ) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const rounds = await roundsAsOf(ctx.db, { zoneId, asOf: ctx.now });
    const round = rounds.find((one) => one.period === period);
    if (!round) throw problem('NOT_FOUND', { what: 'closed round', id: period });
    const asOf = asked === undefined ? round.asOf : new Date(asked);
    const schemes = await schemesOf(ctx, round.schemes);
    const again = recordsOf(await computeRound(ctx, { schemes, period, stage: 'accepted', asOf }));
    const before = recordsOf([
      {
        results: await resultsOf(ctx.db, { zoneId, roundIds: [round.id] }),
        scores: await scoresOf(ctx.db, { zoneId, roundId: round.id }),
      },
    ]);
    const codes = new Map((await rosterOf(ctx, asOf)).participants.map(({ id, code }) => [id, code]));
    const none: Recorded = { score: null, rank: null };
    const differences = [...new Set([...before.keys(), ...again.keys()])].flatMap((key) => {
      const [unit = '', node = ''] = key.split(' ');
      const [recorded, recomputed] = [before.get(key) ?? none, again.get(key) ?? none];
      return recorded.score === recomputed.score && recorded.rank === recomputed.rank
        ? []
        : [{ unit: codes.get(unit) ?? unit, node, recorded, recomputed }];
    });
    return {
      period,
      schemes: round.schemes.map(({ id, version }) => `${id} v${version}`),
      asOf: asOf.toISOString(),
      scores: again.size,
      identical: differences.length === 0,
      differences,
    };
  },
});
