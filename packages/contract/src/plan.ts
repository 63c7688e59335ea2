import { z } from 'zod';
import { AsOf, Day, DecimalText, Instant, PeriodCode, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';

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

/** A unit of a task: one of the park's, or words of the plan that name no single unit. */
const TaskUnit = z.object({
  code: z.string().nullable(),
  name: Words,
  role: z.enum(['lead', 'support', 'joint', 'host']),
});

/** A mechanism or repeated promise of the plan, who the plan names for it, and whom the office charged with it. */
export const PlanTask = z.object({
  id: z.string(),
  kind: z.enum(['mechanism', 'recurring']),
  name: Words,
  form: z.string().nullable(),
  action: z.enum(['build', 'improve', 'run']).nullable(),
  frequency: z.enum(['yearly', 'regular', 'yearly-midterm-final', 'unstated']).nullable(),
  quote: z.string(),
  line: z.int(),
  clause: z.string(),
  sameAs: z.string().nullable(),
  named: z.array(TaskUnit),
  /** The latest assignment; null: to be assigned, or as the plan names. */
  assigned: z
    .object({
      units: z.array(TaskUnit),
      dueOn: Day.nullable(),
      reason: z.string(),
      by: z.string(),
      at: Instant,
      /** How many assignments there were before it. */
      before: z.int(),
    })
    .nullable(),
  needsReview: Review.nullable(),
});
export type PlanTask = z.infer<typeof PlanTask>;

const UnitDuties = z.object({
  code: z.string(),
  kind: z.string(),
  name: Words,
  clause: z.string(),
  host: z.string().nullable(),
  duties: z.array(z.string()),
  needsReview: z.string().nullable(),
});
export type UnitDuties = z.infer<typeof UnitDuties>;

export const plan = {
  tasks: reads({
    path: '/plan/tasks',
    summary: 'Every mechanism and repeated promise of the plan as a task under its group, with its units',
    tag,
  })
    .input(AsOf)
    .output(
      z.object({
        asOf: Instant,
        /** The groups in the order of the plan: the headings that tasks stand under. */
        groups: z.array(z.object({ clause: z.string(), title: z.string(), number: z.string() })),
        rows: z.array(PlanTask.extend({ group: z.string() })),
        units: z.array(UnitDuties),
      }),
    ),
  assignTask: writes({
    path: '/plan/tasks/{taskId}/assign',
    summary: 'Charge units with a task of the plan; the latest assignment counts',
    tag,
  })
    .errors(problems('TASK_LEAD_SUPPORTS'))
    .input(
      z.object({
        taskId: z.string().max(20),
        lead: z.string().max(60),
        support: z.array(z.string().max(60)).max(40),
        dueOn: Day.nullable(),
        reason: z.string().trim().min(4).max(500),
      }),
    )
    .output(z.object({ id: z.uuid() })),
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
