import { useState } from 'react';
import type { Answers, Explanations, Submission } from '@yuanheng/contract';
import { useMe } from '../../app/session.ts';
import { type Written, keptOf } from './kept.ts';
import { checkOf, isExplained } from './report.ts';
import { useSaving } from './saving.ts';

const writtenIn = (found: Written | null | undefined): Written => ({
  answers: found?.answers ?? {},
  explanations: found?.explanations ?? {},
});

/** What was chosen of a conflict. */
export interface Chosen {
  readonly answers: Answers;
  readonly explanations: Explanations;
}

/** A report while it is written: what stands in the cells, what is wrong with it, and saving by itself. */
export function useWriting(report: Submission) {
  const person = useMe().person;
  const [kept] = useState(() => keptOf(person.id, report.id));
  const [read] = useState(() => writtenIn(report.draft ?? report.revisions[0]));
  const [written, setWritten] = useState(() => (kept ? writtenIn(kept) : read));
  const saving = useSaving(report, {
    person,
    read,
    written,
    version: kept?.version ?? report.draft?.version ?? 0,
  });
  const change = (next: Partial<Written>) => {
    const whole = { ...saving.latest(), ...next };
    setWritten(whole);
    saving.wrote(whole);
  };
  const setMany = (values: Answers) => change({ answers: { ...saving.latest().answers, ...values } });
  return {
    ...saving,
    report,
    ...written,
    checked: checkOf(report, written.answers),
    set: (field: string, value: string) => setMany({ [field]: value }),
    setMany,
    explain: (rule: string, text: string) =>
      change({ explanations: { ...saving.latest().explanations, [rule]: text } }),
    /** Takes over the chosen values of a conflict and saves on top of the other editor's version. */
    resolve: (chosen: Chosen) => {
      saving.settle();
      const { answers, explanations } = saving.latest();
      change({
        answers: { ...answers, ...chosen.answers },
        explanations: { ...explanations, ...chosen.explanations },
      });
    },
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
