import { z } from 'zod';
import { Day, DecimalText, Instant, ListSaid, PeriodCode, Words, reads, writes } from './base.ts';
import { Form, RespondentKind } from './form.ts';
import { problems } from './problems.ts';

const tag = 'statistics';
const worklist = {
  access: 'granted',
  timeless: 'a work list is about now; figures as of a date are read through indicators',
} as const;
const wholeHistory = {
  access: 'granted',
  timeless: 'answers with every revision and act, each with its instant',
} as const;

export const SUBMISSION_STATUSES = [
  'due',
  'draft',
  'submitted',
  'sent-back',
  'reviewed',
  'accepted',
  'exempt',
] as const;
export const SubmissionStatus = z.enum(SUBMISSION_STATUSES);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

export const PeriodStatus = z.enum(['open', 'closed', 'reopened']);
export const Stage = z.enum(['reported', 'accepted']);
export type Stage = z.infer<typeof Stage>;

/** Answers by field id: the text as it was typed in a draft, decimal text once submitted; null: not filled. */
export const Answers = z.record(z.string().max(60), z.string().max(200).nullable());
export type Answers = z.infer<typeof Answers>;
/** Explanations of queries by rule id. */
export const Explanations = z.record(z.string().max(60), z.string().max(200));
export type Explanations = z.infer<typeof Explanations>;

/** Who signs the paper, by what they sign as: 单位负责人, 统计负责人, 填表人. */
export const Signatories = z.record(z.string().max(20), z.string().trim().max(40));
export type Signatories = z.infer<typeof Signatories>;

export const Finding = z.object({
  ruleId: z.string(),
  severity: z.enum(['error', 'query', 'advice']),
  fields: z.array(z.string()),
  message: Words,
  /** What the rule looked at: name and value, null where it was missing. */
  because: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
});
export type Finding = z.infer<typeof Finding>;

/**
 * `respondents` counts who is due, `reported` those with a submitted revision, `notReported` those without, of them
 * `overdue` those whose day has passed; `exempt` were due and are not any more.
 */
export const PeriodCounts = z.object({
  respondents: z.int(),
  reported: z.int(),
  notReported: z.int(),
  overdue: z.int(),
  exempt: z.int(),
  submitted: z.int(),
  sentBack: z.int(),
  reviewed: z.int(),
  accepted: z.int(),
});
export type PeriodCounts = z.infer<typeof PeriodCounts>;

export const Period = z.object({
  id: z.uuid(),
  formId: z.string(),
  formVersion: z.int(),
  formName: Words,
  code: PeriodCode,
  opensOn: Day,
  dueOn: Day,
  status: PeriodStatus,
  counts: PeriodCounts,
});
export type Period = z.infer<typeof Period>;

/** Who reports, as it was when it was drawn. */
export const Respondent = z.object({
  id: z.uuid(),
  kind: RespondentKind,
  /** An enterprise's credit code, a carrier's code in the register. */
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  /** GB/T 4754; null: a carrier. */
  industryCode: z.string().nullable(),
});
export type Respondent = z.infer<typeof Respondent>;

/** A decision of the office about who is due until when. */
export const DueChange = z.object({
  act: z.enum(['add', 'exempt', 'include', 'extend']),
  by: z.string(),
  at: Instant,
  reason: z.string(),
  /** The day that an extension allows. */
  dueOn: Day.nullable(),
});
export type DueChange = z.infer<typeof DueChange>;

export const SubmissionRow = z.object({
  id: z.uuid(),
  periodId: z.uuid(),
  periodCode: PeriodCode,
  formName: Words,
  respondent: Respondent,
  subPark: z.object({ id: z.uuid(), code: z.string(), shortName: Words }),
  carrier: z.object({ id: z.uuid(), shortName: Words }),
  status: SubmissionStatus,
  revision: z.int(),
  submittedAt: Instant.nullable(),
  /** The period's day, or the later one that the office allowed. */
  dueOn: Day,
  /** The office's last decision about this respondent; null: drawn when the period was opened, and nothing since. */
  dueChange: DueChange.nullable(),
  /** How often the respondent was reminded, and the last time; null: never. */
  reminded: z.object({ times: z.int(), by: z.string(), at: Instant }).nullable(),
  /** When the next reviewer's working days end; null when nobody is waited for. */
  reviewDueOn: Day.nullable(),
  workingDaysLeft: z.int().nullable(),
  errors: z.int(),
  queries: z.int(),
  /** Largest relative change against last period, 0.2 = 20 %; null: nothing to compare. */
  largestChange: DecimalText.nullable(),
});
export type SubmissionRow = z.infer<typeof SubmissionRow>;

export const Act = z.object({
  act: z.enum([
    'submit',
    'send-back',
    'review',
    'accept',
    'reopen',
    'add',
    'exempt',
    'include',
    'extend',
    'remind',
  ]),
  revision: z.int(),
  by: z.string(),
  at: Instant,
  remarks: z.array(z.object({ field: z.string(), text: z.string() })),
  reason: z.string().nullable(),
  /** The day that an extension allows, or that a reminder reminds of. */
  dueOn: Day.nullable(),
});
export type Act = z.infer<typeof Act>;

export const Revision = z.object({
  revision: z.int(),
  answers: Answers,
  explanations: Explanations,
  findings: z.array(Finding),
  by: z.string(),
  at: Instant,
});
export type Revision = z.infer<typeof Revision>;

export const Submission = SubmissionRow.extend({
  form: Form,
  periodStatus: PeriodStatus,
  draft: z
    .object({ version: z.int(), answers: Answers, explanations: Explanations, by: z.string(), at: Instant })
    .nullable(),
  revisions: z.array(Revision),
  acts: z.array(Act),
  /** Last period's accepted or else reported values, and those of the same period last year. */
  previous: z.object({ code: PeriodCode, stage: Stage, answers: Answers }).nullable(),
  lastYear: z.object({ code: PeriodCode, stage: Stage, answers: Answers }).nullable(),
  /** Figures from elsewhere that the form's rules compare with, by name; null: not there. */
  sources: z.record(z.string(), DecimalText.nullable()),
  /** What the signed-in person may do now. */
  may: z.array(
    z.enum([
      'save',
      'submit',
      'send-back',
      'review',
      'accept',
      'reopen',
      'remind',
      'extend',
      'exempt',
      'include',
    ]),
  ),
  /** The days that the review limit skips, with the reason. */
  reviewSkips: z.array(z.object({ date: Day, reason: z.string() })),
});
export type Submission = z.infer<typeof Submission>;

const one = z.object({ submissionId: z.uuid() });
export const Moved = z.object({ submissionId: z.uuid(), status: SubmissionStatus, revision: z.int() });

export const statistics = {
  listPeriods: reads(
    { path: '/statistics/periods', summary: 'Reporting periods with what is due and what has come in', tag },
    worklist,
  ).output(
    ListSaid.extend({
      rows: z.array(Period),
      /** Forms in force today, of which a period can be opened. */
      forms: z.array(z.object({ id: z.string(), name: Words, frequency: Form.shape.frequency })),
    }),
  ),
  progress: reads(
    {
      path: '/statistics/periods/{periodId}/progress',
      summary: 'How far the reports of a period have come, by sub-park',
      tag,
    },
    worklist,
  )
    .input(z.object({ periodId: z.uuid() }))
    .output(
      ListSaid.extend({
        rows: z.array(
          z.object({
            subPark: z.object({ id: z.uuid(), code: z.string(), shortName: Words }),
            counts: PeriodCounts,
          }),
        ),
      }),
    ),
  openPeriod: writes({
    path: '/statistics/periods/open',
    summary: 'Open a period: its respondents are drawn by scope and frozen',
    tag,
  })
    .errors(problems('ALREADY_EXISTS', 'PERIOD_NOT_YET', 'PERIOD_OF_OTHER_KIND'))
    .input(z.object({ formId: z.string(), code: PeriodCode }))
    .output(z.object({ periodId: z.uuid(), respondents: z.int() })),
  closePeriod: writes({ path: '/statistics/periods/{periodId}/close', summary: 'Close a period, 封账', tag })
    .errors(problems('MOVE_REFUSED', 'PERIOD_HAS_UNFINISHED'))
    .input(z.object({ periodId: z.uuid() }))
    .output(z.object({ periodId: z.uuid(), status: PeriodStatus })),
  reopenPeriod: writes({
    path: '/statistics/periods/{periodId}/reopen',
    summary: 'Reopen a closed period, with the reason',
    tag,
  })
    .errors(problems('MOVE_REFUSED'))
    .input(z.object({ periodId: z.uuid(), reason: z.string().trim().min(5).max(500) }))
    .output(z.object({ periodId: z.uuid(), status: PeriodStatus })),
  listSubmissions: reads(
    { path: '/statistics/submissions', summary: 'Reports of a period in my part of the zone', tag },
    worklist,
  )
    .input(
      z.object({
        periodId: z.uuid().optional(),
        status: SubmissionStatus.optional(),
        subParkId: z.uuid().optional(),
        search: z.string().max(60).optional(),
        limit: z.int().min(1).max(2_000).default(200),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(ListSaid.extend({ rows: z.array(SubmissionRow) })),
  getSubmission: reads(
    {
      path: '/statistics/submissions/{submissionId}',
      summary: 'One report with every revision and act',
      tag,
    },
    wholeHistory,
  )
    .input(one)
    .output(Submission),
  saveDraft: writes({
    path: '/statistics/submissions/{submissionId}/draft',
    summary: 'Save what is being written',
    tag,
  })
    .errors(problems('DRAFT_MOVED', 'MOVE_REFUSED', 'PERIOD_CLOSED'))
    .input(one.extend({ version: z.int().min(0), answers: Answers, explanations: Explanations }))
    .output(z.object({ version: z.int(), savedAt: Instant })),
  submit: writes({
    path: '/statistics/submissions/{submissionId}/submit',
    summary: 'Submit the report, 报送',
    tag,
  })
    .errors(problems('DRAFT_MOVED', 'ERRORS_LEFT', 'MOVE_REFUSED', 'PERIOD_CLOSED'))
    .input(
      one.extend({
        version: z.int().min(0),
        answers: Answers,
        explanations: Explanations,
        signatories: Signatories.optional(),
      }),
    )
    .output(Moved),
  sendBack: writes({
    path: '/statistics/submissions/{submissionId}/send-back',
    summary: 'Send back with remarks at the cells, 退回',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED', 'ACCEPTED_BY_OTHERS', 'REMARK_MISSING'))
    .input(
      one.extend({
        remarks: z.array(z.object({ field: z.string(), text: z.string().trim().min(2).max(500) })).max(60),
      }),
    )
    .output(Moved),
  review: writes({
    path: '/statistics/submissions/review',
    summary: 'Pass reports, 审核通过; all or none',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED', 'CALENDAR_UNKNOWN'))
    .input(z.object({ submissionIds: z.array(z.uuid()).min(1).max(2_000) }))
    .output(z.object({ moved: z.array(Moved) })),
  accept: writes({
    path: '/statistics/submissions/accept',
    summary: 'Accept reviewed reports, 核定; all or none',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED', 'ACCEPTED_BY_OTHERS'))
    .input(z.object({ submissionIds: z.array(z.uuid()).min(1).max(2_000) }))
    .output(z.object({ moved: z.array(Moved) })),
  reopenSubmission: writes({
    path: '/statistics/submissions/{submissionId}/reopen',
    summary: 'Ask for a correction of an accepted report',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED', 'ACCEPTED_BY_OTHERS'))
    .input(one.extend({ reason: z.string().trim().min(5).max(500) }))
    .output(Moved),
};
