import { dayFromSerial, plusMonths, serialOf, splitSeconds } from './days.ts';
import { Decimal } from './decimal.ts';
import { Duration } from './duration.ts';
import { Moment } from './moment.ts';
import { type Day, dayFromText } from './values.ts';

const TIME = /^(\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)(Z|([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const LARGEST_OFFSET = 18 * 3_600;
const SECONDS_OF_DAY = 86_400;

const seconds = (n: number) => Decimal.of(BigInt(n));

/** An offset in seconds; undefined when there is none so large. */
const offsetWithin = (offset: number): number | undefined =>
  Math.abs(offset) <= LARGEST_OFFSET ? offset : undefined;

/** A time of day from its parts, or null when there is no such time. */
export function timeFrom(
  { hour, minute, second }: { readonly hour: number; readonly minute: number; readonly second: Decimal },
  offset: number | null,
): Moment | null {
  const isTime =
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second.units >= 0n &&
    second.compare(seconds(60)) < 0;
  return isTime ? new Moment(null, seconds(hour * 3_600 + minute * 60).plus(second), offset) : null;
}

/** A time from ISO text such as `23:59:00` or `09:15:30.5+08:00`, or null. */
export function timeFromText(text: string): Moment | null {
  const [, hour, minute, second, zone, sign, hours, minutes, rest] = TIME.exec(text) ?? [];
  if (hour === undefined || Number(minutes ?? 0) > 59 || Number(rest ?? 0) > 59) return null;
  const east = Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  const offset = zone === undefined ? null : offsetWithin(sign === '-' ? -east : east);
  const exact = Decimal.parse(second ?? '');
  return offset === undefined || exact === undefined
    ? null
    : timeFrom({ hour: Number(hour), minute: Number(minute), second: exact }, offset);
}

/** A day with a time from ISO text, at midnight where no time is given; 24:00:00 is the next day. */
export function momentFromText(text: string): Moment | null {
  const [date = '', time = '00:00:00', ...more] = text.split('T');
  const day = dayFromText(date);
  if (day === null || more.length > 0) return null;
  const isEnd = /^24:00:00(?:\.0+)?(?![\d.])/.test(time);
  const of = timeFromText(isEnd ? time.replace('24', '00') : time);
  const start = isEnd ? dayFromSerial(serialOf(day) + 1) : day;
  return of && start && new Moment(start, of.seconds, of.offset);
}

/** The moment that much later, on its own clock; a time of day goes round. */
export function laterThan(moment: Moment, duration: Duration): Moment | null {
  const { date, offset } = moment;
  if (duration.isMonths) {
    const day = date && plusMonths(date, duration.amount);
    return day && new Moment(day, moment.seconds, offset);
  }
  const [days, rest] = splitSeconds(moment.seconds.plus(duration.amount));
  if (date === null) return new Moment(null, rest, offset);
  const count = days.toSafeInteger();
  const day = count === undefined ? null : dayFromSerial(serialOf(date) + count);
  return day && new Moment(day, rest, offset);
}

/** From one to another; null when one is local and the other is not. */
export function between(from: Moment, to: Moment): Duration | null {
  if (from.kind !== to.kind || (from.offset === null) !== (to.offset === null)) return null;
  const at = ({ date, offset, seconds: inDay }: Moment) =>
    inDay.plus(seconds((date ? serialOf(date) * SECONDS_OF_DAY : 0) - (offset ?? 0)));
  return Duration.ofSeconds(at(to).minus(at(from)));
}

export const midnight = (day: Day, offset: number | null): Moment => new Moment(day, seconds(0), offset);

/** The parts of a moment by the names of the language. */
export function partOf({ date, seconds: inDay, offset }: Moment, name: string): Decimal | Duration | null {
  const whole = Number(inDay.round(0, 'floor').units);
  const day = (from: number, to?: number) =>
    date ? (Decimal.parse(date.day.slice(from, to)) ?? null) : null;
  const parts: Readonly<Record<string, Decimal | Duration | null>> = {
    year: day(0, 4),
    month: day(5, 7),
    day: day(8),
    hour: seconds(Math.floor(whole / 3_600)),
    minute: seconds(Math.floor(whole / 60) % 60),
    second: inDay.minus(seconds(whole - (whole % 60))),
    'time offset': offset === null ? null : Duration.ofSeconds(seconds(offset)),
  };
  return Object.hasOwn(parts, name) ? (parts[name] ?? null) : null;
}
