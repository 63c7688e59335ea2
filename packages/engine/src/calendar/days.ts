/** Days since 1970-01-01 (H. Hinnant, chrono-compatible low-level date algorithms). */
export function serialOf(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined)
    throw new RangeError(`"${day}" is no day; write it as 2026-10-22.`);
  const [y, m, d] = [Number(year) - (Number(month) <= 2 ? 1 : 0), Number(month), Number(date)];
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const serial =
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468;
  if (dayOf(serial) !== day) throw new RangeError(`There is no day ${day}.`);
  return serial;
}

/** The ISO text of a serial day. */
export function dayOf(serial: number): string {
  const z = serial + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1_460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(doy - Math.floor((153 * mp + 2) / 5) + 1)}`;
}

export const addDays = (day: string, days: number): string => dayOf(serialOf(day) + days);
export const daysBetween = (from: string, to: string): number => serialOf(to) - serialOf(from);
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => ((((serialOf(day) + 3) % 7) + 7) % 7) + 1;

/** The same date so many months later; where that month is shorter, its last day. */
export function addMonths(day: string, months: number): string {
  serialOf(day);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const ahead = year * 12 + (month - 1) + months;
  const first = (n: number) =>
    `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01`;
  const length = daysBetween(first(ahead), first(ahead + 1));
  return addDays(first(ahead), Math.min(date, length) - 1);
}
