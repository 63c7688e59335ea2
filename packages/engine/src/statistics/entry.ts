/** What a typed cell says, in the field's unit. */
export type Entry =
  | { readonly kind: 'missing' }
  | { readonly kind: 'value'; readonly value: string; readonly converted: boolean }
  | { readonly kind: 'not-a-number'; readonly typed: string }
  | { readonly kind: 'too-fine'; readonly value: string };

/** Powers of ten of a unit against its smallest: money against 元, persons against 人. */
const POWERS: Readonly<Record<string, { readonly family: string; readonly power: number }>> = {
  元: { family: 'money', power: 0 },
  千元: { family: 'money', power: 3 },
  万元: { family: 'money', power: 4 },
  百万元: { family: 'money', power: 6 },
  亿元: { family: 'money', power: 8 },
  人: { family: 'person', power: 0 },
  万人: { family: 'person', power: 4 },
};

/** Short forms that people type; 万 and 亿 take the field's family. */
const TYPED_UNITS: readonly [string, string][] = [
  ['亿元', '亿元'],
  ['百万元', '百万元'],
  ['万元', '万元'],
  ['千元', '千元'],
  ['万人', '万人'],
  ['元', '元'],
  ['人', '人'],
  ['亿', '亿元'],
  ['万', '万'],
];

const MISSING = new Set(['', '-', '—', '－', '/', '无']);

/**
 * Reads what was typed or pasted into a number cell: full-width digits, thousands separators, ￥ and blanks, brackets for
 * minus, and a unit behind the number; a line break joins nothing. Text that is no number comes back as it was typed, so that it can be marked and is never dropped.
 *
 * @param typed as it stands in the cell
 * @param unit the field's unit, such as 千元; null: a bare number
 * @param decimals how many places the field keeps; more than that is `too-fine`, never rounded away
 */
export function readEntry(typed: string, unit: string | null, decimals: number): Entry {
  const plain = withoutBrackets(
    typed
      .normalize('NFKC')
      .trim()
      .replaceAll(/[^\S\r\n]|[,，￥¥']/g, ''),
  );
  if (MISSING.has(plain)) return { kind: 'missing' };
  const [suffix, named] = TYPED_UNITS.find(([short]) => plain.endsWith(short)) ?? ['', ''];
  const number = suffix === '' ? plain : plain.slice(0, -suffix.length);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(number)) return { kind: 'not-a-number', typed };
  const shift = suffix === '' ? 0 : shiftBetween(named === '万' ? tenThousandOf(unit) : named, unit);
  if (shift === null) return { kind: 'not-a-number', typed };
  const value = shiftPoint(number, shift);
  const fraction = value.split('.')[1] ?? '';
  if (fraction.length > decimals) return { kind: 'too-fine', value };
  return { kind: 'value', value, converted: shift !== 0 };
}

/** Accountants write −1,200 as (1,200). */
const withoutBrackets = (text: string): string => text.replace(/^\((?![+-])([^()]+)\)$/, '-$1');

const tenThousandOf = (unit: string | null) => (unit === '人' || unit === '万人' ? '万人' : '万元');

/** By how many places the point moves from one unit to another; null when they do not measure the same thing. */
function shiftBetween(from: string, to: string | null): number | null {
  const a = POWERS[from];
  const b = to === null ? undefined : POWERS[to];
  return a !== undefined && b !== undefined && a.family === b.family ? a.power - b.power : null;
}

/** Moves the decimal point of a plain number text exactly, and writes it without needless zeros. */
function shiftPoint(number: string, places: number): string {
  const negative = number.startsWith('-');
  const [whole = '', fraction = ''] = number.replace(/^[+-]/, '').split('.');
  const digits = `${whole}${fraction}`;
  const point = whole.length + places;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at).replace(/0+$/, '');
  const text = rest === '' ? integer : `${integer}.${rest}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}
