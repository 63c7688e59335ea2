import type { Answers, Explanations } from '@yuanheng/contract';
import { periodOf, previousPeriod, samePeriodLastYear } from '@yuanheng/engine/calendar';
import { checkSubmission } from '@yuanheng/engine/statistics';
import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { answersOf } from './fact.views.ts';
import { getForm } from './form.store.ts';
import type { PeriodRow } from './period.store.ts';
import type { SubmissionHead } from './submission.store.ts';

/** Runs the form's rules over what was written, with last period and last year beside it. */
export async function checkAnswers(
  ctx: WriteContext,
  { head, period, answers }: { head: SubmissionHead; period: PeriodRow; answers: Answers },
) {
  const { zoneId } = ctx.actor;
  const form = await getForm(ctx.db, zoneId, { formId: period.form_id, version: period.form_version });
  const span = periodOf(period.code);
  const of = async (periodStart: string) =>
    (await answersOf(ctx.db, { zoneId, form, periodStart, subjectId: head.subject_id }))?.answers ?? null;
  const previous = await of(previousPeriod(span).starts);
  const lastYear = await of(samePeriodLastYear(span).starts);
  return {
    form,
    previous,
    checked: checkSubmission(form, {
      answers,
      previous,
      lastYear,
      firstQuarter: span.kind === 'quarter' && span.number === 1,
    }),
  };
}

const SHORTEST_EXPLANATION = 10;

/** Whether a query of a rule has been answered with more than a word. */
export const isExplained = (explanations: Explanations, ruleId: string): boolean =>
  [...(explanations[ruleId]?.trim() ?? '')].length >= SHORTEST_EXPLANATION;

export function refuseUnready(
  { findings, missing }: ReturnType<typeof checkSubmission>,
  explanations: Explanations,
): void {
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId);
  const unexplained = findings
    .filter(({ severity, ruleId }) => severity === 'query' && !isExplained(explanations, ruleId))
    .map(({ ruleId }) => ruleId);
  if (errors.length + unexplained.length + missing.length > 0)
    throw problem('ERRORS_LEFT', { errors, unexplained, missing });
}
