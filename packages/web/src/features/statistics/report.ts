import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Form, FormField, ProblemData, Submission } from '@yuanheng/contract';
import { type SubmissionCheck, checkSubmission } from '@yuanheng/engine/statistics';
import { api, codeOf, dataOf } from '../../app/rpc.ts';
import { exactText } from '../../ui/format.ts';

type Texts = Record<string, string | null>;
export type Conflict = ProblemData<'DRAFT_MOVED'>;

export const LEAST_EXPLANATION = 10;
const SAVE_AFTER_MS = 1_500;

export const isExplained = (text: string | undefined): boolean =>
  [...(text ?? '').trim()].length >= LEAST_EXPLANATION;

export function checkOf(report: Submission, answers: Texts): SubmissionCheck {
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

/** A report while it is written: what stands in the cells, what is wrong with it, and saving by itself. */
export function useWriting(report: Submission) {
  const queries = useQueryClient();
  const start = report.draft ?? report.revisions[0];
  const [answers, setAnswers] = useState<Texts>(start?.answers ?? {});
  const [explanations, setExplanations] = useState<Record<string, string>>(start?.explanations ?? {});
  const [unsaved, setUnsaved] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const version = useRef(report.draft?.version ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef({ answers, explanations });
  const refused = (error: unknown) => {
    if (codeOf(error) === 'DRAFT_MOVED') setConflict(dataOf<Conflict>(error) ?? null);
  };
  const save = useMutation(api.statistics.saveDraft.mutationOptions());
  const submit = useMutation(
    api.statistics.submit.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const written = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setUnsaved(false);
    return { submissionId: report.id, version: version.current, ...latest.current };
  };
  const saveNow = () =>
    save.mutate(written(), {
      onSuccess: (saved) => {
        version.current = saved.version;
      },
      onError: (error) => {
        setUnsaved(true);
        refused(error);
      },
    });
  const flush = useRef(saveNow);
  useEffect(() => {
    flush.current = saveNow;
  });
  // what was typed just before the page is left is saved all the same
  useEffect(() => () => void (timer.current !== null && flush.current()), []);
  useEffect(() => {
    const keep = (event: BeforeUnloadEvent) => {
      if (unsaved) event.preventDefault();
    };
    addEventListener('beforeunload', keep);
    return () => removeEventListener('beforeunload', keep);
  }, [unsaved]);
  const change = (next: Partial<{ answers: Texts; explanations: Record<string, string> }>) => {
    latest.current = { ...latest.current, ...next };
    if (next.answers) setAnswers(next.answers);
    if (next.explanations) setExplanations(next.explanations);
    setUnsaved(true);
    timer.current ??= setTimeout(saveNow, SAVE_AFTER_MS);
  };
  /** Takes over the chosen values of a conflict and saves on top of the other editor's version. */
  const resolve = (chosen: Texts) => {
    if (!conflict) return;
    version.current = conflict.version;
    setConflict(null);
    save.reset();
    submit.reset();
    change({ answers: { ...latest.current.answers, ...chosen } });
  };
  return {
    report,
    answers,
    explanations,
    checked: checkOf(report, answers),
    unsaved,
    conflict,
    save,
    saveNow,
    submit,
    send: () => submit.mutate(written(), { onError: refused }),
    set: (field: string, value: string) => change({ answers: { ...latest.current.answers, [field]: value } }),
    setMany: (values: Texts) => change({ answers: { ...latest.current.answers, ...values } }),
    explain: (rule: string, text: string) =>
      change({ explanations: { ...latest.current.explanations, [rule]: text } }),
    resolve,
  };
}

export type Writing = ReturnType<typeof useWriting>;

/** What still stands between a report and its submission. */
export function leftOf({ checked, explanations, report }: Writing) {
  const nameOf = (id: string) => report.form.fields.find((field) => field.id === id);
  const fieldsOf = (ids: readonly string[]) => ids.flatMap((id) => nameOf(id) ?? []);
  const errors = checked.findings.filter((f) => f.severity === 'error');
  const queries = checked.findings.filter(
    (f) => f.severity === 'query' && !isExplained(explanations[f.ruleId]),
  );
  return {
    errors: fieldsOf(errors.flatMap((f) => f.fields.slice(0, 1))),
    queries: fieldsOf(queries.flatMap((f) => f.fields.slice(0, 1))),
    missing: fieldsOf(checked.missing),
    ready: errors.length + queries.length + checked.missing.length === 0,
  };
}
