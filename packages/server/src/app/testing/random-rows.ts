import {
  BOOLEAN,
  DATE,
  DAYS,
  type FormulaType,
  MONTHS,
  TEXT,
  listOf,
  numberIn,
} from '@yuanheng/engine/formula';
import type { Row } from './two-back-ends.ts';

const NUMBER = numberIn('');
/** The names that drawn formulas use. */
export const COLUMNS: Readonly<Record<string, FormulaType>> = {
  甲: NUMBER,
  乙: NUMBER,
  '研发费用（万元）': NUMBER,
  期末数: NUMBER,
  文: TEXT,
  行业代码: TEXT,
  合格: BOOLEAN,
  登记: BOOLEAN,
  成立日: DATE,
  到期日: DATE,
  宽限: DAYS,
  期限: MONTHS,
  各季: listOf(NUMBER),
  资质: listOf(TEXT),
};
/** Small whole numbers, always the same ones for a seed. */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

/** A number as text: none, small, usual, of many places, of 22 digits; a quarter below zero. */
export const drawFigure = (random: (limit: number) => number): string => {
  const digits = (n: number) => Array.from({ length: n }, () => random(10)).join('');
  const sign = random(4) === 0 ? '-' : '';
  const ways = [
    '0',
    `${1 + random(5)}`,
    `${random(3000)}`,
    `${random(100)}.${digits(2)}`,
    `0.${digits(7)}`,
    `1${digits(21)}`,
  ];
  return `${sign}${ways[random(ways.length)] ?? '0'}`;
};

/** A row of values as PostgreSQL reads them, about a sixth of them missing. */
export function drawRow(random: (limit: number) => number): Row {
  const words = ['是', '否', 'A', 'ab', 'C26', '', 'a𝒜é', '12.5', '3', '2024-02-29', 'ß', '１２', '一二三'];
  const word = () => words[random(words.length)] ?? '';
  const day = () =>
    `20${20 + random(10)}-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`;
  const list = (item: () => string) =>
    Array.from({ length: random(5) }, () => (random(8) === 0 ? null : item()));
  const value = (type: FormulaType): string | readonly (string | null)[] => {
    if (type.kind === 'number') return drawFigure(random);
    if (type.kind === 'text') return word();
    if (type.kind === 'boolean') return random(2) === 0 ? 'true' : 'false';
    if (type.kind === 'date') return day();
    if (type.kind === 'days and time duration') return `${random(2_000_000) - 500_000}.${random(10)}`;
    if (type.kind === 'years and months duration') return `${random(60) - 20}`;
    return list(type.kind === 'list' && type.of.kind === 'number' ? () => drawFigure(random) : word);
  };
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, type]) => [name, random(6) === 0 ? null : value(type)]),
  );
}
