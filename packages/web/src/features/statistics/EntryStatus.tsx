import type { Form } from '@yuanheng/contract';
import { readEntry } from '@yuanheng/engine/statistics';
import { exactText } from '../../ui/format.ts';
import { Button, Kbd } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useUnits } from '../../ui/units.ts';
import type { Cell } from './grid/cell.ts';
import type { Pasted, Refused } from './grid/paste.ts';
import { useEntryWords } from './entry-words.ts';

/** The active cell in full, how it was understood, and what the keys do. */
export function EntryStatus({ cell, form }: { cell: Cell | undefined; form: Form }) {
  const t = useEntryWords();
  const unitText = useUnits();
  const field = form.fields.find(({ id }) => id === cell?.field);
  const read =
    cell && field && !cell.readOnly && field.kind !== 'choice'
      ? readEntry(cell.raw, field.unit, field.decimals)
      : undefined;
  const isConverted = read?.kind === 'value' && read.converted;
  return (
    <>
      <span className={ui.num}>
        <b>{cell?.label}</b> {cell?.text || '—'}{' '}
        {isConverted && t.understood(exactText(read.value), unitText(field?.unit))}
      </span>
      <span>
        <Kbd>Enter</Kbd> {t.down} <Kbd>Tab</Kbd> {t.next} <Kbd>F2</Kbd> {t.edit} <Kbd>Esc</Kbd> {t.restore}{' '}
        <Kbd>Ctrl</Kbd>+<Kbd>Z</Kbd> {t.undo}
      </span>
    </>
  );
}

const SHOWN = 5;

/** What became of a pasted block: how many cells were written, and each that was not, with its text. */
export function PastedNote({ pasted, onClose }: { pasted: Pasted | null; onClose: () => void }) {
  const t = useEntryWords();
  const sentence = ({ why, label, text }: Refused) =>
    t[`refused-${why}`](label ?? '', [...text].length > 30 ? `${[...text].slice(0, 30).join('')}…` : text);
  const refused = pasted?.refused ?? [];
  return (
    <div role="status">
      {pasted && pasted.texts.length + refused.length > 1 && (
        <div className={refused.length > 0 ? ui.notice : ui.sub}>
          <p>
            {t.pasted(pasted.texts.length)}
            {refused.length > 0 && t.notPasted(refused.length)} <Button onClick={onClose}>{t.seen}</Button>
          </p>
          <ul>
            {refused.slice(0, SHOWN).map((one) => (
              <li key={`${one.why} ${one.label} ${one.text}`}>{sentence(one)}</li>
            ))}
          </ul>
          {refused.length > SHOWN && (
            <details>
              <summary>{t.more(refused.length - SHOWN)}</summary>
              <ul>
                {refused.slice(SHOWN).map((one) => (
                  <li key={`${one.why} ${one.label} ${one.text}`}>{sentence(one)}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </div>
  );
}
