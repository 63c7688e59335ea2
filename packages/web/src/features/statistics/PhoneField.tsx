import type { FormField } from '@yuanheng/contract';
import { useWords } from '../../ui/messages.ts';
import { useUnits } from '../../ui/units.ts';
import { cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { EntryCell } from './EntryCell.tsx';
import { EntryFinding } from './EntryFinding.tsx';
import { useEntryWords } from './entry-words.ts';
import s from './report.module.css';
import { monthsOf, shownText } from './report.ts';
import { useFormWords } from './words.ts';
import type { Writing } from './writing.ts';

/** One cell on a phone, with last period and last year below it. */
export function PhoneField({ at, field }: { at: Writing; field: FormField }) {
  const t = useEntryWords();
  const f = useFormWords();
  const words = useWords();
  const unitText = useUnits();
  const { report } = at;
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  const kind =
    field.kind === 'running-total'
      ? `${f['running-total']} ${f.months(monthsOf(report.periodCode))}`
      : f[field.kind];
  return (
    <div className={s.phoneField}>
      <div className={ui.between}>
        <span>
          {words(field.name)}
          {!field.required && f.optional}
        </span>
        <span className={ui.sub}>
          {kind}
          {field.unit && ` · ${unitText(field.unit)}`}
        </span>
      </div>
      <EntryCell at={at} field={field} />
      <div className={cx(ui.between, ui.sub)}>
        <span>
          {report.previous
            ? field.kind === 'running-total'
              ? t.previousOf(monthsOf(report.previous.code))
              : f.beforeShort
            : f.beforeShort}{' '}
          {shownText(field, report.previous?.answers[field.id], words)}
        </span>
        <span>
          {f.lastYear} {shownText(field, report.lastYear?.answers[field.id], words)}
        </span>
      </div>
      {findings.map((finding) => (
        <EntryFinding key={finding.ruleId} at={at} finding={finding} />
      ))}
    </div>
  );
}
