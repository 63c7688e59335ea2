import { monthsBetween } from '../calendar.ts';
import { partsOf, serialOf } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { Duration } from '../duration.ts';
import { Moment } from '../moment.ts';
import { ANY, COUNT, DAYS, type FormulaType, MONTHS, TEXT } from '../types.ts';
import { type Day, type FormulaValue, isDay } from '../values.ts';
import { type FormulaFunction, fixed } from './define.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const number = (n: number) => Decimal.of(BigInt(n));

const newYear = (year: number): Day => ({ day: `${String(year).padStart(4, '0')}-01-01` });
/** 0 = Monday; 0000-03-01 was a Wednesday. */
const weekday = (day: Day) => (((serialOf(day) + 2) % 7) + 7) % 7;
const dayOfYear = (day: Day) => serialOf(day) - serialOf(newYear(partsOf(day)[0])) + 1;

/** The week of ISO 8601: week 1 holds the year's first Thursday. */
function weekOfYear(day: Day): number {
  const week = Math.floor((dayOfYear(day) - (weekday(day) + 1) + 10) / 7);
  const [year] = partsOf(day);
  if (week < 1) return weekOfYear({ day: `${String(year - 1).padStart(4, '0')}-12-31` });
  const firstOfNext = weekday(newYear(year + 1));
  return week === 53 && firstOfNext <= 3 ? 1 : week;
}

function onDay(
  { name, doc, result }: { readonly name: string; readonly doc: string; readonly result: FormulaType },
  of: (day: Day) => FormulaValue,
): FormulaFunction {
  return {
    name,
    params: ['date'],
    doc,
    type: ([given], refuse) =>
      given?.kind === 'date and time' ? result : fixed(result, 'date')(given ? [given] : [], refuse),
    run: ([value = null]) => {
      const date = value instanceof Moment ? value.date : value;
      return date !== null && isDay(date) ? of(date) : null;
    },
  };
}

const typeOfDuration = (duration: Duration | undefined): FormulaType | undefined =>
  duration && (duration.isMonths ? MONTHS : DAYS);

export const DATE_FUNCTIONS: readonly FormulaFunction[] = [
  onDay({ name: 'day of year', doc: 'the number of the day in its year', result: COUNT }, (day) =>
    number(dayOfYear(day)),
  ),
  onDay(
    { name: 'day of week', doc: 'the English name of the weekday', result: TEXT },
    (day) => WEEKDAYS[weekday(day)] ?? null,
  ),
  onDay(
    { name: 'month of year', doc: 'the English name of the month', result: TEXT },
    (day) => MONTH_NAMES[partsOf(day)[1] - 1] ?? null,
  ),
  onDay({ name: 'week of year', doc: 'the ISO 8601 week', result: COUNT }, (day) => number(weekOfYear(day))),
  {
    name: 'duration',
    params: ['from'],
    doc: 'a length of time from ISO text: years and months, or days and time',
    type: fixed(ANY, 'text'),
    typeOfText: (text) => typeOfDuration(Duration.parse(text)),
    run: ([text]) => (typeof text === 'string' ? (Duration.parse(text) ?? null) : null),
  },
  {
    name: 'years and months duration',
    params: ['from', 'to'],
    doc: 'the whole months from one day to another',
    type: fixed(MONTHS, 'date'),
    run: (days) => {
      const [from = null, to = null] = days.map((value) => (value instanceof Moment ? value.date : value));
      return from !== null && to !== null && isDay(from) && isDay(to) ? monthsBetween(from, to) : null;
    },
  },
];
