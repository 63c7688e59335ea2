import { useState } from 'react';
import type { Form } from '@yuanheng/contract';
import { fullMoment } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Button, Dialog } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './desk.module.css';
import { shownText } from './report.ts';
import type { Conflict } from './saving.ts';
import type { Chosen } from './writing.ts';

const useText = messages(
  {
    title: '这份报表刚在别处改过',
    said: (saved: string, cells: number, words: number) =>
      `${saved} 保存，有 ${cells} 格${words > 0 ? `、${words} 条说明` : ''}与您的不同。逐格选一个，再保存；您刚改的已预选“我的”，其余预选“别处的”。关闭不丢：两边的数都还在，下次保存再问。`,
    item: '指标',
    base: '打开时',
    mine: '我的',
    theirs: '别处的',
    allMine: '全选我的',
    allTheirs: '全选别处的',
    explanation: (rule: string) => `说明：${rule}`,
    both: '两边都改过',
    save: '按所选保存',
  },
  {
    title: 'This report has just been changed elsewhere',
    said: (saved, cells, words) =>
      `Saved by ${saved}; ${cells} cells${words > 0 ? ` and ${words} explanations` : ''} differ from yours. Choose for each, then save; what you have just changed is preset to yours. Closing loses nothing: both stay, and the next save asks again.`,
    item: 'Item',
    base: 'When opened',
    mine: 'Mine',
    theirs: 'Theirs',
    allMine: 'All mine',
    allTheirs: 'All theirs',
    explanation: (rule) => `Explanation: ${rule}`,
    both: 'changed on both sides',
    save: 'Save as chosen',
  },
);

/** A cell or an explanation that two editors wrote otherwise. */
interface Differing {
  readonly key: string;
  readonly kind: 'cell' | 'explanation';
  readonly name: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  /** What a value says: an option's name, a figure as it was typed. */
  readonly text: (value: string | null) => string;
}

type Side = 'mine' | 'theirs';

interface ConflictProps {
  readonly form: Form;
  readonly conflict: Conflict;
  readonly onChosen: (chosen: Chosen) => void;
  /** Closed without a choice: nothing on the page changes. */
  readonly onClose: () => void;
}

/** Of two editors the second chooses cell by cell, and word by word. */
export function ConflictDialog({ form, conflict, onChosen, onClose }: ConflictProps) {
  const t = useText();
  const rows = useDiffering(form, conflict);
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(rows.map(({ key }) => [key, conflict.mine.has(key) ? 'mine' : 'theirs'])),
  );
  const all = (side: Side) => setSides(Object.fromEntries(rows.map(({ key }) => [key, side])));
  const chosen = (kind: Differing['kind']) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row): [string, string | null] => [row.key, row[sides[row.key] ?? 'mine']]);
  const finish = () =>
    onChosen({
      answers: Object.fromEntries(chosen('cell')),
      explanations: Object.fromEntries(chosen('explanation').map(([rule, text]) => [rule, text ?? ''])),
    });
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p>
        {t.said(
          `${conflict.savedBy} ${fullMoment(conflict.savedAt)}`,
          conflict.cells.length,
          conflict.explanations.length,
        )}
      </p>
      <div className={ui.row}>
        <Button onClick={() => all('mine')}>{t.allMine}</Button>
        <Button onClick={() => all('theirs')}>{t.allTheirs}</Button>
      </div>
      <div className={s.conflict}>
        <table className={ui.table}>
          <thead>
            <tr>
              <th scope="col">{t.item}</th>
              <th scope="col">{t.base}</th>
              <th scope="col">{t.mine}</th>
              <th scope="col">{t.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Choice
                key={row.key}
                row={row}
                side={sides[row.key] ?? 'mine'}
                onChoose={(side) => setSides({ ...sides, [row.key]: side })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button kind="primary" onClick={finish}>
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}

/** The differing cells in the form's order, then the explanations. */
function useDiffering(form: Form, { cells, explanations, base }: Conflict): Differing[] {
  const t = useText();
  const words = useWords();
  return [
    ...form.fields.flatMap((field): Differing[] => {
      const cell = cells.find(({ field: id }) => id === field.id);
      if (!cell) return [];
      return [
        {
          key: field.id,
          kind: 'cell',
          name: words(field.name),
          base: base.answers[field.id] || null,
          mine: cell.yours,
          theirs: cell.theirs,
          text: (value) => (field.kind === 'choice' ? shownText(field, value, words) : (value ?? '—')),
        },
      ];
    }),
    ...explanations.map(({ ruleId, yours, theirs }): Differing => ({
      key: ruleId,
      kind: 'explanation',
      name: t.explanation(
        words(form.rules.find(({ id }) => id === ruleId)?.message ?? { zh: ruleId, en: ruleId }),
      ),
      base: base.explanations[ruleId] || null,
      mine: yours,
      theirs,
      text: (value) => value ?? '—',
    })),
  ];
}

interface ChoiceProps {
  readonly row: Differing;
  readonly side: Side;
  readonly onChoose: (side: Side) => void;
}

function Choice({ row, side, onChoose }: ChoiceProps) {
  const t = useText();
  const both = row.mine !== row.base && row.theirs !== row.base;
  return (
    <tr>
      <td>
        {row.name} {both && <p className={ui.sub}>▲ {t.both}</p>}
      </td>
      <td className={ui.sub}>{row.text(row.base)}</td>
      {(['mine', 'theirs'] as const).map((one) => (
        <td key={one}>
          <label className={s.side}>
            <input type="radio" name={row.key} checked={side === one} onChange={() => onChoose(one)} />
            <span className={row.kind === 'cell' ? ui.num : s.said}>{row.text(row[one])}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}
