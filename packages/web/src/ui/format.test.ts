import { expect, test } from 'vitest';
import { changeOf, decimalText, percentText, periodText } from './format.ts';

test.each([
  ['1234567.895', 2, '1,234,567.90'],
  ['0.005', 2, '0.01'],
  ['-0.004', 2, '0.00'],
  ['-1234.5', 0, '−1,235'],
  ['123456789012345678901234.5', 1, '123,456,789,012,345,678,901,234.5'],
  ['7', 2, '7.00'],
  [null, 1, '—'],
])('%s with %i places reads %s', (value, places, expected) => {
  expect(decimalText(value, places)).toBe(expected);
});

test('a change against nothing or against zero is not told', () => {
  expect(changeOf('5', null)).toBeNull();
  expect(changeOf('5', '0')).toBeNull();
  expect(changeOf('', '4')).toBeNull();
  expect(changeOf('5', '4')).toBe(0.25);
  expect(percentText(0.25, 1, true)).toBe('+25.0%');
  expect(percentText(null)).toBe('—');
});

test('a quarter is written in the reader’s language', () => {
  expect(periodText('2026Q3', 'zh')).toBe('2026 年 3 季度');
  expect(periodText('2026Q3', 'en')).toBe('Q3 2026');
  expect(periodText('2025', 'zh')).toBe('2025 年度');
});
