import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { FormField } from '@yuanheng/contract';
import { readEntry } from '@yuanheng/engine/statistics';
import { exactText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './report.module.css';
import type { Writing } from './writing.ts';
import { useEntryWords } from './entry-words.ts';

/** Enter goes to the next cell, as in a spreadsheet. */
function toNextCell(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const cells = [...document.querySelectorAll<HTMLElement>('[data-cell]')];
  cells[cells.indexOf(event.currentTarget) + (event.shiftKey ? -1 : 1)]?.focus();
}

export function EntryCell({ at, field }: { at: Writing; field: FormField }) {
  const t = useEntryWords();
  const words = useWords();
  const unitText = useUnits();
  const value = at.answers[field.id] ?? '';
  const findings = at.checked.findings.filter((finding) => finding.fields[0] === field.id);
  const bad = findings.some(({ severity }) => severity === 'error');
  const asks = findings.some(({ severity }) => severity === 'query');
  const look = cx(ui.input, s.input, bad ? s.badCell : asks && s.warnCell);
  const shared = {
    'data-cell': field.id,
    'aria-label': words(field.name),
    'aria-invalid': bad,
    onKeyDown: toNextCell,
  };
  if (field.kind === 'choice')
    return (
      <select {...shared} className={look} value={value} onChange={(e) => at.set(field.id, e.target.value)}>
        <option value="">{t.choose}</option>
        {field.options.map((option) => (
          <option key={option.id} value={option.id}>
            {words(option.name)}
          </option>
        ))}
      </select>
    );
  const read = readEntry(value, field.unit, field.decimals);
  const plain = read.kind === 'value' && value.normalize('NFKC').replaceAll(/[,\s]/g, '') === read.value;
  return (
    <>
      <span className={s.typed}>
        <input
          {...shared}
          className={cx(look, plain && s.grouped)}
          inputMode="decimal"
          autoComplete="off"
          maxLength={60}
          value={value}
          onChange={(e) => at.set(field.id, e.target.value)}
          onPaste={(e) => pasteColumn(e, at, field)}
        />
        {/* separators are shown over the cell while nobody writes in it; what was typed stays as it is */}
        {plain && (
          <span className={s.overlay} aria-hidden="true">
            {exactText(read.value)}
          </span>
        )}
      </span>
      {read.kind === 'value' && !plain && (
        <span className={s.understood}>{t.understood(exactText(read.value), unitText(field.unit))}</span>
      )}
    </>
  );
}

/** Several lines on the clipboard fill this cell and those below it. */
function pasteColumn(event: ClipboardEvent<HTMLInputElement>, at: Writing, field: FormField) {
  const lines = event.clipboardData
    .getData('text/plain')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  if (lines.length < 2) return;
  event.preventDefault();
  const { fields } = at.report.form;
  const from = fields.indexOf(field);
  at.setMany(
    Object.fromEntries(
      lines.flatMap((line, i) => {
        const target = fields[from + i];
        return target ? [[target.id, choiceOf(target, line.split('\t')[0] ?? '')]] : [];
      }),
    ),
  );
}

function choiceOf(field: FormField, text: string): string {
  return (
    field.options.find(({ name }) => name.zh === text.trim() || name.en === text.trim())?.id ?? text.trim()
  );
}
