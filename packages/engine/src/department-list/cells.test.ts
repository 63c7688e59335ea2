import { describe, expect, test } from 'vitest';
import { amountOf, countOf, dateOf, periodIn, statedUnit } from './cells.ts';
import { codeOf } from './code-cell.ts';

describe('an amount in 万元', () => {
  test.each([
    ['1,200.50', '12005000'],
    ['３００', '3000000'],
    ['500万元', '5000000'],
    ['51873.67万', '518736700'],
    ['(29,503.32)', '-295033200'],
    ['7.69E+04', '769000000'],
    ['￥12', '120000'],
    ['3亿元', '300000000'],
    ['0', '0'],
    [26_289.510000000002, '262895100'],
  ])('%s is %s 元', (typed, value) => {
    expect(amountOf(typed, 4)).toMatchObject({ kind: 'amount', value });
  });

  test.each(['', '-', '—', '／', '无', null])('%s is missing, not 0', (typed) => {
    expect(amountOf(typed, 4)).toEqual({ kind: 'missing' });
  });

  test.each(['见附件', '约86万', '12.3.4', '1,2', '5万户'])('%s is no number', (typed) => {
    expect(amountOf(typed, 4)).toEqual({ kind: 'unreadable' });
  });

  test('what was unusual about it is said', () => {
    expect(amountOf('(5万)', 3)).toMatchObject({
      value: '-50000',
      notes: ['negative_value', 'unit_inside_cell'],
    });
    expect(amountOf('-5万', 3)).toMatchObject({
      value: '-50000',
      notes: ['negative_value', 'unit_inside_cell'],
    });
    expect(amountOf('1e3', 0)).toMatchObject({ value: '1000', notes: ['scientific_notation_value'] });
  });

  test('a foreign currency is kept with its amount', () => {
    expect(amountOf('100万美元', 4)).toEqual({ kind: 'foreign', amount: '1000000', currency: 'USD' });
    expect(amountOf('20万火星元', 4)).toEqual({ kind: 'unreadable' });
  });
});

test('a count may carry its unit and no other', () => {
  expect(countOf('４４９', '人')).toMatchObject({ value: '449' });
  expect(countOf('643人', '人')).toMatchObject({ value: '643' });
  expect(countOf('643户', '人')).toEqual({ kind: 'unreadable' });
});

test.each([
  ['单位：千元', '千元'],
  ['计量单位：万元', '万元'],
  ['注册资本(万)', '万'],
  ['营业收入（亿元）', '亿元'],
  ['金额_万元', '万元'],
  ['填报单位：区税务局', null],
  ['企业数(万户)', null],
])('%s states the unit %s', (text, unit) => {
  expect(statedUnit(text)).toBe(unit);
});

describe('a date', () => {
  test.each([
    [42_126, '2015-05-02'],
    ['42126', '2015-05-02'],
    ['20050210', '2005-02-10'],
    ['2016年10月9日', '2016-10-09'],
    ['2011.7.18', '2011-07-18'],
    ['2012/8/10', '2012-08-10'],
    ["'2011-4-20", '2011-04-20'],
    ['2010年11月', '2010-11'],
    ['2010', '2010'],
    ['2024-2-29 00:00:00', '2024-02-29'],
  ])('%s is %s', (typed, value) => {
    expect(dateOf(typed)).toEqual({ kind: 'date', value });
  });

  test.each(['2025年2月30日', '20250230', '2025-13-01', '2023-02-29'])('%s does not exist', (typed) => {
    expect(dateOf(typed)).toEqual({ kind: 'impossible' });
  });

  test.each(['去年', '1000', '3月5日'])('%s is no date', (typed) => {
    expect(dateOf(typed).kind).not.toBe(typed === '1000' ? 'missing' : 'date');
  });
});

describe('a period', () => {
  test.each(['20250331', '2025年3月', '2025-03', '2025.3', 45_747, '45747', '2025/3/31', '2025年1-3月'])(
    '%s is March 2025',
    (typed) => {
      expect(periodIn(typed, 'month')).toBe('2025-03');
    },
  );
  test.each([
    '2025年一季度重点企业税收表',
    '2025年第1季度',
    '2025Q1',
    '2025年1-3月',
    '20250331',
    '2025年3月',
  ])('%s lies in the first quarter', (typed) => {
    expect(periodIn(typed, 'quarter')).toBe('2025Q1');
  });
  test('a year is no month', () => {
    expect([
      periodIn('2025年度', 'year'),
      periodIn('2025年度', 'month'),
      periodIn('2025年13月', 'month'),
    ]).toEqual(['2025', null, null]);
  });
});

describe('a credit code', () => {
  const code = '91310107MAX24KPF72';
  test.each([
    [code, []],
    [' 91310107may3h2kfx2 '.trim(), ['uscc_lower_case']],
    ['913101 07MADD Y6Q774  ', ['spaces']],
    ['９１３１０１０７４０２５３００１２Ｂ', ['uscc_full_width']],
    ['="91310107MAX24KPF72"', []],
    ["'91310107MAX24KPF72", []],
  ])('%s is read, and what was unusual is said', (typed, notes) => {
    expect(codeOf(typed)).toMatchObject({ kind: 'valid', notes });
  });

  test('letters for digits are repaired only into a code that is right', () => {
    expect(codeOf('913101O7MAX24KPF72')).toMatchObject({
      kind: 'repairable',
      repaired: code,
      repairs: ['uscc_O_for_0'],
    });
    expect(codeOf('913101O7MAX24KPF73')).toMatchObject({ kind: 'invalid' });
    expect(codeOf('91310107376195972N')).toMatchObject({ kind: 'invalid' });
  });

  test('a code that became a number is lost', () => {
    expect(codeOf('9.13101E+17').kind).toBe('lost');
    expect(codeOf(913_101_074_243_668_700).kind).toBe('lost');
    expect([codeOf('/').kind, codeOf(null).kind]).toEqual(['missing', 'missing']);
  });
});
