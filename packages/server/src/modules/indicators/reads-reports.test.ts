import { periodOf } from '@yuanheng/engine/calendar';
import type { Indicator, Measure } from '@yuanheng/park';
import { expect, test } from 'vitest';
import { readsReports } from './reads-reports.ts';

const QUARTERS = ['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2'];

/** The quarters whose figure reads the reports of 2025Q1. */
function reading(measure: Measure, kind = 'running-total'): string[] {
  const indicator: Indicator = {
    id: 'x',
    version: 1,
    in_force_from: '2020-01-01',
    name: { zh: '某指标', en: 'Some figure' },
    unit: '万元',
    decimals: 0,
    direction: 'up',
    kind: 'flow',
    formula: '甲',
    measures: { 甲: measure },
    basis: '测试',
  };
  const reports = { formId: 'ENT-Q', kindOf: () => kind, of: periodOf('2025Q1') };
  return QUARTERS.filter((code) => readsReports(indicator, periodOf(code), reports));
}

const field = { form: 'ENT-Q', field: 'revenue_ytd', window: 'year-to-date', list: 'all' } as const;

test('a figure of the year so far reads its own period', () => {
  expect(reading(field)).toEqual(['2025Q1']);
});

test('a comparison with last year reads both periods', () => {
  expect(reading({ ...field, shift: 'last-year' })).toEqual(['2026Q1']);
  expect(reading({ ...field, list: 'same' })).toEqual(['2025Q1', '2026Q1']);
});

test('the last four quarters of a running total take last year’s same period away, those of a flow add each quarter', () => {
  expect(reading({ ...field, window: 'last-four-quarters' })).toEqual(['2025Q1', '2026Q1']);
  expect(reading({ ...field, window: 'last-four-quarters' }, 'flow')).toEqual([
    '2025Q1',
    '2025Q2',
    '2025Q3',
    '2025Q4',
  ]);
});

test('timeliness reads the year so far; other forms and entered values read nothing', () => {
  expect(reading({ form: 'ENT-Q', submissions: 'on-time' })).toEqual([
    '2025Q1',
    '2025Q2',
    '2025Q3',
    '2025Q4',
  ]);
  expect(reading({ ...field, form: 'SPACE-Q' })).toEqual([]);
  expect(reading({ entered: 'baseline-T01', unit: '亿元' })).toEqual([]);
});
