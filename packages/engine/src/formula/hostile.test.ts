import { describe, expect, test } from 'vitest';
import {
  Decimal,
  Duration,
  FormulaError,
  type FormulaValue,
  Moment,
  check,
  evaluate,
  isDay,
  isList,
  numberIn,
  parse,
} from './index.ts';

/** A value as it is written below: null for what cannot be told, days as their ISO text, numbers as decimal text. */
const written = (value: FormulaValue): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Decimal || value instanceof Duration || value instanceof Moment)
    return value.toString();
  if (isDay(value)) return value.day;
  return isList(value) ? value.map(written) : value;
};
const number = (text: string) => Decimal.parse(text) ?? null;
const INPUTS: Readonly<Record<string, FormulaValue>> = {
  甲: number('5'),
  乙: number('3'),
  空: null,
  文: '是',
  表: [number('1'), null, number('3')],
  月末: evaluate(parse('date("2024-02-29")'), {}),
  '研发费用（万元）': number('12.5'),
  '“小巨人”企业数': number('7'),
  '主导产业——软件': number('8'),
  '收入、利润': number('6'),
  '人员：季末': number('4'),
  '《名录》内 企业': number('2'),
  '本年 累计': number('9'),
  'R D 人员': number('11'),
};
const value = (source: string) => written(evaluate(parse(source), INPUTS));
type Table = readonly (readonly [source: string, expected: unknown])[];

const MISSING: Table = [
  ['1 between null and 5', null],
  ['6 between null and 5', false],
  ['0 between 1 and null', false],
  ['空 between 1 and 5', null],
  ['5 between 5 and 5', true],
  ['甲 between 乙 and 空', null],
  ['2 between 乙 and 空', false],
  ['空 in (1, 2)', null],
  ['空 in (1, null)', true],
  ['5 in (null, 5)', true],
  ['空 in [1..5]', null],
  ['5 in ([1..空])', null],
  ['0 in ([1..空])', false],
  ['9 in ([1..空], > 8)', true],
  ['not(空 > 1)', null],
  ['if 空 > 1 then 1 else 2', null],
  ['if 空 > 1 then 1 else if 甲 > 1 then 2 else 3', null],
  ['if 甲 > 1 then if 空 > 1 then 1 else 2 else 3', null],
  ['if 甲 > 1 then 空 else 2', null],
  ['if 甲 < 1 and 空 > 1 then 1 else 2', '2'],
  ['if 甲 > 1 or 空 > 1 then 1 else 2', '1'],
  ['if 空 = null then 1 else 2', '1'],
  ['空 = 空', null],
  ['空 != 空', null],
  ['空 != null', false],
  ['null = null', true],
  ['甲 = null', false],
  ['空 + 1', null],
  ['-空', null],
  ['abs(-空) > 1', null],
  ['空 * 0', null],
  ['true or 空 > 1', true],
  ['false and 空 > 1', false],
  ['true and 空 > 1', null],
  ['文 = "否" and 空 > 1', false],
  ['(空 > 1) = (空 > 1)', null],
  ['sum([1, null])', null],
  ['sum([])', null],
  ['count([1, null])', '2'],
  ['count([])', '0'],
  ['max([1, null])', null],
  ['some x in 表 satisfies x > 2', true],
  ['some x in 表 satisfies x > 5', null],
  ['every x in 表 satisfies x > 0', null],
  ['every x in 表 satisfies x > 2', false],
  ['for x in 表 return x * 2', ['2', null, '6']],
  ['表[item > 0]', ['1', '3']],
  ['表[item = null]', [null]],
  ['count(表[item > 空])', null],
  ['count(表[空 > 1])', null],
  ['[][空 > 1]', []],
  ['list contains(表, null)', true],
];
const NUMBERS: Table = [
  ['-甲', '-5'],
  ['--甲', '5'],
  ['甲--乙', '8'],
  ['甲 - -乙', '8'],
  ['甲 - 乙 - 1', '1'],
  ['-甲 ** 2', '25'],
  ['-(甲 ** 2)', '-25'],
  ['2 ** -1', '0.5'],
  ['2 ** 3 ** 2', '64'],
  ['2 ** 0.5', null],
  ['0 ** 0', '1'],
  ['0 ** -1', null],
  ['2 ** 100', '1267650600228229401496703205376'],
  ['1e3 + 1.5e-3', '1000.0015'],
  ['1E+3', '1000'],
  ['.5 * 2', '1'],
  ['-0.0 = 0', true],
  ['1.50 = 1.5', true],
  ['0.1 + 0.2 = 0.3', true],
  ['10 / 3', '3.33333333333333333333'],
  ['-2 / 3', '-0.66666666666666666667'],
  ['1 / 0', null],
  ['123456789012345678901234567890.123456789 + 0.000000001', '123456789012345678901234567890.12345679'],
  ['0.00000000000000000001 * 0.00000000000000000001 > 0', true],
  ['99999999999999999999999999999999999999 = 99999999999999999999999999999999999998', false],
  ['modulo(-7, 3)', '2'],
  ['modulo(7, -3)', '-2'],
  ['modulo(186000.5, 1) = 0', false],
  ['decimal(2.5, 0)', '2'],
  ['decimal(3.5, 0)', '4'],
  ['round half up(-2.5, 0)', '-3'],
  ['round half down(2.5, 0)', '2'],
  ['floor(-1.5)', '-2'],
  ['ceiling(-1.5)', '-1'],
  ['5 in [1..5)', false],
  ['1 in ]1..5]', false],
  ['5 in (> 3)', true],
  ['5 in (<= 乙, >= 甲)', true],
  ['not(甲 in (1, 2))', true],
  ['甲 > 乙 = true', true],
];
const DAYS_AND_LISTS: Table = [
  ['月末.day', '29'],
  ['date("2023-02-29")', null],
  ['date(2024, 2, 30)', null],
  ['date("2024-12-31") < date("2025-01-01")', true],
  ['月末 between date("2024-02-01") and date("2024-02-29")', true],
  ['月末 in [date("2024-02-01")..date("2024-02-29"))', false],
  ['月末 = date(2024, 2, 29)', true],
  ['if 月末.month = 2 then 月末.year else 0', '2024'],
  ['day of year(date("2024-12-31"))', '366'],
  ['week of year(date("2024-12-30"))', '1'],
  ['@"2024-02-29"', '2024-02-29'],
  ['[1, 2, 3][-1]', '3'],
  ['[1, 2, 3][0]', null],
  ['[1, 2, 3][item > 1][1]', '2'],
  ['[[1, 2], [3]][1][2]', '2'],
  ['for x in 3..1 return x', ['3', '2', '1']],
  ['for x in [1, 2], y in [10, 20] return x * y', ['10', '20', '20', '40']],
  ['for x in [[1, 2], [3]], y in x return y', ['1', '2', '3']],
  ['some x in [1, 2], y in [3, 4] satisfies x * y = 8', true],
  ['every x in [1, 2], y in [3, 空] satisfies x < y', null],
  ['every x in [1, 5], y in [3, 空] satisfies x < y', false],
  ['sum(for x in [1, 2] return if x > 1 then x else 0)', '2'],
  ['index of([1, 2, 1], 1)', ['1', '3']],
  ['distinct values([1, 1.0, null, null])', ['1', null]],
  ['sublist([1, 2, 3], -2)', ['2', '3']],
  ['mean([1, 2, 4])', '2.33333333333333333333'],
];
const TIMES: Table = [
  ['duration("P1Y6M") = @"P18M"', true],
  ['@"P1Y" = @"P365D"', null],
  ['@"P1Y" < @"P366D"', null],
  ['@"PT36H"', 'P1DT12H'],
  ['-@"P1DT2H"', '-P1DT2H'],
  ['@"P2D" - @"P3D" + 空', null],
  ['@"P10Y11M" / -2.5', '-P4Y4M'],
  ['@"PT1H" / @"PT3H"', '0.33333333333333333333'],
  ['@"P1D" / @"PT0S"', null],
  ['1.5 * @"P1M"', 'P1M'],
  ['月末 + @"P1Y"', '2025-02-28'],
  ['月末 - @"P1M"', '2024-01-29'],
  ['date("2024-03-31") - @"P1M"', '2024-02-29'],
  ['月末 + @"PT36H"', '2024-03-01'],
  ['月末 - @"PT1S"', '2024-02-28'],
  ['date("9999-12-31") + @"P1D"', null],
  ['date("0001-01-01") - @"P1M"', null],
  ['月末 - date("2024-01-01")', 'P59D'],
  ['years and months duration(date("2023-03-01"), 月末)', 'P11M'],
  ['years and months duration(月末, date("2023-03-01"))', '-P11M'],
  ['duration("P1H")', null],
  ['@"-P1DT2H3M4.5S".hours', '-2'],
  ['@"-P1Y2M".months', '-2'],
  ['@"P1D".months', null],
  ['max(@"P1D", @"PT25H")', 'P1DT1H'],
  ['@"2024-02-29T23:30:00" + @"PT45M"', '2024-03-01T00:15:00'],
  ['@"23:30:00+08:00" + @"PT45M"', '00:15:00+08:00'],
  ['@"2024-02-29T08:00:00+08:00" = @"2024-02-29T00:00:00Z"', true],
  ['@"2024-02-29T08:00:00" = @"2024-02-29T08:00:00Z"', null],
  ['@"08:00:00" < @"08:00:00.001"', true],
  ['@"2024-02-29T24:00:00"', '2024-03-01T00:00:00'],
  ['@"2024-02-30T00:00:00"', null],
  ['time("24:00:00")', null],
  ['@"2024-02-29T10:00:00".day', '29'],
  ['@"10:30:00+08:00".time offset', 'PT8H'],
  ['@"10:30:00".time offset', null],
  ['date(@"2024-02-29T10:00:00") = 月末', true],
  ['date and time(月末, @"10:00:00") - date and time(月末, @"09:00:00")', 'PT1H'],
  ['@"2024-02-29T10:00:00" - 月末', null],
  ['@"2024-02-29T10:00:00Z" - 月末', 'PT10H'],
  ['@"10:30:00" > 空', null],
  ['time(10, 30, 0, @"PT8H")', '10:30:00+08:00'],
  ['time(10, 60, 0)', null],
];
const NAMES: Table = [
  ['研发费用（万元） * 2', '25'],
  ['“小巨人”企业数 + 1', '8'],
  ['“小巨人”企业数 > 5 and 文 = "是"', true],
  ['主导产业——软件 / 2', '4'],
  ['收入、利润 - 人员：季末', '2'],
  ['《名录》内 企业 ** 2', '4'],
  ['本年  累计 + 1', '10'],
  ['R D 人员 - 1', '10'],
  ['if “小巨人”企业数 in ([5..9]) then "——“" else "”"', '——“'],
  ['/* “注” */ 甲 // …', '5'],
];

describe.each([
  ['what is missing', MISSING],
  ['numbers', NUMBERS],
  ['days and lists', DAYS_AND_LISTS],
  ['durations and times', TIMES],
  ['names with Chinese punctuation and spaces', NAMES],
] as const)('%s', (_what, table) => {
  test.each(table)('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

test('the place of a mistake behind a name with curly quotes is that of the source', () => {
  const source = '“小巨人”企业数 + 没有';
  try {
    check(parse(source), { '“小巨人”企业数': numberIn('家') });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(FormulaError);
    expect(source.slice((error as FormulaError).at.from)).toBe('没有');
  }
});

test('a text in curly quotes is refused with the way to write it', () => {
  expect(() => check(parse('文 = “是”'), { 文: { kind: 'text' } })).toThrow(/straight quotes: "是"/);
});

test('loops over several variables are typed like the nested ones', () => {
  const names = { 表: { kind: 'list' as const, of: numberIn('') } };
  expect(check(parse('sum(for x in 表, y in 表 return x * y) > 0'), names).kind).toBe('boolean');
  expect(() => check(parse('for x in 表, y in 表 return z'), names)).toThrow(/no "z"/);
});

test.each([
  ['月末 + 1', 'TYPE'],
  ['月末 + 月末', 'TYPE'],
  ['@"P1D" + @"P1M"', 'TYPE'],
  ['@"P1D" < @"P1M"', 'TYPE'],
  ['@"10:00:00" + @"P1M"', 'TYPE'],
  ['duration("P1H")', 'TYPE'],
  ['月末.hour', 'UNKNOWN_NAME'],
  ['@"P1D".months', 'UNKNOWN_NAME'],
])('%s is refused when it is saved', (source, code) => {
  expect(() => check(parse(source), { 月末: { kind: 'date' } })).toThrow(expect.objectContaining({ code }));
});
