import { expect, test } from 'vitest';
import type { Cell, GridRow } from './cell.ts';
import { pasteInto } from './paste.ts';

const number = (label: string): Cell => ({ label, field: label, raw: '7', text: '7' });
const read: Cell = { label: '上年', field: 'revenue', raw: '5', text: '5', readOnly: true };
const choice: Cell = {
  label: '下季预期',
  field: 'outlook',
  raw: '',
  text: '',
  options: [
    { id: 'up', text: '增长', names: ['增长', 'Growth'] },
    { id: 'flat', text: '持平', names: ['持平', 'Unchanged'] },
  ],
};
const rows: GridRow[] = [
  { id: 'revenue', heads: [], cells: [number('营业收入'), read] },
  { id: 'profit', heads: [], cells: [number('利润总额'), read] },
  { id: 'outlook', heads: [], cells: [choice, read] },
];
const one = (row: number, col = 0) => ({ top: row, bottom: row, left: col, right: col });

test('a block is written cell by cell, with separators, full-width digits and text that is no number as they are', () => {
  expect(pasteInto(rows, one(0), [['５８，６２０'], ['约五万'], ['持平']])).toEqual({
    texts: [
      { row: 0, col: 0, text: '５８，６２０' },
      { row: 1, col: 0, text: '约五万' },
      { row: 2, col: 0, text: 'flat' },
    ],
    refused: [],
  });
});

test('one cell fills everything that is selected, and an empty one clears it', () => {
  expect(pasteInto(rows, { ...one(0), bottom: 1 }, [['']]).texts).toEqual([
    { row: 0, col: 0, text: '' },
    { row: 1, col: 0, text: '' },
  ]);
});

test('what cannot be written is refused by name with its text, and the rest is written', () => {
  const long = '长'.repeat(61);
  expect(
    pasteInto(rows, one(1), [
      ['3', '9'],
      ['大涨', '5'],
      ['88', ''],
      ['', ''],
    ]),
  ).toEqual({
    texts: [
      { row: 1, col: 0, text: '3' },
      { row: 2, col: 1, text: '5' },
    ],
    refused: [
      { why: 'read-only', label: '上年', text: '9' },
      { why: 'no-option', label: '下季预期', text: '大涨' },
      { why: 'outside', label: null, text: '88' },
    ],
  });
  expect(pasteInto(rows, one(0), [[long]]).refused).toEqual([
    { why: 'too-long', label: '营业收入', text: long },
  ]);
});

test('two numbers in one cell do not become a longer one', () => {
  expect(pasteInto(rows, one(0), [['120\n30 ']]).texts).toEqual([{ row: 0, col: 0, text: '120↵30' }]);
});
