/** What single cells of a department's list say, however they were typed. Nothing is guessed: what is unclear is an error. */
import { Decimal } from '../formula/index.ts';

/** A cell as a reader of files hands it over; a day of a workbook is its serial number. */
export type Cell = string | number | null;

export const cellText = (cell: Cell): string =>
  cell === null ? '' : (typeof cell === 'number' ? plain(cell) : cell).normalize('NFKC').trim();

/** A number as a workbook shows it: 15 significant digits, so that 26289.510000000002 is 26289.51. */
const plain = (n: number): string =>
  Number.isInteger(n) ? String(n) : (Decimal.parse(n.toPrecision(15))?.toString() ?? String(n));

const MISSING = new Set(['', '-', '--', '—', '——', '–', '−', '/', '\\', '无', 'n/a', 'na', 'null', '…']);
export const isMissing = (cell: Cell): boolean => MISSING.has(cellText(cell).toLowerCase());

const POWERS: Readonly<Record<string, number>> = {
  元: 0,
  百元: 2,
  千: 3,
  千元: 3,
  万: 4,
  万元: 4,
  百万: 6,
  百万元: 6,
  千万元: 7,
  亿: 8,
  亿元: 8,
};
const UNIT_WORDS = '千万元|百万元|百万|百元|千元|万元|亿元|千|万|亿|元';

/** The power of ten of a money unit, in 元; undefined: no such unit. */
export const moneyPower = (unit: string): number | undefined => POWERS[unit.replaceAll(/人民币|\s/gu, '')];

/** A unit that a heading or a line above the table states: 单位：千元, (万元), 金额（亿元）. */
export function statedUnit(text: string): string | null {
  const normal = text.normalize('NFKC').replaceAll(/\s/gu, '');
  const [, said] =
    new RegExp(`(?:单位[:为]?|[([,、_])(?:人民币)?(${UNIT_WORDS})(?![^)\\],、_:;。]*[户人件家])`, 'u').exec(
      normal,
    ) ?? [];
  return said ?? null;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  美元: 'USD',
  欧元: 'EUR',
  港元: 'HKD',
  港币: 'HKD',
  日元: 'JPY',
  英镑: 'GBP',
  加元: 'CAD',
  澳元: 'AUD',
  新加坡元: 'SGD',
  新元: 'SGD',
  瑞士法郎: 'CHF',
  韩元: 'KRW',
  usd: 'USD',
  eur: 'EUR',
  hkd: 'HKD',
  jpy: 'JPY',
  gbp: 'GBP',
  $: 'USD',
  '€': 'EUR',
};

export type Amount =
  | { readonly kind: 'missing' }
  | { readonly kind: 'amount'; readonly value: string; readonly notes: readonly AmountNote[] }
  | { readonly kind: 'foreign'; readonly amount: string; readonly currency: string }
  | { readonly kind: 'unreadable' };
export type AmountNote = 'negative_value' | 'unit_inside_cell' | 'scientific_notation_value';

const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?$/iu;

/** An amount of money in 元, from a cell whose column counts in `10^power` 元 unless the cell states a unit of its own. */
export function amountOf(cell: Cell, power: number): Amount {
  const text = cellText(cell)
    .toLowerCase()
    .replaceAll(/\s|人民币|rmb|cny|[¥￥]/gu, '');
  if (isMissing(text)) return { kind: 'missing' };
  const bracketed = /^\((.*)\)$/u.exec(text)?.[1];
  const [, numeral = '', rest = ''] = /^([-+\d.,]+(?:e[+-]?\d+)?)(.*)$/u.exec(bracketed ?? text) ?? [];
  const number = numberOf(numeral);
  if (number === undefined) return { kind: 'unreadable' };
  const [, unit = '', currency = ''] = new RegExp(`^(${UNIT_WORDS})?(.*)$`, 'u').exec(rest) ?? [];
  const own = unit === '' ? null : (POWERS[unit] ?? null);
  if (currency !== '') return foreign(number, CURRENCIES[currency], own ?? power);
  const signed = bracketed === undefined ? number : number.abs().negated();
  const notes: AmountNote[] = [
    ...(signed.units < 0n ? (['negative_value'] as const) : []),
    ...(own === null ? [] : (['unit_inside_cell'] as const)),
    ...(/e/iu.test(numeral) && typeof cell !== 'number' ? (['scientific_notation_value'] as const) : []),
  ];
  return { kind: 'amount', value: signed.times(Decimal.of(1n, -(own ?? power))).toString(), notes };
}

const foreign = (number: Decimal, currency: string | undefined, power: number): Amount =>
  currency === undefined
    ? { kind: 'unreadable' }
    : { kind: 'foreign', amount: number.times(Decimal.of(1n, -power)).toString(), currency };

function numberOf(text: string): Decimal | undefined {
  return NUMBER.test(text) ? Decimal.parse(text.replaceAll(',', '')) : undefined;
}

/** A count of persons or things, also with its unit behind it. */
export function countOf(cell: Cell, unit: string | undefined): Amount {
  const text = cellText(cell).replaceAll(/\s/gu, '');
  if (isMissing(text)) return { kind: 'missing' };
  const bare = unit !== undefined && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
  const number = numberOf(bare);
  if (number === undefined) return { kind: 'unreadable' };
  return { kind: 'amount', value: number.toString(), notes: number.units < 0n ? ['negative_value'] : [] };
}

export type DateRead =
  | { readonly kind: 'missing' }
  /** ISO; a month without a day stays a month, a year a year. */
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unreadable' };

/** Days from 1900-03-01 to 2100 as a workbook counts them; 1900-02-29, which it also counts, lies before. */
const SERIALS = { first: 61, last: 73_050 } as const;
const two = (n: number): string => String(n).padStart(2, '0');

/** A date in any of its spellings; one that does not exist is said to be impossible, never moved. */
export function dateOf(cell: Cell): DateRead {
  const text = cellText(cell).replaceAll(/['‘’\s]/gu, '');
  if (isMissing(text)) return { kind: 'missing' };
  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (compact) return dayOf(compact.slice(1));
  if (/^\d{5}(?:\.\d+)?$/u.test(text)) return serialOf(Number(text));
  const spelt =
    /^(\d{4})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})日?)?)?(?:t?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?$/iu.exec(
      text,
    );
  if (spelt) return dayOf(spelt.slice(1));
  const [, year] = /^(\d{4})年?$/u.exec(text) ?? [];
  return year === undefined ? { kind: 'unreadable' } : { kind: 'date', value: year };
}

function dayOf([year = '', month = '', day]: readonly (string | undefined)[]): DateRead {
  const [y, m, d] = [Number(year), Number(month), day === undefined ? 1 : Number(day)];
  const exists = m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate();
  if (!exists || y < 1900 || y > 2100) return { kind: 'impossible' };
  return { kind: 'date', value: day === undefined ? `${year}-${two(m)}` : `${year}-${two(m)}-${two(d)}` };
}

function serialOf(serial: number): DateRead {
  const whole = Math.floor(serial);
  if (whole < SERIALS.first || whole > SERIALS.last) return { kind: 'unreadable' };
  return { kind: 'date', value: new Date(Date.UTC(1899, 11, 30 + whole)).toISOString().slice(0, 10) };
}

const CHINESE_DIGITS = '一二三四';

/**
 * The code of a period of a kind that a text names: 2025年一季度, 2025Q1, 2025年1-3月, 20250331, 2025.3. A day counts
 * for the period it lies in. Null: it names none.
 */
export function periodIn(cell: Cell, kind: 'month' | 'quarter' | 'year'): string | null {
  const text = cellText(cell).replaceAll(/['‘’\s]/gu, '');
  const spelt = /(\d{4})年?(?:第?([一二三四1-4])季度?|q([1-4]))/iu.exec(text);
  const spanned = /(\d{4})年1(?:月)?[-—~至到](\d{1,2})月/u.exec(text);
  const date = dateOf(cell);
  if (kind === 'quarter' && spelt) {
    const [, year = '', word = '', digit = ''] = spelt;
    const number = digit || (CHINESE_DIGITS.indexOf(word) >= 0 ? CHINESE_DIGITS.indexOf(word) + 1 : word);
    return `${year}Q${number}`;
  }
  if (spanned) return periodAt(spanned[1] ?? '', Number(spanned[2]), kind);
  if (date.kind === 'date') {
    const [year = '', month] = date.value.split('-');
    if (month === undefined) return kind === 'year' ? year : null;
    return periodAt(year, Number(month), kind);
  }
  const [, year, month] = /(\d{4})年(?:度|(\d{1,2})月)?/u.exec(text) ?? [];
  if (year === undefined) return null;
  if (month !== undefined) return periodAt(year, Number(month), kind);
  return kind === 'year' ? year : null;
}

function periodAt(year: string, month: number, kind: 'month' | 'quarter' | 'year'): string | null {
  if (month < 1 || month > 12) return null;
  if (kind === 'year') return year;
  return kind === 'quarter' ? `${year}Q${Math.ceil(month / 3)}` : `${year}-${two(month)}`;
}
