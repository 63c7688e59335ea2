import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf, readCsv } from './csv.ts';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

test.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['\uFEFFa\n1\n', [['a'], ['1']]],
  [
    'a,b\n1,\n,\n',
    [
      ['a', 'b'],
      ['1', ''],
      ['', ''],
    ],
  ],
  [
    'a,b\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['"x ""y"", z",2\n', [['x "y", z', '2']]],
  ['a\n\n1\n', [['a'], ['1']]],
])('%j is read', (text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test('a row knows its line, also behind a cell of two lines', () => {
  expect(readCsv('a,b\n"1\n2",3\n4,5\n').map(({ line }) => line)).toEqual([1, 2, 4]);
});

test('a quote that is not closed names the line where it begins', () => {
  expect(() => readCsv('a\n"1\n2')).toThrow('the quote is not closed');
});

test('what is written is read back', () => {
  const cell = fc
    .string({ minLength: 1 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.includes('\r'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(cells(csvOf(rows))).toEqual(rows);
    }),
    { seed: 42 },
  );
});
