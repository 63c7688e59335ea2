import { Decimal } from './decimal.ts';
import { type Day, dayFrom } from './values.ts';

export function partsOf({ day }: Day): [year: number, month: number, date: number] {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}

/** Days since 0000-03-01 of the Gregorian calendar (H. Hinnant, chrono-compatible low-level date algorithms). */
export function serialOf(day: Day): number {
  const [year, month, date] = partsOf(day);
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear;
}

const [ERA, DAYS_OF_ERA] = [400, 146_097];

/** The day of a serial number; null outside the years 1 to 9999. */
export function dayFromSerial(serial: number): Day | null {
  const era = Math.floor(serial / DAYS_OF_ERA);
  const inEra = serial - era * DAYS_OF_ERA;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const dayOfYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * ERA + (month <= 2 ? 1 : 0);
  return dayFrom(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

const DAY = 86_400n;

/** Seconds as whole days and what is left of the last one. */
export function splitSeconds(seconds: Decimal): readonly [days: Decimal, rest: Decimal] {
  const whole = seconds.round(0, 'floor').units;
  const days = Decimal.of(whole >= 0n ? whole / DAY : -((DAY - 1n - whole) / DAY));
  return [days, seconds.minus(days.times(Decimal.of(DAY)))];
}

/** The day so many whole days later. */
export function plusDays(day: Day, days: Decimal): Day | null {
  const count = days.toSafeInteger();
  return count === undefined ? null : dayFromSerial(serialOf(day) + count);
}

/** The same date so many months later, or the month's last day when it has no such date. */
export function plusMonths(day: Day, months: Decimal): Day | null {
  const [year, month, date] = partsOf(day);
  const count = months.toSafeInteger();
  if (count === undefined) return null;
  const all = year * 12 + (month - 1) + count;
  const [y, m] = [Math.floor(all / 12), (((all % 12) + 12) % 12) + 1];
  return [date, 30, 29, 28]
    .filter((d) => d <= date)
    .reduce<Day | null>((found, d) => found ?? dayFrom(y, m, d), null);
}
