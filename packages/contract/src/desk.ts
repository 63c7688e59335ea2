import { z } from 'zod';
import { Day, Instant, ListSaid, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';
import { Moved, SubmissionStatus } from './statistics.ts';

/** The acts of the office and the sub-parks on many reports at once; routes of the module `statistics`. */
const tag = 'statistics';

export const CleanRule = z.enum(['untroubled', 'explained']);

/** A report that a bulk pass left as it was, and why. */
export const LeftOut = z.object({
  submissionId: z.uuid(),
  name: z.string(),
  /** `moved`: it is no longer where it waited for this act; `resubmitted`: another revision than the one looked at. */
  why: z.enum(['moved', 'resubmitted', 'errors', 'unexplained', 'queries', 'nothing-to-compare', 'change']),
  status: SubmissionStatus,
  /** Who did the last act on it, where it has moved. */
  by: z.string().nullable(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** A respondent that has not reported, with whom to ask. */
export const Reminded = z.object({
  submissionId: z.uuid(),
  name: z.string(),
  subPark: Words,
  carrier: Words,
  status: SubmissionStatus,
  dueOn: Day,
  /** Calendar days after the day it was due on; negative: so many are left. */
  daysLate: z.int(),
  /** Who reports for it: names of its people. */
  contacts: z.array(z.string()),
  reminded: z.object({ times: z.int(), by: z.string(), at: Instant }).nullable(),
  /** Was reminded today already: no second time on the same day. */
  today: z.boolean(),
});
export type Reminded = z.infer<typeof Reminded>;

const worklist = {
  access: 'granted',
  timeless: 'a work list is about now',
} as const;
const Reason = z.string().trim().min(5).max(500);
const some = z.object({ submissionIds: z.array(z.uuid()).min(1).max(2_000) });
const MovedAll = z.object({ moved: z.array(Moved) });

export const desk = {
  reminderList: reads(
    {
      path: '/statistics/periods/{periodId}/reminders',
      summary:
        'Who has not reported and is late, will be due soon, or has a report to correct, with whom to ask',
      tag,
    },
    worklist,
  )
    .input(
      z.object({
        periodId: z.uuid(),
        reach: z.enum(['late', 'due-soon', 'sent-back']),
        /** How many calendar days count as soon. */
        days: z.int().min(0).max(31).default(3),
      }),
    )
    .output(ListSaid.extend({ rows: z.array(Reminded) })),
  remind: writes({
    path: '/statistics/submissions/remind',
    summary: 'Remind respondents to report, 催报; nobody twice on the same day',
    tag,
  })
    .errors(problems('PERIOD_CLOSED'))
    .input(some)
    .output(
      z.object({
        reminded: z.int(),
        /** `reported`: has reported meanwhile or need not; `today`: was reminded today already. */
        leftOut: z.array(
          z.object({
            submissionId: z.uuid(),
            name: z.string(),
            why: z.enum(['reported', 'today']),
            by: z.string().nullable(),
          }),
        ),
      }),
    ),
  extendDue: writes({
    path: '/statistics/submissions/extend',
    summary: 'Let respondents report later, 延期, with the reason; all or none',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED', 'DUE_DAY_NOT_LATER'))
    .input(some.extend({ dueOn: Day, reason: Reason }))
    .output(MovedAll),
  exempt: writes({
    path: '/statistics/submissions/exempt',
    summary: 'Take respondents off the due list, 豁免, with the reason; all or none',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED'))
    .input(some.extend({ reason: Reason }))
    .output(MovedAll),
  include: writes({
    path: '/statistics/submissions/include',
    summary: 'Put exempted respondents back on the due list, 恢复应报, with the reason; all or none',
    tag,
  })
    .errors(problems('MOVE_REFUSED', 'PERIOD_CLOSED'))
    .input(some.extend({ reason: Reason }))
    .output(MovedAll),
  listAddable: reads(
    {
      path: '/statistics/periods/{periodId}/addable',
      summary: 'Who sits in a carrier today and is not on the due list of a period',
      tag,
    },
    worklist,
  )
    .input(z.object({ periodId: z.uuid(), search: z.string().max(60).default('') }))
    .output(
      ListSaid.extend({
        /** The first of them by name. */
        rows: z.array(z.object({ subjectId: z.uuid(), name: z.string(), subPark: Words, carrier: Words })),
      }),
    ),
  addRespondent: writes({
    path: '/statistics/periods/{periodId}/respondents',
    summary: 'Add a respondent to the due list of a period, 增列, with the reason',
    tag,
  })
    .errors(problems('PERIOD_CLOSED', 'ALREADY_DUE', 'ALREADY_EXISTS'))
    .input(z.object({ periodId: z.uuid(), subjectId: z.uuid(), reason: Reason }))
    .output(z.object({ submissionId: z.uuid() })),
  passClean: writes({
    path: '/statistics/submissions/pass-clean',
    summary:
      'Pass the clean ones of the chosen reports; the others are left as they are, each with the reason',
    tag,
  })
    .errors(problems('PERIOD_CLOSED', 'CALENDAR_UNKNOWN', 'ACCEPTED_BY_OTHERS'))
    .input(
      z.object({
        rule: CleanRule,
        /** The revision that was looked at: a later one is not passed unseen. */
        reports: z
          .array(z.object({ submissionId: z.uuid(), revision: z.int().min(1) }))
          .min(1)
          .max(2_000),
      }),
    )
    .output(
      z.object({
        /** A sub-park reviews, the office accepts. */
        act: z.enum(['review', 'accept']),
        passed: z.array(Moved),
        leftOut: z.array(LeftOut),
      }),
    ),
};
