/** A spreadsheet computes with binary numbers and shows 15 digits of them. */
const DIGITS = 15;

/**
 * The number that stands in a cell as decimal text. 1234.5599999999999, as a file has it, is the 1234.56 that was typed;
 * an integer of more than 15 digits has lost its last ones. Null: no number.
 */
export function typedNumber(raw: string): { readonly text: string; readonly isInexact: boolean } | null {
  const number = Number(raw);
  if (!Number.isFinite(number) || raw.trim() === '') return null;
  return { text: plainDecimal(number.toPrecision(DIGITS)), isInexact: Math.abs(number) >= 10 ** DIGITS };
}

/** At most 15 digits with one point or none among them, and no zero that says nothing: most numbers, as they are. */
export function isPlain(raw: string): boolean {
  if (raw.length > DIGITS) return false;
  const first = raw.charCodeAt(0) === 45 ? 1 : 0;
  const last = raw.length - 1;
  let point = -1;
  for (let at = first; at <= last; at++) {
    const c = raw.charCodeAt(at);
    if (c === 46 && point < 0) point = at;
    else if (c < 48 || c > 57) return false;
  }
  // 0 and 0.5 begin with zero; 007, -0, .5, 5. and 1.50 are written again
  if (last < first || point === first || point === last) return false;
  if (raw.charCodeAt(first) === 48 && (last === first ? first === 1 : point !== first + 1)) return false;
  return point < 0 || raw.charCodeAt(last) !== 48;
}

/** Without exponent and without zeros at the end. */
function plainDecimal(text: string): string {
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  const shown =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  const short = shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown;
  const bare = short.replace(/^0+(?=\d)/, '');
  return bare === '0' ? '0' : sign + bare;
}

const DAY_MS = 86_400_000;

/**
 * The ISO day, or day and time, of a day counted by a spreadsheet. Excel counts a 29 February 1900 that never was:
 * its days before March 1900 are one off and that day itself is null, as is what lies beyond the year 9999.
 */
export function dayOfSerial(serial: number, from1904: boolean): string | null {
  const whole = Math.floor(serial);
  if (serial < 0 || (!from1904 && whole === 60)) return null;
  const days = from1904 ? serial + 1_462 : serial;
  const sinceEpoch = days - 25_569 + (!from1904 && whole < 60 ? 1 : 0);
  const at = new Date(Math.round((sinceEpoch * DAY_MS) / 1000) * 1000);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null;
  const iso = at.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
