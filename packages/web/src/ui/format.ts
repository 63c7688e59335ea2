/** The only place that turns numbers and days into text. Decimal text in, no detour through a double. */

/** Decimal text with thousands separators and fixed places, rounded half away from zero; missing is —. */
export function decimalText(value: string | null | undefined, places: number): string {
  if (value === null || value === undefined || value === '') return '—';
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const kept =
    BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`) +
    (Number(fraction[places] ?? 0) >= 5 ? 1n : 0n);
  const digits = kept.toString().padStart(places + 1, '0');
  const integer = places === 0 ? digits : digits.slice(0, -places);
  const grouped = integer.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const text = places === 0 ? grouped : `${grouped}.${digits.slice(-places)}`;
  return negative && kept !== 0n ? `−${text}` : text;
}

/** Decimal text as it is, with thousands separators. */
export const exactText = (value: string | null | undefined): string =>
  decimalText(value, value?.split('.')[1]?.length ?? 0);

/** A share of 1 as percent, with its sign when asked. */
export function percentText(share: string | number | null, places = 1, signed = false): string {
  if (share === null || !Number.isFinite(Number(share))) return '—';
  const hundred = (Number(share) * 100).toFixed(places);
  const text = decimalText(hundred, places);
  return `${signed && Number(hundred) > 0 ? '+' : ''}${text}%`;
}

/** Relative change of two decimal texts; null where it cannot be told. */
export function changeOf(now: string | null | undefined, before: string | null | undefined): number | null {
  const [a, b] = [Number(now ?? Number.NaN), Number(before ?? Number.NaN)];
  return Number.isFinite(a) && Number.isFinite(b) && b !== 0 && now !== '' && before !== ''
    ? (a - b) / Math.abs(b)
    : null;
}

const SHANGHAI = 'Asia/Shanghai';
const part = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: SHANGHAI, ...options });
const FULL = part({
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** 2026-10-20 18:02, in Shanghai. */
export const fullMoment = (instant: string): string => FULL.format(new Date(instant));
/** 10-20 18:02 */
export const momentText = (instant: string): string => fullMoment(instant).slice(5);
/** 18:02 */
export const timeText = (instant: string): string => fullMoment(instant).slice(11);
/** 10-20 */
export const shortDay = (day: string | null): string => day?.slice(5, 10) ?? '—';

/** 2026 年 3 季度 / Q3 2026 */
export function periodText(code: string, language: 'zh' | 'en'): string {
  const [year = '', quarter] = code.split('Q');
  if (quarter === undefined) return language === 'zh' ? `${year} 年度` : year;
  return language === 'zh' ? `${year} 年 ${quarter} 季度` : `Q${quarter} ${year}`;
}

/** Decimal text rounded half away from zero to at most so many places, without needless zeros. */
export function trimmed(value: string, places: number): string {
  const fraction = value.split('.')[1] ?? '';
  const text = decimalText(value, Math.min(places, fraction.length)).replaceAll(',', '').replace('−', '-');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const WEEKDAY = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'full', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }),
};

/** 2026年10月22日星期四 / Thursday 22 October 2026 */
export const dayText = (day: string, language: 'zh' | 'en'): string =>
  WEEKDAY[language].format(new Date(`${day}T00:00:00Z`));
