import type { Answers, FormField } from '@yuanheng/contract';
import { exactText, percentText, changeOf } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { useUnits } from '../../ui/units.ts';
import { EntryFinding } from './EntryFinding.tsx';
import { useEntryWords } from './entry-words.ts';
import type { GridHead } from './grid/Grid.tsx';
import type { Cell, GridRow } from './grid/cell.ts';
import { differenceOf, entryCell, monthsOf, shownText } from './report.ts';
import { useFormWords } from './words.ts';
import type { Writing } from './writing.ts';

/** Heads and rows of a report's grid: this period, then what stands beside it. */
export function useEntryRows(at: Writing): { heads: readonly GridHead[]; rows: readonly GridRow[] } {
  const f = useFormWords();
  const t = useEntryWords();
  const words = useWords();
  const unitText = useUnits();
  const beside = useBeside(at);
  const { report, answers, checked } = at;
  const { unit } = report.form;
  const kindOf = (field: FormField): string => {
    const months = field.kind === 'running-total' ? ` ${f.months(monthsOf(report.periodCode))}` : '';
    const own = field.unit && field.unit !== unit ? ` · ${unitText(field.unit)}` : '';
    return `${f[field.kind]}${months}${own}`;
  };
  // moving in the grid draws none of this again; writing in a cell draws as many rows as a form has fields
  const rows = report.form.fields.map((field, i, fields): GridRow => {
    const findings = checked.findings.filter((finding) => finding.fields[0] === field.id);
    const begins = field.section !== fields[i - 1]?.section;
    const section = begins && report.form.sections.find(({ id }) => id === field.section);
    const name = words(field.name);
    return {
      id: field.id,
      section: section ? words(section.name) : undefined,
      heads: [
        { id: 'number', text: field.number },
        { id: 'name', text: `${name}${field.required ? '' : f.optional}`, isName: true },
        { id: 'kind', text: kindOf(field) },
      ],
      cells: [
        entryCell(field, answers[field.id] ?? '', { label: name, findings, words }),
        ...beside.map(({ label, of }) => readCell(`${name} ${label}`, field, of(field))),
      ],
      below:
        findings.length === 0 ? undefined : (
          <div id={`finding-${field.id}`}>
            {findings.map((finding) => (
              <EntryFinding key={finding.ruleId} at={at} finding={finding} />
            ))}
          </div>
        ),
    };
  });
  const heads: GridHead[] = [
    { id: 'number', text: f.number },
    { id: 'item', text: f.item },
    { id: 'kind', text: f.kind },
    { id: 'now', text: report.form.frequency === 'year' ? t.thisYear : f.now, isRight: true },
    ...beside.map(({ label }) => ({ id: label, text: label, isRight: true })),
  ];
  return { heads, rows };
}

/** A cell that is only read; its exact text is what is copied. */
const readCell = (label: string, field: FormField, { raw, text }: { raw: string; text: string }): Cell => ({
  label,
  field: field.id,
  raw,
  text,
  readOnly: true,
});

interface Beside {
  readonly label: string;
  readonly of: (field: FormField) => { readonly raw: string; readonly text: string };
}

/** What stands beside this period: the one before and last year; of a yearly form these are the same. */
function useBeside(at: Writing): readonly Beside[] {
  const f = useFormWords();
  const t = useEntryWords();
  const words = useWords();
  const { report, checked } = at;
  const known = (label: string, answers: Answers | undefined): Beside => ({
    label,
    of: (field) => ({ raw: answers?.[field.id] ?? '', text: shownText(field, answers?.[field.id], words) }),
  });
  const { previous, lastYear, form } = report;
  const change = (field: FormField) => {
    const share = changeOf(checked.clean[field.id], lastYear?.answers[field.id]);
    return field.kind === 'choice' ? '—' : percentText(share, 1, true);
  };
  const changed = {
    label: f.change,
    of: (field: FormField) => ({ raw: change(field), text: change(field) }),
  };
  if (form.frequency === 'year')
    return [
      known(t.lastYear, lastYear?.answers),
      {
        label: t.difference,
        of: (field: FormField) => {
          const raw = differenceOf(field, checked.clean[field.id], lastYear?.answers[field.id]) ?? '';
          return { raw, text: exactText(raw) };
        },
      },
      changed,
    ];
  return [
    known(previous ? f.before(monthsOf(previous.code)) : f.beforeShort, previous?.answers),
    known(f.lastYear, lastYear?.answers),
    changed,
  ];
}
