import { NORMALISE } from '@yuanheng/engine/evaluation';
import { z } from 'zod';
import { Day, Id, OWNERSHIPS, Words, review } from './primitives.ts';

const METHODS = Object.keys(NORMALISE) as [keyof typeof NORMALISE, ...(keyof typeof NORMALISE)[]];
const Score = z.looseObject({ method: z.enum(METHODS) });
const means = z.enum(['arithmetic', 'geometric', 'harmonic']);

const indicator = {
  id: Id,
  name: Words,
  indicator: Id,
  unit: z.string(),
  direction: z.enum(['up', 'down']),
  /** How a value becomes a share of full points: fixed goalposts, or a method of the engine with its parameters. */
  goalposts: z
    .strictObject({
      worst: z.number(),
      best: z.number(),
      scale: z.enum(['linear', 'logarithm']).optional(),
    })
    .optional(),
  score: Score.optional(),
  definition: z.string().optional(),
  /** A value that is missing at the freeze: not reported by the unit itself, or somebody else's to deliver. */
  missing: z.enum(['own-fault', 'others']).optional(),
  /** A fact about the unit, such as having an incubation area, without which the indicator does not apply to it. */
  applies_when: Id.optional(),
  basis: z.string(),
  ...review,
};
const scoredOnce = ({ goalposts, score }: { goalposts?: unknown; score?: unknown }) =>
  (goalposts === undefined) !== (score === undefined);
const SCORED_ONCE = { message: '须有 goalposts 或 score，且只有其一 / needs either goalposts or score' };

const SchemeLeaf = z
  .strictObject({ ...indicator, weight: z.number().positive() })
  .refine(scoredOnce, SCORED_ONCE);
export type SchemeLeaf = z.infer<typeof SchemeLeaf>;

/** A group holds indicators or groups; its weight is that of the indicators below it. */
export interface SchemeGroup {
  readonly id: string;
  readonly name: z.infer<typeof Words>;
  /** How its parts are put together; as the recipe says when not given. */
  readonly aggregate?: z.infer<typeof means> | undefined;
  readonly indicators?: SchemeLeaf[] | undefined;
  readonly groups?: SchemeGroup[] | undefined;
}
const SchemeGroup: z.ZodType<SchemeGroup> = z
  .strictObject({
    id: Id,
    name: Words,
    aggregate: means.optional(),
    indicators: z.array(SchemeLeaf).min(1).optional(),
    get groups() {
      return z.array(SchemeGroup).min(1).optional();
    },
  })
  .refine(({ indicators, groups }) => (indicators === undefined) !== (groups === undefined), {
    message: '须有 indicators 或 groups，且只有其一 / needs either indicators or groups',
  });

/** How often a rule applied is an entered value with its document, read as an indicator; without a value it did not. */
const rule = { id: Id, name: Words, indicator: Id.optional() };
const Points = z.strictObject({ ...rule, points: z.number().positive() });
const Grade = z.strictObject({
  id: Id,
  name: Words,
  from: z.number(),
  /** No more than this share of the units graded together. */
  at_most_share: z.number().positive().max(1).optional(),
});

/** What follows from grades for a carrier: 一次通报、两次淘汰, with its open points as parameters. */
export const CarrierStatusRule = z.strictObject({
  fail_grade: Id,
  notice_after: z.int().positive(),
  remove_after: z.int().positive(),
  counting: z.enum(['consecutive', 'cumulative']),
  /** For `cumulative`: how many rounds back failures count. */
  cumulative_rounds: z.int().positive().optional(),
  no_submission_counts_as: Id,
  /** The veto that is meant by handing in nothing. */
  no_submission: Id,
  rectify_months: z.int().positive(),
  rectify_plan_working_days: z.int().positive(),
  /** Rounds of a carrier that was in the zone for less than so many months before the round's end are a trial. */
  grace_months: z.int().nonnegative(),
  early_re_evaluation_months: z.int().positive(),
  robustness_gate: z.number().min(0).max(1),
  re_entry_years: z.int().nonnegative(),
  inclusion_grade: Id,
  /** The clause that each act rests on. */
  clauses: z.strictObject({ include: Words, notice: Words, remove: Words, restore: Words, confirm: Words }),
});

const rules = {
  level: z.enum(['sub-park', 'carrier']),
  period: z.literal('year'),
  recipe: z.strictObject({
    /** Every indicator between its goalposts, or each as its `score` says. */
    normalise: z.enum(['goalposts', 'by-indicator']),
    aggregate: means,
    missing: z.strictObject({ method: z.enum(['refuse', 'renormalise']), at_most_percent: z.number() }),
    bonus_cap: z.number(),
    /** Places of the final score, rounded half up once, at the end; grades compare the rounded value. */
    decimals: z.int().min(0).max(10).optional(),
  }),
  bonus: z.array(Points),
  penalties: z.array(Points),
  vetoes: z.array(z.strictObject({ ...rule, grade: Id.optional() })),
  grades: z.array(Grade).min(1).optional(),
  carrier_status: CarrierStatusRule.optional(),
};

const head = { id: Id, version: z.int().positive(), name: Words, in_force_from: Day, ...review };
const ownership = z.enum(OWNERSHIPS);

/** A scheme, complete in itself: so it stands in a file, or is made of a library and a file of weights. */
export const SchemeFile = z.strictObject({
  ...head,
  ...rules,
  /** Which carriers it evaluates. */
  ownership: ownership.optional(),
  groups: z.array(SchemeGroup).min(1),
});
export type SchemeFile = z.infer<typeof SchemeFile>;

const LibraryIndicator = z.strictObject(indicator).refine(scoredOnce, SCORED_ONCE);
export type LibraryIndicator = z.infer<typeof LibraryIndicator>;

/** Indicators and rules that several schemes share: `schemes/<id>.library.yaml`. */
export const LibraryFile = z.strictObject({
  id: Id,
  version: z.int().positive(),
  ...review,
  ...rules,
  groups: z
    .array(z.strictObject({ id: Id, name: Words, indicators: z.array(LibraryIndicator).min(1) }))
    .min(1),
});
export type LibraryFile = z.infer<typeof LibraryFile>;

/** A scheme of a library: which of its indicators with which weight, and where it scores otherwise. */
export const MemberFile = z.strictObject({
  ...head,
  library: z.strictObject({ id: Id, version: z.int().positive() }),
  ownership,
  weights: z.record(Id, z.number().positive()),
  score: z.record(Id, Score).default({}),
});
export type MemberFile = z.infer<typeof MemberFile>;

/** A golden case of one scheme: values and the totals that an independent script computed. */
export const GoldenFile = z.strictObject({
  scheme: Id,
  /** The version that it is computed by; every one when not given. */
  version: z.int().optional(),
  tolerance: z.number(),
  values: z.string(),
  totals: z.string(),
});

const Shown = z.string().regex(/^-?\d+\.\d+$/, 'a number as it is shown, such as "56.38"');

/** Golden cases of the schemes of a library: `schemes/<library>.golden.yaml`. */
export const GoldenCasesFile = z.strictObject({
  library: Id,
  cases: z
    .array(
      z.strictObject({
        id: Id,
        scheme: Id,
        what: z.string(),
        values: z.record(Id, z.number()),
        occurrences: z.record(Id, z.int().nonnegative()).default({}),
        facts: z.record(Id, z.union([z.literal(0), z.literal(1)])).default({}),
        /** Points of indicators, as shown. */
        points: z.record(Id, Shown).default({}),
        expect: z.strictObject({ points: Shown, final: Shown, grade: Id }),
      }),
    )
    .min(1),
});
