import { z } from 'zod';
import { writes } from './base.ts';
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

export const desk = {
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
