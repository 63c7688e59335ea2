import type { Answers, Form, FormField, Submission } from '@yuanheng/contract';
import { type SubmissionCheck, checkSubmission } from '@yuanheng/engine/statistics';
import { exactText } from '../../ui/format.ts';

export const LEAST_EXPLANATION = 10;

export const isExplained = (text: string | undefined): boolean =>
  [...(text ?? '').trim()].length >= LEAST_EXPLANATION;

export function checkOf(report: Submission, answers: Answers): SubmissionCheck {
  return checkSubmission(report.form, {
    answers,
    previous: report.previous?.answers ?? null,
    lastYear: report.lastYear?.answers ?? null,
    firstQuarter: report.periodCode.endsWith('Q1'),
  });
}

/** What a cell says in words: an option's name, a number with separators, — for nothing. */
export function shownText(
  field: FormField,
  value: string | null | undefined,
  words: (w: { zh: string; en: string }) => string,
): string {
  if (field.kind !== 'choice') return exactText(value);
  const option = field.options.find(({ id }) => id === value);
  return option ? words(option.name) : '—';
}

/** Months that a value of the form covers, 1–9; running totals begin in January. */
export function monthsOf(code: string): string {
  const quarter = Number(code.split('Q')[1] ?? 4);
  return `1–${quarter * 3}`;
}

export const sectionFields = (form: Form, section: string): FormField[] =>
  form.fields.filter((field) => field.section === section);
