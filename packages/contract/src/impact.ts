import { z } from 'zod';
import { DecimalText, Instant, PeriodCode, Words, reads } from './base.ts';
import { UnitRef } from './indicators.ts';
import { TARGET_STATUSES } from './plan.ts';
import { Stage } from './statistics.ts';

/** What stood before a period was last reopened, and what stands now; before it was ever reopened they are the same. */
const Moving = z.object({ before: DecimalText.nullable(), now: DecimalText.nullable() });

export const ImpactFigure = z.object({
  indicatorId: z.string(),
  name: Words,
  unit: z.string(),
  decimals: z.int(),
  needsReview: z.string().nullable(),
  /** The period of the figure: the reopened one, or a later one that reads its reports. */
  period: PeriodCode,
  of: UnitRef,
  stage: Stage,
  ...Moving.shape,
});
export type ImpactFigure = z.infer<typeof ImpactFigure>;

export const ImpactTarget = z.object({
  targetId: z.string(),
  name: Words,
  period: PeriodCode,
  before: z.enum(TARGET_STATUSES),
  now: z.enum(TARGET_STATUSES),
});
export type ImpactTarget = z.infer<typeof ImpactTarget>;

export const ImpactRound = z.object({
  period: PeriodCode,
  /** A closed round is recorded: nothing of it moves. */
  state: z.enum(['closed', 'preview']),
  schemeName: Words,
  /** The leaves of the scheme whose indicators read the reports. */
  leaves: z.array(z.object({ id: z.string(), name: Words, weight: z.number() })),
  scores: z.array(z.object({ of: UnitRef, ...Moving.shape })),
});
export type ImpactRound = z.infer<typeof ImpactRound>;

export const Impact = z.object({
  formId: z.string(),
  period: PeriodCode,
  asOf: Instant,
  /** When the period was last reopened; null: never. */
  reopenedAt: Instant.nullable(),
  figures: z.array(ImpactFigure),
  targets: z.array(ImpactTarget),
  rounds: z.array(ImpactRound),
});
export type Impact = z.infer<typeof Impact>;

export const impact = {
  impact: reads(
    {
      path: '/evaluation/impact/{periodId}',
      summary:
        'Which indicators, targets and scores read the reports of a period, before its last reopening and now',
      tag: 'evaluation',
    },
    { access: 'granted', timeless: 'compares now with the instant of the last reopening' },
  )
    .input(z.object({ periodId: z.uuid() }))
    .output(Impact),
};
