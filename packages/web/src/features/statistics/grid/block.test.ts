import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlock, writeBlock } from './block.ts';

test.each<[string, string[][]]>([
  ['58620', [['58620']]],
  [
    '1\t2\r\n3\t4\r\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['1\n2\n3', [['1'], ['2'], ['3']]],
  ['1\t\t3', [['1', '', '3']]],
  [
    '1\t\r\n\t2',
    [
      ['1', ''],
      ['', '2'],
    ],
  ],
  ['\r\n1', [[''], ['1']]],
  ['', [['']]],
])('%j from the clipboard are the cells that were copied', (text, cells) => {
  expect(readBlock(text)).toEqual(cells);
});

test('a line break or tab inside of quotes belongs to its cell', () => {
  expect(readBlock('"产值\r\n合计"\t5\r\n"说""明"""\t"a\tb"\r\n')).toEqual([
    ['产值\n合计', '5'],
    ['说"明"', 'a\tb'],
  ]);
});

test('quotes that do not close are text like any other', () => {
  expect(readBlock('"约 5\t6\n5" 管\t7')).toEqual([
    ['"约 5', '6'],
    ['5" 管', '7'],
  ]);
});

test('what is copied comes back cell by cell when it is pasted', () => {
  const cell = fc.string({ unit: fc.constantFrom('1', '，', '"', '\t', '\n', '千', ' ') });
  const block = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }))
    // an empty last row looks like the line break that spreadsheets put behind the last one
    .filter((rows) => rows.at(-1)?.join('') !== '');
  fc.assert(
    fc.property(block, (rows) => {
      expect(readBlock(writeBlock(rows))).toEqual(rows);
    }),
    { seed: 42 },
  );
});
