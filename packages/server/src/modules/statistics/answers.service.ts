import type { Answers, Explanations, Form } from '@yuanheng/contract';
import { type Period, periodOf, previousPeriod, samePeriodLastYear } from '@yuanheng/engine/calendar';
import { type SubmissionCheck, checkSubmission } from '@yuanheng/engine/statistics';
import type { Db } from '../../kernel/db/pool.ts';
import { type AnswersOf, answersOf } from './fact.views.ts';

type Texts = Readonly<Record<string, string | null>>;

/** What stands beside a report while its rules run. */
export interface Beside {
  readonly previous: AnswersOf | null;
  readonly lastYear: AnswersOf | null;
  /** Figures from other forms by their names in formulas; null: not there. */
  readonly sources: Texts;
}

interface BesideOf {
  readonly zoneId: string;
  readonly form: Form;
  readonly span: Period;
  readonly subjectIds: readonly string[];
}

/** Last period, last year and the figures from other forms, for each of many respondents. */
export async function readBeside(db: Db, of: BesideOf): Promise<(subjectId: string) => Beside> {
  const { zoneId, form, span, subjectIds } = of;
  const answersIn = (formId: string, period: { readonly starts: string } | { readonly ends: string }) =>
    answersOf(db, { zoneId, formId, period, subjectIds });
  const previous = await answersIn(form.id, previousPeriod(span));
  const yearly = span.kind === 'year';
  const lastYear = yearly ? previous : await answersIn(form.id, samePeriodLastYear(span));
  const elsewhere = new Map<string, ReadonlyMap<string, AnswersOf>>();
  for (const { from } of form.sources)
    if (from && !elsewhere.has(from.form))
      elsewhere.set(from.form, await answersIn(from.form, { ends: span.ends }));
  return (subjectId) => ({
    previous: previous.get(subjectId) ?? null,
    lastYear: lastYear.get(subjectId) ?? null,
    sources: Object.fromEntries(
      form.sources.map(({ name, from }) => [
        name,
        (from && elsewhere.get(from.form)?.get(subjectId)?.answers[from.field]) ?? null,
      ]),
    ),
  });
}

/** Runs the form's rules over what was written, with what stands beside it. */
export function checkAnswers(
  form: Form,
  code: string,
  { answers, beside }: { readonly answers: Answers; readonly beside: Beside },
): SubmissionCheck {
  const span = periodOf(code);
  return checkSubmission(form, {
    answers,
    previous: beside.previous?.answers ?? null,
    lastYear: beside.lastYear?.answers ?? null,
    sources: beside.sources,
    firstQuarter: span.kind === 'quarter' && span.number === 1,
  });
}

const SHORTEST_EXPLANATION = 10;

/** Whether a query of a rule has been answered with more than a word. */
export const isExplained = (explanations: Explanations, ruleId: string): boolean =>
  [...(explanations[ruleId]?.trim() ?? '')].length >= SHORTEST_EXPLANATION;

/** What keeps a report from being submitted: rules that say error, queries without an explanation, empty fields. */
export interface Unready {
  readonly errors: string[];
  readonly unexplained: string[];
  readonly missing: string[];
}

/** Null: nothing does. */
export function unreadyOf(
  { findings, missing }: SubmissionCheck,
  explanations: Explanations,
): Unready | null {
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId);
  const unexplained = findings
    .filter(({ severity, ruleId }) => severity === 'query' && !isExplained(explanations, ruleId))
    .map(({ ruleId }) => ruleId);
  return errors.length + unexplained.length + missing.length > 0 ? { errors, unexplained, missing } : null;
}
