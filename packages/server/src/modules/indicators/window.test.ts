import { periodOf } from '@yuanheng/engine/calendar';
import { expect, test } from 'vitest';
import { inUnit, termsOf } from './window.ts';

const terms = (...[code, window, kind]: [string, Parameters<typeof termsOf>[1], string]) =>
  termsOf(periodOf(code), window, kind).map(
    ({ code: period, sign }) => `${sign === 1 ? '+' : '-'}${period.code}`,
  );

test('of running totals the last year is this year so far, plus last year, minus last year so far', () => {
  expect(terms('2026Q3', 'last-four-quarters', 'running-total')).toEqual(['+2026Q3', '+2025Q4', '-2025Q3']);
  expect(terms('2026Q4', 'last-four-quarters', 'running-total')).toEqual(['+2026Q4']);
  expect(terms('2026-02', 'last-four-quarters', 'running-total')).toEqual([
    '+2026-02',
    '+2025-12',
    '-2025-02',
  ]);
  expect(terms('2026', 'last-four-quarters', 'running-total')).toEqual(['+2026']);
  expect(terms('2026Q3', 'year-to-date', 'running-total')).toEqual(['+2026Q3']);
});

test('flows are added up period by period', () => {
  expect(terms('2026Q3', 'year-to-date', 'flow')).toEqual(['+2026Q3', '+2026Q2', '+2026Q1']);
  expect(terms('2026Q2', 'last-four-quarters', 'flow')).toEqual(['+2026Q2', '+2026Q1', '+2025Q4', '+2025Q3']);
});

test('a level is that of the period', () => {
  expect(terms('2026Q3', 'level', 'level')).toEqual(['+2026Q3']);
});

test('what was reported in another unit counts in the present one', () => {
  expect(inUnit('12.5', '万元', '千元').toString()).toBe('125');
  expect(inUnit('12.5', '千元', '千元').toString()).toBe('12.5');
  expect(() => inUnit('1', '人', '千元')).toThrow(/cannot be written/);
});
