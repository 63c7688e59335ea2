import { z } from 'zod';
import { AsOf, Day, DecimalText, PeriodCode, Words, reads } from './base.ts';

const tag = 'plan';

export const OutlineEntry = z.object({
  level: z.int(),
  number: z.string(),
  title: z.string(),
  line: z.int(),
  clause: z.string(),
});
const Review = z.object({ what: z.string(), who: z.string() });

export const PlanTarget = z.object({
  id: z.string(),
  kind: z.enum(['target', 'measure']),
  name: Words,
  quote: z.string(),
  line: z.int(),
  clause: z.string(),
  comparator: z.string(),
  value: DecimalText,
  valueMax: DecimalText.nullable(),
  unit: z.string(),
  deadline: Day.nullable(),
  indicatorId: z.string().nullable(),
  saidAgain: z.object({ id: z.string(), quote: z.string(), clause: z.string() }).nullable(),
  needsReview: Review.nullable(),
});
export type PlanTarget = z.infer<typeof PlanTarget>;

export const TARGET_STATUSES = ['reached', 'on-track', 'at-risk', 'behind', 'not-judged'] as const;

export const TargetProgress = z.object({
  target: PlanTarget,
  /** An accepted baseline; null: 基期未确认, and no planned path. */
  baseline: z.object({ value: DecimalText, on: Day, document: z.string() }).nullable(),
  actual: z
    .object({
      period: PeriodCode,
      value: DecimalText.nullable(),
      /** Places that the indicator is shown with, here as everywhere. */
      decimals: z.int(),
      accepted: z.object({ period: PeriodCode, value: DecimalText }).nullable(),
    })
    .nullable(),
  planned: DecimalText.nullable(),
  /** Share of the planned progress that was made; null: not judged. */
  share: DecimalText.nullable(),
  status: z.enum(TARGET_STATUSES),
  path: z.array(
    z.object({
      period: PeriodCode,
      ends: Day,
      value: DecimalText.nullable(),
      planned: DecimalText.nullable(),
    }),
  ),
});
export type TargetProgress = z.infer<typeof TargetProgress>;

export const plan = {
  read: reads(
    { path: '/plan', summary: 'The plan: document, outline, text and targets with their clauses', tag },
    { access: 'granted', timeless: 'the plan in force; versions come with amendments' },
  ).output(
    z.object({
      id: z.string(),
      title: z.string(),
      documentNumber: z.string(),
      issuer: z.string(),
      issued: Day,
      lines: z.array(z.string()),
      outline: z.array(OutlineEntry),
      targets: z.array(PlanTarget),
    }),
  ),
  progress: reads({
    path: '/plan/progress',
    summary: 'Targets with baseline, actual, planned path and status by the printed rule',
    tag,
  })
    .input(AsOf.extend({ period: PeriodCode }))
    .output(
      z.object({
        asOf: z.iso.datetime({ offset: true }),
        period: PeriodCode,
        rule: z.object({ onTrackFrom: z.number(), atRiskFrom: z.number(), needsReview: Review.nullable() }),
        rows: z.array(TargetProgress),
      }),
    ),
};
