import { z } from 'zod';
import { Instant, PeriodCode, Words, reads } from './base.ts';
import { problems } from './problems.ts';
import { Signatories } from './statistics.ts';

/** Reports are still signed and sealed on paper: what the cover sheet says, and whether it is what is recorded. */
const tag = 'statistics';
const aboutARevision = {
  access: 'granted',
  timeless: 'a revision never changes, and the latest one is part of the answer',
} as const;

/** One submitted revision as its paper states it. */
export const Paper = z.object({
  submissionId: z.uuid(),
  respondent: z.object({ code: z.string(), name: z.string() }),
  formId: z.string(),
  formVersion: z.int(),
  formName: Words,
  periodCode: PeriodCode,
  revision: z.int(),
  latestRevision: z.int(),
  submittedAt: Instant,
  by: z.string(),
  signatories: Signatories.nullable(),
  /** SHA-256 of the text that docs/cover.md describes. */
  digest: z.string(),
  /** The text of the QR code, and the line to be typed. */
  code: z.string(),
  typedCode: z.string(),
});
export type Paper = z.infer<typeof Paper>;

export const CoverCheck = z.object({
  /** `later`: the paper is a revision that has been corrected; `altered`: paper and record differ. */
  outcome: z.enum(['equal', 'later', 'altered', 'unknown']),
  /** What the code says. */
  said: z.object({
    form: z.string(),
    period: z.string(),
    respondent: z.string(),
    revision: z.int(),
    digest: z.string(),
  }),
  /** What is recorded of that revision; null: nothing that you may see. */
  recorded: Paper.nullable(),
});
export type CoverCheck = z.infer<typeof CoverCheck>;

export const cover = {
  cover: reads(
    {
      path: '/statistics/submissions/{submissionId}/cover',
      summary: 'The cover sheet of a submitted revision, and who signed last',
      tag,
    },
    aboutARevision,
  )
    .input(z.object({ submissionId: z.uuid(), revision: z.int().min(1).optional() }))
    .output(
      z.object({
        /** Null: nothing was submitted yet. */
        paper: Paper.nullable(),
        /** Who signed this respondent's last report, to be asked once. */
        lastSignatories: Signatories.nullable(),
      }),
    ),
  checkCover: reads(
    { path: '/statistics/cover', summary: 'Whether a paper is what is recorded', tag },
    aboutARevision,
  )
    .errors(problems('NOT_A_COVER_CODE'))
    .input(z.object({ code: z.string().min(1).max(300) }))
    .output(CoverCheck),
};
