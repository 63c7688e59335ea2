import { z } from 'zod';
import { AsOf, Day, DecimalText, Instant, PeriodCode, Words, reads, writes } from './base.ts';
import { UnitRef } from './indicators.ts';
import { problems } from './problems.ts';

const tag = 'evaluation';

export const SchemeNode = z.object({
  id: z.string(),
  name: Words,
  parent: z.string().nullable(),
  weight: z.number(),
  indicatorId: z.string().nullable(),
  unit: z.string().nullable(),
  worst: z.number().nullable(),
  best: z.number().nullable(),
  basis: z.string().nullable(),
});
export type SchemeNode = z.infer<typeof SchemeNode>;

export const NodeScore = z.object({
  unitId: z.uuid(),
  node: z.string(),
  score: DecimalText.nullable(),
  contribution: DecimalText.nullable(),
  rank: z.int().nullable(),
  input: DecimalText.nullable(),
  source: z.enum(['reported', 'entered', 'missing']).nullable(),
});
export type NodeScore = z.infer<typeof NodeScore>;

const Alternative = z.object({ unitId: z.uuid(), score: DecimalText.nullable(), rank: z.int().nullable() });

export const EvaluationResult = z.object({
  schemeId: z.string(),
  schemeVersion: z.int(),
  schemeName: Words,
  inForceFrom: Day,
  needsReview: z.string().nullable(),
  period: PeriodCode,
  /** `closed`: recorded; `preview`: 试算 from what is known now. */
  state: z.enum(['closed', 'preview']),
  asOf: Instant,
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  /** The best one first. */
  units: z.array(UnitRef),
  nodes: z.array(SchemeNode),
  scores: z.array(NodeScore),
  alternatives: z.object({ equal: z.array(Alternative), geometric: z.array(Alternative) }),
  /** 名次稳健性尚未评估: no uncertainty of the ranks has been computed, so no decision can rest on them yet. */
  robustness: z.literal('not-assessed'),
  weightShares: z.object({ reported: z.number(), entered: z.number(), missing: z.number() }),
  missingLimitPercent: z.number(),
});
export type EvaluationResult = z.infer<typeof EvaluationResult>;

export const evaluation = {
  listRounds: reads(
    { path: '/evaluation/rounds', summary: 'Closed rounds and the year that can be previewed', tag },
    { access: 'granted', timeless: 'the list of rounds is about now' },
  ).output(
    z.object({ rows: z.array(z.object({ period: PeriodCode, state: z.enum(['closed', 'preview']) })) }),
  ),
  result: reads({
    path: '/evaluation/results/{period}',
    summary: 'Scores, ranks and contributions of a round, or its preview',
    tag,
  })
    .errors(problems('PURPOSE_BINDS_USE'))
    .input(AsOf.extend({ period: PeriodCode }))
    .output(EvaluationResult),
  closeRound: writes({
    path: '/evaluation/rounds/{period}/close',
    summary: 'Record a round: its scores do not change any more',
    tag,
  })
    .errors(problems('ROUND_NOT_OPEN', 'PURPOSE_BINDS_USE'))
    .input(z.object({ period: PeriodCode }))
    .output(z.object({ roundId: z.uuid() })),
};
