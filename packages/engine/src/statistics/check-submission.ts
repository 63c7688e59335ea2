import { type Ast, type FormulaValue, decimal, evaluate, namesIn } from '../formula/index.ts';
import { readEntry } from './entry.ts';

/** What of a form's fields the checks need; the contract's form has it. */
export interface CheckedField {
  readonly id: string;
  readonly formulaName: string;
  readonly previousName: string | null;
  readonly lastYearName: string | null;
  readonly kind: 'level' | 'flow' | 'running-total' | 'choice';
  readonly unit: string | null;
  readonly decimals: number;
  readonly required: boolean;
  /** Formulas know an option by its Chinese name. */
  readonly options: readonly { readonly id: string; readonly name: { readonly zh: string } }[];
}

export interface CheckedRule {
  readonly id: string;
  readonly severity: 'error' | 'query' | 'advice';
  readonly ast: unknown;
  readonly fields: readonly string[];
  readonly message: { readonly zh: string; readonly en: string };
  readonly notInFirstQuarter: boolean;
}

export interface CheckedForm {
  readonly fields: readonly CheckedField[];
  readonly rules: readonly CheckedRule[];
}

type Texts = Readonly<Record<string, string | null>>;

export interface SubmissionInput {
  readonly answers: Texts;
  readonly previous: Texts | null;
  readonly lastYear: Texts | null;
  /** Figures from elsewhere by their names in formulas; what is not in it cannot be told. */
  readonly sources?: Texts;
  /** The period is the first quarter of a year, where running totals start again. */
  readonly firstQuarter: boolean;
}

export interface SubmissionFinding {
  readonly ruleId: string;
  readonly severity: 'error' | 'query' | 'advice';
  readonly fields: string[];
  readonly message: { readonly zh: string; readonly en: string };
  readonly because: { readonly name: string; readonly value: string | null }[];
}

export interface SubmissionCheck {
  readonly findings: SubmissionFinding[];
  /** Required fields that are empty. */
  readonly missing: string[];
  /** Rules that could not be told, because something they look at is missing. */
  readonly cannotTell: string[];
  /** Answers in the field's unit as plain decimal text; what is no number is not in it. */
  readonly clean: Record<string, string | null>;
}

/**
 * Checks a report as it stands: every cell by itself, then the form's rules. The same function answers while it is
 * typed and when it is submitted.
 */
export function checkSubmission(form: CheckedForm, input: SubmissionInput): SubmissionCheck {
  const cells = form.fields.map((field) => readCell(field, input.answers[field.id] ?? ''));
  const clean = Object.fromEntries(form.fields.map((field, i) => [field.id, cells[i]?.clean ?? null]));
  const values = valuesOf(form, clean, input);
  const findings = cells.flatMap((cell) => cell.finding ?? []);
  const broken = new Set(findings.flatMap((finding) => finding.fields));
  const cannotTell: string[] = [];
  for (const rule of form.rules) {
    if (rule.notInFirstQuarter && input.firstQuarter) continue;
    const outcome = evaluate(rule.ast as Ast, values);
    if (outcome === null) cannotTell.push(rule.id);
    if (outcome === false && !rule.fields.some((field) => broken.has(field)))
      findings.push(findingOf(rule, values));
  }
  const missing = form.fields
    .filter((field, i) => field.required && cells[i]?.empty)
    .map((field) => field.id);
  return { findings, missing, cannotTell, clean };
}

function findingOf(rule: CheckedRule, values: Readonly<Record<string, FormulaValue>>): SubmissionFinding {
  const because = namesIn(rule.ast as Ast).map((name) => ({ name, value: values[name]?.toString() ?? null }));
  return {
    ruleId: rule.id,
    severity: rule.severity,
    fields: [...rule.fields],
    message: rule.message,
    because,
  };
}

interface Cell {
  readonly clean: string | null;
  readonly empty: boolean;
  readonly finding?: SubmissionFinding;
}

function readCell(field: CheckedField, typed: string): Cell {
  if (field.kind === 'choice') {
    if (typed === '') return { clean: null, empty: true };
    if (field.options.some(({ id }) => id === typed)) return { clean: typed, empty: false };
    return {
      clean: null,
      empty: false,
      finding: cellFinding(field, 'no-option', {
        zh: `没有“${typed}”这个选项，请重新选择`,
        en: `There is no option "${typed}"; choose again`,
      }),
    };
  }
  const entry = readEntry(typed, field.unit, field.decimals);
  switch (entry.kind) {
    case 'missing':
      return { clean: null, empty: true };
    case 'value':
      return { clean: entry.value, empty: false };
    case 'not-a-number':
      return {
        clean: null,
        empty: false,
        finding: cellFinding(field, 'not-a-number', {
          zh: `“${entry.typed}”不是数，请改为${field.unit ?? ''}数字`,
          en: `"${entry.typed}" is no number`,
        }),
      };
    case 'too-fine':
      return {
        clean: null,
        empty: false,
        finding: cellFinding(field, 'too-fine', {
          zh: `折合 ${entry.value} ${field.unit ?? ''}，本栏${field.decimals === 0 ? '不留小数' : `保留 ${field.decimals} 位小数`}，请取整后填写`,
          en: `That is ${entry.value}; the field keeps ${field.decimals} decimals`,
        }),
      };
  }
}

function cellFinding(
  field: CheckedField,
  ruleId: string,
  message: { zh: string; en: string },
): SubmissionFinding {
  return { ruleId: `${ruleId}:${field.id}`, severity: 'error', fields: [field.id], message, because: [] };
}

function valuesOf(
  form: CheckedForm,
  clean: Texts,
  { previous, lastYear, sources = {} }: SubmissionInput,
): Record<string, FormulaValue> {
  const values: Record<string, FormulaValue> = {};
  for (const [name, text] of Object.entries(sources)) values[name] = text === null ? null : decimal(text);
  for (const field of form.fields) {
    const value = (texts: Texts | null): FormulaValue => {
      const text = texts?.[field.id] ?? null;
      if (text === null) return null;
      if (field.kind !== 'choice') return decimal(text);
      return field.options.find(({ id }) => id === text)?.name.zh ?? null;
    };
    values[field.formulaName] = value(clean);
    if (field.previousName !== null) values[field.previousName] = value(previous);
    if (field.lastYearName !== null) values[field.lastYearName] = value(lastYear);
  }
  return values;
}

/** The largest relative change of a level or running total against last period, as a share; null without comparison. */
export function largestChange(form: CheckedForm, clean: Texts, previous: Texts | null): string | null {
  const changes = form.fields.flatMap((field) => {
    const [now, before] = [clean[field.id], previous?.[field.id]];
    if (field.kind !== 'level' || !field.required || !now || !before) return [];
    return decimal(now).minus(decimal(before)).abs().dividedBy(decimal(before).abs()) ?? [];
  });
  return (
    changes
      .toSorted((a, b) => b.compare(a))[0]
      ?.round(4)
      .toString() ?? null
  );
}
