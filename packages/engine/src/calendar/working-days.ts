import { addDays, daysBetween, serialOf, weekdayOf } from './days.ts';

/** A day that the State Council's notice makes free, or makes a working day. */
export interface SpecialDay {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

export interface Calendar {
  readonly special: ReadonlyMap<string, SpecialDay>;
  /** Years whose notice has been published. */
  readonly known: ReadonlySet<number>;
}

/** A day that a limit did not count, and why: a holiday's name, or `weekend`. */
export interface SkippedDay {
  readonly date: string;
  readonly reason: string;
}

/**
 * A calendar from the days that the notices name and the years they cover; a day that is not named works from Monday
 * to Friday.
 *
 * @throws RangeError for text that is no day and for a day named twice
 */
export function calendarOf(days: readonly SpecialDay[], known: readonly number[]): Calendar {
  const special = new Map<string, SpecialDay>();
  for (const entry of days) {
    serialOf(entry.date);
    if (special.has(entry.date)) throw new RangeError(`The calendar names ${entry.date} twice.`);
    special.set(entry.date, entry);
  }
  return { special, known: new Set(known) };
}

/** Why a day is free, or null for a working day. @throws UnknownYear when the year's notice is not published */
export function freeBecause(calendar: Calendar, day: string): string | null {
  const weekday = weekdayOf(day);
  const year = Number(day.slice(0, 4));
  if (!calendar.known.has(year)) throw new UnknownYear(year);
  const special = calendar.special.get(day);
  if (special) return special.kind === 'holiday' ? special.name : null;
  return weekday > 5 ? 'weekend' : null;
}

/** Whether a day is worked. @throws UnknownYear when the year's notice is not published */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  return freeBecause(calendar, day) === null;
}

/** The holidays of a year are not announced yet; a limit that reaches into it is refused, not guessed. */
export class UnknownYear extends RangeError {
  readonly year: number;

  constructor(year: number) {
    super(`The holidays of ${year} are not announced yet.`);
    this.year = year;
  }
}

/**
 * The last day of a limit of `count` working days and the days it skips. The day of the event does not count (民法典
 * art. 201), so 1 is the next working day and 0 the day itself.
 *
 * @throws UnknownYear when the limit reaches into a year without a notice; RangeError when `count` is no whole number
 */
export function addWorkingDays(
  calendar: Calendar,
  day: string,
  count: number,
): { due: string; skipped: SkippedDay[] } {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`A limit has a whole number of working days from 0; ${count} is none.`);
  serialOf(day);
  const skipped: SkippedDay[] = [];
  let due = day;
  for (let left = count; left > 0;) {
    due = addDays(due, 1);
    const reason = freeBecause(calendar, due);
    if (reason === null) left -= 1;
    else skipped.push({ date: due, reason });
  }
  return { due, skipped };
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  const days = daysBetween(from, to);
  const [start, length, sign] = days >= 0 ? [from, days, 1] : [to, -days, -1];
  const working = Array.from({ length }, (_, i) => addDays(start, i + 1)).filter((day) =>
    isWorkingDay(calendar, day),
  );
  return working.length === 0 ? 0 : sign * working.length;
}
