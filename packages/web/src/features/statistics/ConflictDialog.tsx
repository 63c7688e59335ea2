import { useState } from 'react';
import type { Form } from '@yuanheng/contract';
import { fullMoment } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Button, Dialog } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { shownText } from './report.ts';
import type { Conflict } from './saving.ts';

const useText = messages(
  {
    title: '这份报表刚在别处改过',
    said: (by: string, at: string, n: number) =>
      `${by} 于 ${at} 保存，有 ${n} 格与您的不同。逐格选一个，再保存；您刚改的格已预选“我的”，其余预选“别处的”。`,
    item: '指标',
    mine: '我的',
    theirs: '别处的',
    save: '按所选保存',
  },
  {
    title: 'This report has just been changed elsewhere',
    said: (by, at, n) =>
      `${by} saved at ${at}; ${n} cells differ from yours. Choose for each, then save; what you have just changed is preset to yours.`,
    item: 'Item',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save as chosen',
  },
);

interface ConflictProps {
  readonly form: Form;
  readonly conflict: Conflict;
  readonly onChosen: (chosen: Record<string, string | null>) => void;
  /** Closed without a choice: nothing on the page changes. */
  readonly onClose: () => void;
}

/** Of two editors the second chooses cell by cell. */
export function ConflictDialog({ form, conflict, onChosen, onClose }: ConflictProps) {
  const t = useText();
  const words = useWords();
  const [chosen, setChosen] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(
      conflict.cells.map((cell) => [cell.field, conflict.mine.has(cell.field) ? cell.yours : cell.theirs]),
    ),
  );
  const finish = () => onChosen(chosen);
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p>{t.said(conflict.savedBy, fullMoment(conflict.savedAt), conflict.cells.length)}</p>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.mine}</th>
            <th scope="col">{t.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.cells.map((cell) => {
            const field = form.fields.find(({ id }) => id === cell.field);
            if (!field) return null;
            return (
              <tr key={cell.field}>
                <th scope="row">{words(field.name)}</th>
                {([cell.yours, cell.theirs] as const).map((value, i) => (
                  <td key={i === 0 ? 'mine' : 'theirs'}>
                    <label className={ui.row}>
                      <input
                        type="radio"
                        name={cell.field}
                        checked={chosen[cell.field] === value}
                        onChange={() => setChosen({ ...chosen, [cell.field]: value })}
                      />
                      <span className={ui.num}>
                        {field.kind === 'choice' ? shownText(field, value, words) : value || '—'}
                      </span>
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button kind="primary" onClick={finish}>
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}
