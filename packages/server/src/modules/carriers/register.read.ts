import type { CarrierRegister, RegisterRow } from '@yuanheng/contract';
import { mayApplyFrom } from '@yuanheng/engine/carrier-status';
import { isWithin } from '../../kernel/actor.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { dayOf } from '../../kernel/clock.ts';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import type { SchemeFile } from '@yuanheng/park';
import { type CarrierOnRow, carrierPath, carriersOn } from '../organisation/index.ts';
import { actsAsOf } from './act.views.ts';
import { carriersPolicy } from './carriers.policy.ts';
import { toRef } from './present.ts';
import { type Entry, clauseOf, openProposal, ruleOf, statusOf, takenActs, toDeed } from './register.ts';
import { schemesOf } from './results.read.ts';
import { type RoundRow, resultsOf, roundsAsOf } from './round.views.ts';

/** The register as it stood at an instant: rounds, and per carrier its acts and results. */
export interface Books {
  readonly rounds: readonly RoundRow[];
  /** The schemes of the last closed round, by the carriers' kind. */
  readonly schemes: ReadonlyMap<string, SchemeFile>;
  readonly entryOf: (unitId: string) => Entry;
}

export async function booksAsOf(ctx: Context, asOf: Date): Promise<Books> {
  const { zoneId } = ctx.actor;
  const rounds = await roundsAsOf(ctx.db, { zoneId, asOf });
  const acts = groupBy(await actsAsOf(ctx.db, { zoneId, asOf }), ({ unitId }) => unitId);
  const results = groupBy(
    await resultsOf(ctx.db, { zoneId, roundIds: rounds.map(({ id }) => id) }),
    ({ unitId }) => unitId,
  );
  const last = rounds.at(-1);
  const schemes = last ? await schemesOf(ctx, last.schemes) : [];
  return {
    rounds,
    schemes: new Map(schemes.map((scheme) => [scheme.ownership ?? '', scheme])),
    entryOf: (unitId) => ({
      acts: acts.get(unitId) ?? [],
      rounds: rounds.flatMap((round) => {
        const result = results.get(unitId)?.find(({ roundId }) => roundId === round.id);
        return result ? [{ round, result }] : [];
      }),
    }),
  };
}

/** Who is in, on notice, out or a candidate, since when and by which clause. */
export const readRegister = readOperation({
  name: 'carriers.register',
  rights: carriersPolicy['carriers.register'],
  run: async (ctx, { asOf: asked }: { readonly asOf?: string | undefined }): Promise<CarrierRegister> => {
    ctx.may('rows');
    const asOf = asked === undefined ? ctx.now : new Date(asked);
    const books = await booksAsOf(ctx, asOf);
    const carriers = (await carriersOn(ctx.db, ctx.actor.zoneId, dayOf(asOf))).filter((carrier) =>
      isWithin(ctx.actor.placePath, carrierPath(carrier)),
    );
    const last = books.rounds.at(-1);
    const rows = carriers.map((carrier) => rowOf(carrier, books));
    return {
      rows,
      total: rows.length,
      asOf: asOf.toISOString(),
      round: last ? { period: last.period, closedAt: last.closedAt.toISOString() } : null,
      rule: ruleShown([...books.schemes.values()][0]),
    };
  },
});

function rowOf(carrier: CarrierOnRow, { rounds, schemes, entryOf }: Books): RegisterRow {
  const entry = entryOf(carrier.id);
  const ref = toRef(carrier);
  const scheme = schemes.get(ref.ownership);
  const rule = scheme && ruleOf(scheme);
  const history = entry.acts.map((act) => toDeed(act, rounds));
  const basis = history.findLast(({ setAside }) => !setAside) ?? null;
  const proposal = rule ? openProposal(rule, entry, rounds.at(-1)) : null;
  return {
    carrier: ref,
    status: statusOf(entry.acts),
    since: basis?.on ?? null,
    basis,
    results: entry.rounds.map(({ round, result }) => ({
      period: round.period,
      final: result.final,
      grade: result.grade,
    })),
    proposal:
      proposal?.act && scheme?.carrier_status
        ? {
            period: rounds.at(-1)?.period ?? '',
            act: proposal.act,
            because: proposal.because,
            failures: [...proposal.failures],
            notBefore: proposal.notBefore,
            clause: clauseOf(scheme.carrier_status, proposal.act),
          }
        : null,
    mayApplyFrom: rule ? mayApplyFrom(rule, takenActs(entry.acts)) : null,
    history,
  };
}

function ruleShown(scheme: SchemeFile | undefined): CarrierRegister['rule'] {
  const rule = scheme && ruleOf(scheme);
  if (!rule) return null;
  const { counting, noticeAfter, removeAfter, rectifyMonths, graceMonths, reEntryYears, robustnessGate } =
    rule;
  const review = scheme.needs_review;
  return {
    counting,
    noticeAfter,
    removeAfter,
    rectifyMonths,
    graceMonths,
    reEntryYears,
    robustnessGate,
    needsReview: review ? `${review.what}（${review.who}）` : null,
  };
}
