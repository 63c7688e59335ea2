import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  UnknownYear,
  addDays,
  addMonths,
  addWorkingDays,
  calendarOf,
  dayOf,
  endLabel,
  isWorkingDay,
  nextPeriod,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  serialOf,
  shiftPeriod,
  weekdayOf,
  workingDaysBetween,
} from './index.ts';

/** October 2025 and 2026 as the State Council's notices set them. */
const holiday = (date: string, name = '国庆节') => ({ date, kind: 'holiday' as const, name });
const calendar = calendarOf(
  [
    ...['01', '02', '03', '04', '05', '06', '07', '08'].map((d) => holiday(`2025-10-${d}`)),
    { date: '2025-09-28', kind: 'workday', name: '国庆节' },
    { date: '2025-10-11', kind: 'workday', name: '国庆节' },
    ...['01', '02', '03', '04', '05', '06', '07'].map((d) => holiday(`2026-10-${d}`)),
    { date: '2026-10-10', kind: 'workday', name: '国庆节' },
  ],
  [2025, 2026],
);

test('invariant 6 · two clocks: five working days after 30 September 2025 end on 14 October, because of eight holidays and a weekend', () => {
  const { due, skipped } = addWorkingDays(calendar, '2025-09-30', 5);
  expect(due).toBe('2025-10-14');
  expect(skipped.filter((day) => day.reason === '国庆节')).toHaveLength(8);
  expect(skipped.at(-1)).toEqual({ date: '2025-10-12', reason: 'weekend' });
});

test('a Saturday that is made a working day counts', () => {
  expect(addWorkingDays(calendar, '2026-10-09', 1).due).toBe('2026-10-10');
});

test('invariant 6 · two clocks: a limit that reaches into a year without a notice is refused, not guessed', () => {
  expect(() => addWorkingDays(calendar, '2026-12-31', 1)).toThrow(UnknownYear);
});

test('working days between two days are those that adding them needs', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(30), (offset, n) => {
      const from = addDays('2026-01-01', offset);
      expect(workingDaysBetween(calendar, from, addWorkingDays(calendar, from, n).due)).toBe(n);
    }),
    { seed: 42 },
  );
});

test('serial days agree with the slower calendar of the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 200_000 }), (serial) => {
      const platform = new Date(serial * 86_400_000).toISOString().slice(0, 10);
      expect(dayOf(serial)).toBe(platform);
      expect(serialOf(platform)).toBe(serial);
      expect(weekdayOf(platform) % 7).toBe(new Date(serial * 86_400_000).getUTCDay());
    }),
    { seed: 42 },
  );
});

test('there is no 29 February 2026', () => {
  expect(() => serialOf('2026-02-29')).toThrow('There is no day 2026-02-29.');
});

test('periods are half-open, follow one another and know their place last year', () => {
  expect(periodOf('2026Q3')).toMatchObject({ starts: '2026-07-01', ends: '2026-10-01' });
  expect(periodOf('2026')).toMatchObject({ starts: '2026-01-01', ends: '2027-01-01' });
  expect(periodOf('2026-12')).toMatchObject({ starts: '2026-12-01', ends: '2027-01-01' });
  expect(previousPeriod(periodOf('2026Q1')).code).toBe('2025Q4');
  expect(samePeriodLastYear(periodOf('2026Q3')).code).toBe('2025Q3');
  expect(() => periodOf('2026Q5')).toThrow('is no period');
});

test('a day is worked or free, and a day that does not exist is neither', () => {
  expect(isWorkingDay(calendar, '2026-10-09')).toBe(true);
  expect(isWorkingDay(calendar, '2026-10-10')).toBe(true);
  expect(isWorkingDay(calendar, '2026-10-11')).toBe(false);
  expect(() => isWorkingDay(calendar, '2026-10-32')).toThrow('There is no day 2026-10-32.');
  expect(() => isWorkingDay(calendar, '2027-01-04')).toThrow('The holidays of 2027 are not announced yet.');
});

test('a limit of no days is due the same day; half days and days back are no limits', () => {
  expect(addWorkingDays(calendar, '2026-10-01', 0)).toEqual({ due: '2026-10-01', skipped: [] });
  expect(() => addWorkingDays(calendar, '2026-10-01', 1.5)).toThrow('1.5 is none');
  expect(() => addWorkingDays(calendar, '2026-10-01', -1)).toThrow('-1 is none');
});

test('working days back are as many as there, with a minus', () => {
  expect(workingDaysBetween(calendar, '2025-09-30', '2025-10-14')).toBe(5);
  expect(workingDaysBetween(calendar, '2025-10-14', '2025-09-30')).toBe(-5);
  expect(workingDaysBetween(calendar, '2025-10-02', '2025-10-01')).toBe(0);
});

test('a calendar that names a day twice is refused', () => {
  expect(() => calendarOf([holiday('2026-10-01'), holiday('2026-10-01')], [2026])).toThrow(
    'names 2026-10-01 twice',
  );
});

test('each period ends where the next one begins', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('2026', '2024Q4', '2026Q1', '2025-12', '2024-02'),
      fc.integer({ min: -99, max: 99 }),
      (code, by) => {
        const period = shiftPeriod(periodOf(code), by);
        expect(nextPeriod(period).starts).toBe(period.ends);
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
        expect(periodOf(period.code)).toEqual(period);
      },
    ),
    { seed: 42 },
  );
});

test('a level is named after the last month of its period', () => {
  expect(endLabel(periodOf('2026Q3'))).toEqual({ zh: '2026年9月末', en: 'end of September 2026' });
  expect(endLabel(periodOf('2026-02'))).toEqual({ zh: '2026年2月末', en: 'end of February 2026' });
  expect(endLabel(periodOf('2026'))).toEqual({ zh: '2026年末', en: 'end of 2026' });
});

test.each([
  ['2025-07-18', 6, '2026-01-18'],
  ['2025-08-31', 6, '2026-02-28'],
  ['2023-08-31', 6, '2024-02-29'],
  ['2024-02-29', 24, '2026-02-28'],
  ['2025-12-31', 0, '2025-12-31'],
  ['2025-03-31', -1, '2025-02-28'],
])('%s and %i months is %s', (day, months, later) => {
  expect(addMonths(day, months)).toBe(later);
});
