/** The entry grid of the product on a page of its own: enterprises as rows, fields as columns, every text read as in a report. */
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Grid } from './src/features/statistics/grid/Grid.tsx';
import { entryCell } from './src/features/statistics/report.ts';
const columns = Array.from({ length: COLUMNS }, (_, i) => ({
  id: 'f' + i,
  kind: 'flow',
  unit: '千元',
  decimals: 0,
  options: [],
  name: { zh: '指标' + i, en: 'Item ' + i },
}));
const known = new Map();
function rowOf(id, answers) {
  const kept = known.get(id);
  if (kept && kept.answers === answers) return kept.row;
  const row = {
    id,
    heads: [{ id: 'name', text: id, isName: true }],
    cells: columns.map((field) =>
      entryCell(field, answers[field.id] ?? '', {
        label: id + ' ' + field.name.zh,
        findings: [],
        words: (w) => w.zh,
      }),
    ),
  };
  known.set(id, { answers, row });
  return row;
}
function App() {
  const [all, setAll] = useState(() =>
    Object.fromEntries(Array.from({ length: ROWS }, (_, i) => ['企业' + i, {}])),
  );
  const onChange = (texts) =>
    setAll((before) => {
      const next = { ...before };
      for (const { row, col, text } of texts) next[row] = { ...next[row], ['f' + col]: text };
      return next;
    });
  return createElement(Grid, {
    label: 'grid',
    status: () => null,
    onPasted: () => undefined,
    onChange,
    heads: [
      { id: 'name', text: '企业' },
      ...columns.map(({ id, name }) => ({ id, text: name.zh, isRight: true })),
    ],
    rows: Object.entries(all).map(([id, answers]) => rowOf(id, answers)),
  });
}
createRoot(document.getElementById('app')).render(createElement(App));

const painted = () =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
const cellAt = (row, col) => document.querySelector('[data-place="' + row + ' ' + col + '"]');
const says = (cell) => (cell?.querySelector('input')?.value ?? cell?.textContent ?? '').replaceAll(',', '');
const press = (cell) => cell.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
async function timed(act) {
  await painted();
  const began = performance.now();
  act();
  return (await painted()) - began;
}
const hand = document.body.appendChild(document.createElement('table'));
for (let i = 0; i < ROWS * COLUMNS; i++) hand.append(document.createElement('td'));
window.bench = {
  async byHand(block) {
    const texts = block.flat();
    const ms = await timed(() =>
      texts.forEach((text, i) => {
        hand.children[i].textContent = text;
      }),
    );
    return { ms, cells: texts.filter((text, i) => hand.children[i].textContent === text).length };
  },
  async pasted(block) {
    press(cellAt(0, 0));
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', block.map((cells) => cells.join('\t')).join('\r\n'));
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    const ms = await timed(() => document.activeElement.dispatchEvent(event));
    const right = block.flatMap((texts, row) => texts.filter((text, col) => says(cellAt(row, col)) === text));
    return { ms, cells: right.length };
  },
  async arrow() {
    press(cellAt(20, 5));
    const event = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true });
    const ms = await timed(() => document.activeElement.dispatchEvent(event));
    return { ms, cells: cellAt(21, 5).contains(document.activeElement) ? 1 : 0 };
  },
};
