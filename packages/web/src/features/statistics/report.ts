import type { Answers, Finding, Form, FormField, Submission } from '@yuanheng/contract';
import { decimal } from '@yuanheng/engine/formula';
import { type SubmissionCheck, checkSubmission, readEntry } from '@yuanheng/engine/statistics';
import { exactText } from '../../ui/format.ts';
import type { Cell } from './grid/cell.ts';

type Words = (words: { zh: string; en: string }) => string;

export const LEAST_EXPLANATION = 10;

export const isExplained = (text: string | undefined): boolean =>
  [...(text ?? '').trim()].length >= LEAST_EXPLANATION;

export function checkOf(report: Submission, answers: Answers): SubmissionCheck {
  return checkSubmission(report.form, {
    answers,
    previous: report.previous?.answers ?? null,
    lastYear: report.lastYear?.answers ?? null,
    sources: report.sources,
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

/** A name of a formula in the reader's language: a field's own, or that of its last period or last year. */
function nameIn(form: Form, name: string, words: Words): string {
  const of = (key: 'formulaName' | 'previousName' | 'lastYearName') =>
    form.fields.find((field) => field[key] === name)?.name.en;
  const own = of('formulaName');
  const previous = of('previousName');
  const lastYear = of('lastYearName');
  const en = own ?? (previous ? `${previous}, period before` : lastYear && `${lastYear}, last year`);
  return words({ zh: name, en: en ?? name });
}

/** What a finding looked at, in words. */
export const sawText = (form: Form, { because }: Pick<Finding, 'because'>, words: Words): string =>
  because
    .map(({ name, value }) => `${nameIn(form, name, words)} ${exactText(value)}`)
    .join(words({ zh: '；', en: '; ' }));

/** By how much a value differs from another, exactly; null where one of them is missing. */
export function differenceOf(
  field: FormField,
  now: string | null | undefined,
  before: string | null | undefined,
) {
  return field.kind === 'choice' || !now || !before ? null : decimal(now).minus(decimal(before)).toString();
}

/** A field's cell to write in: as it was typed, or the number that was understood. */
export function entryCell(
  field: FormField,
  raw: string,
  { label, findings, words }: { label: string; findings: readonly Pick<Finding, 'severity'>[]; words: Words },
): Cell {
  const tone = (['error', 'query'] as const).find((one) => findings.some(({ severity }) => severity === one));
  const shared = {
    label,
    field: field.id,
    raw,
    tone,
    describedBy: findings.length > 0 ? `finding-${field.id}` : undefined,
  };
  if (field.kind === 'choice') {
    const options = field.options.map(({ id, name }) => ({
      id,
      text: words(name),
      names: [name.zh, name.en],
    }));
    const text = options.find(({ id }) => id === raw)?.text ?? raw;
    return { ...shared, options, text, isText: true };
  }
  const read = readEntry(raw, field.unit, field.decimals);
  return { ...shared, text: read.kind === 'value' ? exactText(read.value) : raw };
}
