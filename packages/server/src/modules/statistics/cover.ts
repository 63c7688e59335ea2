import type { Answers, Explanations, Paper, Signatories } from '@yuanheng/contract';
import { coverCode, typedCode } from '@yuanheng/engine/statistics';
import { canonical, sha256 } from '../../kernel/audit/canonical.ts';

/** A recorded revision as its cover sheet needs it. */
export interface RecordedRevision {
  readonly zone: string;
  readonly submissionId: string;
  readonly respondent: { readonly code: string; readonly name: string };
  readonly formId: string;
  readonly formVersion: number;
  readonly formName: Paper['formName'];
  readonly periodCode: string;
  readonly revision: number;
  readonly latestRevision: number;
  readonly submittedAt: Date;
  readonly by: string;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly signatories: Signatories | null;
}

/** The text whose SHA-256 stands on the cover sheet, line by line as docs/cover.md says. */
export const coverText = (r: RecordedRevision): string =>
  [
    'yuanheng-cover-1',
    r.zone,
    `${r.formId} ${r.formVersion}`,
    r.periodCode,
    r.respondent.code,
    r.respondent.name,
    String(r.revision),
    r.submittedAt.toISOString(),
    canonical(r.answers),
    canonical(r.explanations),
    canonical(r.signatories),
  ].join('\n');

/** The cover sheet of a revision, computed from what is recorded at this moment. */
export function paperOf(recorded: RecordedRevision): Paper {
  const { zone, answers: _answers, explanations: _explanations, submittedAt, ...said } = recorded;
  const digest = sha256(coverText(recorded));
  const { formId: form, periodCode: period, revision } = said;
  const code = { zone, form, period, respondent: said.respondent.code, revision, digest };
  return {
    ...said,
    submittedAt: submittedAt.toISOString(),
    digest,
    code: coverCode(code),
    typedCode: typedCode(code),
  };
}
