import { z } from 'zod';
import { Instant, PeriodCode, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';
import { Form } from './form.ts';
import { Finding, SubmissionStatus } from './statistics.ts';

const tag = 'exchange';
const now = {
  access: 'granted',
  timeless: 'a workbook to fill in has the figures of today beside it',
} as const;

/** Which reports a workbook may change: one report, or those of a period that the reader reaches. */
const Target = z.object({
  file: z.file(),
  submissionId: z.uuid().optional(),
  periodId: z.uuid().optional(),
  convert: z.boolean().default(false).meta({
    description: 'Takes a workbook of another version or period over, field by field.',
  }),
});

const FieldName = z.object({ id: z.string(), name: Words });

/** A cell that cannot be taken as it stands. */
export const WrongCell = z.object({
  field: z.string(),
  address: z.string(),
  typed: z.string(),
  message: Words,
});
export type WrongCell = z.infer<typeof WrongCell>;

/** `same`: nothing in it is new; `wrong`: something must be corrected; `refused`: the report cannot be written now. */
export const Outcome = z.enum(['ready', 'same', 'wrong', 'refused']);
export type Outcome = z.infer<typeof Outcome>;

export const ReceivedReport = z.object({
  submissionId: z.uuid(),
  respondent: z.string(),
  status: SubmissionStatus,
  /** The row of the sheet. */
  row: z.int(),
  outcome: Outcome,
  reason: Words.nullable(),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  wrong: z.array(WrongCell),
  findings: z.array(Finding),
  /** Queries without an explanation, and required fields that are empty: it can be saved, not submitted. */
  unexplained: z.array(z.string()),
  missing: z.array(z.string()),
});
export type ReceivedReport = z.infer<typeof ReceivedReport>;

export const Preview = z.object({
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  sheet: z.string(),
  readAt: Instant,
  periodCode: PeriodCode,
  form: Form,
  /** Stands for what the reports were when this was read; writing is refused when they have moved since. */
  state: z.string(),
  conversion: z
    .object({ version: z.int(), periodCode: PeriodCode, lost: z.array(FieldName), fresh: z.array(FieldName) })
    .nullable(),
  reports: z.array(ReceivedReport),
});
export type Preview = z.infer<typeof Preview>;

const ofWorkbooks = problems('FILE_REFUSED', 'WORKBOOK_UNKNOWN', 'WORKBOOK_OF_OTHER_VERSION');

export const exchange = {
  workbook: reads(
    {
      path: '/exchange/submissions/{submissionId}/workbook',
      summary: 'A report as a workbook to fill in',
      tag,
    },
    now,
  )
    .input(z.object({ submissionId: z.uuid() }))
    .output(z.file()),
  preview: writes({
    path: '/exchange/workbooks/preview',
    summary: 'What a filled-in workbook would change; nothing is written',
    tag,
  })
    .errors(ofWorkbooks)
    .input(Target)
    .output(Preview),
  marked: writes({
    path: '/exchange/workbooks/marked',
    summary: 'The workbook back, with what is wrong coloured and commented',
    tag,
  })
    .errors(ofWorkbooks)
    .input(Target)
    .output(z.file()),
  apply: writes({
    path: '/exchange/workbooks/apply',
    summary: 'Write what a workbook says into its reports, all or none',
    tag,
  })
    .errors(ofWorkbooks)
    .errors(
      problems(
        'WORKBOOK_MOVED',
        'WORKBOOK_NOT_READY',
        'DRAFT_MOVED',
        'ERRORS_LEFT',
        'MOVE_REFUSED',
        'PERIOD_CLOSED',
      ),
    )
    .input(Target.extend({ act: z.enum(['save', 'submit']), state: z.string().max(100) }))
    .output(z.object({ written: z.array(z.uuid()), same: z.int(), sha256: z.string() })),
};
