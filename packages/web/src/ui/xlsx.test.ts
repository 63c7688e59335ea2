import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { numberIn, xlsxOf } from './xlsx.ts';

const ROWS = [
  ['企业', '营业收入（千元）', '代码', '备注'],
  ['甲 & <乙>', '123456789012345', '91310107MA1G000001', '=HYPERLINK("http://x")'],
  ['丙', '-1234.5', '007', '@SUM(A1)'],
  ['丁', '−1,234,567.25', '1234567890123456', '+1 -1\t,"'],
  ['', '0', '', '两\n行'],
];

test.each([
  ['0', '0'],
  ['-12.50', '-12.50'],
  ['1,234.5', '1234.5'],
  ['−7', '-7'],
  ['123456789012345', '123456789012345'],
  ['1234567890123456', null],
  ['007', null],
  ['1,23', null],
  ['12%', null],
  ['=1+1', null],
  ['2026Q3', null],
  ['', null],
])('%s in a cell is the number %s', (text, number) => {
  expect(numberIn(text)).toBe(number);
});

describe('a workbook that was written', () => {
  test('has exact numbers as numbers, and everything else as text that nothing runs', async () => {
    const { sheets } = await readXlsx(
      xlsxOf([
        { name: '报表/2026', rows: ROWS },
        { name: '清单', rows: [['rows', '4']] },
      ]),
    );
    expect(sheets.map(({ name }) => name)).toEqual(['报表 2026', '清单']);
    expect(sheets[0]?.rows.map((row) => row.map((value) => value ?? ''))).toEqual([
      ROWS[0],
      ['甲 & <乙>', 123_456_789_012_345, '91310107MA1G000001', '=HYPERLINK("http://x")'],
      ['丙', -1234.5, '007', '@SUM(A1)'],
      ['丁', -1_234_567.25, '1234567890123456', '+1 -1\t,"'],
      ['', 0, '', '两\n行'],
    ]);
  });

  test('has the same bytes each time', () => {
    const sheets = [{ name: '表', rows: ROWS }];
    expect(xlsxOf(sheets)).toEqual(xlsxOf(sheets));
  });
});
