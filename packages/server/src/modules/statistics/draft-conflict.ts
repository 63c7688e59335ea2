import type { Answers, Explanations, ProblemData } from '@yuanheng/contract';
import type { Draft } from './submission.store.ts';

type Texts = Readonly<Record<string, string | null>>;

/** What somebody else's draft has otherwise than the one that was to be saved: both values of every cell and every word. */
export function conflictOf(
  draft: Draft,
  yours: { readonly answers: Answers; readonly explanations: Explanations },
): ProblemData<'DRAFT_MOVED'> {
  return {
    version: draft.version,
    savedBy: draft.by,
    savedAt: draft.savedAt.toISOString(),
    cells: different(yours.answers, draft.answers).map(({ key, ...values }) => ({ field: key, ...values })),
    explanations: different(yours.explanations, draft.explanations).map(({ key, ...values }) => ({
      ruleId: key,
      ...values,
    })),
  };
}

/** A text that was never written and one that was emptied are the same. */
function different(yours: Texts, theirs: Texts) {
  return [...new Set([...Object.keys(theirs), ...Object.keys(yours)])]
    .map((key) => ({ key, yours: yours[key] || null, theirs: theirs[key] || null }))
    .filter((one) => one.yours !== one.theirs);
}
