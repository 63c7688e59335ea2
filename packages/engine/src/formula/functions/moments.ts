import { Decimal } from '../decimal.ts';
import { Duration } from '../duration.ts';
import { Moment } from '../moment.ts';
import { midnight, momentFromText, timeFrom, timeFromText } from '../moments.ts';
import { MOMENT, TIME } from '../types.ts';
import { type FormulaValue, isDay } from '../values.ts';
import type { FormulaFunction } from './define.ts';

function momentOf(first: FormulaValue, time: FormulaValue | undefined): FormulaValue {
  if (time === undefined) {
    if (typeof first === 'string') return momentFromText(first);
    if (first instanceof Moment) return first.date ? first : null;
    return first !== null && isDay(first) ? midnight(first, null) : null;
  }
  const day = first instanceof Moment ? first.date : first !== null && isDay(first) ? first : null;
  return day && time instanceof Moment && time.date === null
    ? new Moment(day, time.seconds, time.offset)
    : null;
}

function timeOf([first = null, minute, second, offset]: readonly FormulaValue[]): FormulaValue {
  if (typeof first === 'string') return timeFromText(first);
  if (first instanceof Moment) return new Moment(null, first.seconds, first.offset);
  if (first !== null && isDay(first)) return new Moment(null, Decimal.of(0n), 0);
  const [h, m] = [first, minute].map((part) => (part instanceof Decimal ? part.toSafeInteger() : undefined));
  const isLocal = offset === undefined || offset === null;
  const east = offset instanceof Duration && !offset.isMonths ? offset.amount.toSafeInteger() : undefined;
  if (h === undefined || m === undefined || !(second instanceof Decimal) || (!isLocal && east === undefined))
    return null;
  return timeFrom({ hour: h, minute: m, second }, isLocal ? null : (east ?? 0));
}

export const MOMENT_FUNCTIONS: readonly FormulaFunction[] = [
  {
    name: 'date and time',
    params: ['date', 'time'],
    optional: 1,
    alsoNamed: 'from',
    doc: 'a day with a time, from ISO text or from both',
    type: () => MOMENT,
    run: ([first = null, time]) => momentOf(first, time),
  },
  {
    name: 'time',
    params: ['hour', 'minute', 'second', 'offset'],
    optional: 3,
    alsoNamed: 'from',
    doc: 'a time of day from ISO text, a moment, or its parts and the offset from UTC',
    type: () => TIME,
    run: timeOf,
  },
];
