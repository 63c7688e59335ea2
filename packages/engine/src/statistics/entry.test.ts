import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEntry } from './index.ts';

const value = (text: string, converted = false) => ({ kind: 'value', value: text, converted });

test.each([
  ['58620', value('58620')],
  ['58,620', value('58620')],
  ['５８，６２０', value('58620')],
  [' ￥58 620 ', value('58620')],
  ['-1,200', value('-1200')],
  ['+7', value('7')],
  ['0', value('0')],
  ['-0', value('0')],
  ['007.50', value('7.5')],
  ['(1,200)', value('-1200')],
  ['（３５０）', value('-350')],
  ['58620\n', value('58620')],
])('%s typed into a cell without unit keeps its number', (typed, expected) => {
  expect(readEntry(typed, null, 2)).toEqual(expected);
});

test.each([
  ['5.862万', '58.62'],
  ['5862万元', '58620'],
  ['1.2亿', '120000'],
  ['58620千元', '58620'],
  ['58620000元', '58620'],
])('%s means %s 千元', (typed, expected) => {
  expect(readEntry(typed, '千元', 2)).toMatchObject({ kind: 'value', value: expected });
});

test('1.9 万 typed for persons are 19,000 persons, not money', () => {
  expect(readEntry('1.9万', '人', 0)).toEqual(value('19000', true));
});

test.each(['', '-', '—', ' ', '无'])('%j is missing, not zero', (typed) => {
  expect(readEntry(typed, '千元', 0)).toEqual({ kind: 'missing' });
});

test.each([
  '约5万',
  '12a',
  '1.2.3',
  '五千',
  '12人',
  '--3',
  '1e5',
  '=1+1',
  '<b>1</b>',
  '120\n30',
  '(-5)',
  '(无)',
  '((5))',
])('%j typed for money is no number and comes back as it was typed', (typed) => {
  expect(readEntry(typed, '千元', 0)).toEqual({ kind: 'not-a-number', typed });
});

test('a fraction that the field does not keep is told, not rounded', () => {
  expect(readEntry('1234567元', '千元', 0)).toEqual({ kind: 'too-fine', value: '1234.567' });
});

test('thousands separators and full-width digits never change a number', () => {
  const wide = (text: string) => text.replaceAll(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)));
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (n) => {
      const grouped = n.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
      expect(readEntry(wide(grouped), '千元', 0)).toEqual(readEntry(n.toString(), '千元', 0));
    }),
    { seed: 42 },
  );
});

test('a unit behind the number is worth its power of ten exactly', () => {
  fc.assert(
    fc.property(fc.nat(10 ** 9), (n) => {
      expect(readEntry(`${n}万元`, '千元', 0)).toMatchObject({ value: String(BigInt(n) * 10n) });
      expect(readEntry(`${n}亿元`, '千元', 0)).toMatchObject({ value: String(BigInt(n) * 100_000n) });
    }),
    { seed: 42 },
  );
});
