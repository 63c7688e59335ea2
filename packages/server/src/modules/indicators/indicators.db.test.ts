import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, at, putuo } from '../../demo/small-zone.ts';
import {
  accept,
  closePeriod,
  listPeriods,
  reopenPeriod,
  reopenSubmission,
  review,
} from '../statistics/index.ts';
import { acceptEntered, enterValue, explain, listEntered, readTable, readValues } from './index.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1', industryCode: '6513' },
    { name: '乙', carrier: 'c-2', industryCode: '7281' },
    { name: '丙', carrier: 'c-3', industryCode: '6520' },
  ]);
  await zone.quarter('2024Q4', { 甲: answers(100_000), 丙: answers(400_000) });
  await zone.quarter('2025Q3', { 甲: answers(90_000), 乙: answers(30_000), 丙: answers(300_000) });
  await zone.quarter('2025Q4', { 甲: answers(120_000, { rd_ytd: '9000' }), 乙: answers(50_000) });
});
afterAll(() => zone.pool.end());

const NOW = at('2026-03-01');
const value = async (id: string, of: { unit?: string; period?: string; asOf?: Date } = {}) => {
  const { rows } = await zone.read('office', NOW, readValues, {
    unit: of.unit,
    periods: [of.period ?? '2025Q4'],
    ids: [id],
    asOf: of.asOf?.toISOString(),
  });
  return Object.fromEntries(rows.map((row) => [row.stage, row.value]));
};
const reported = async (id: string, of?: Parameters<typeof value>[1]) => (await value(id, of)).reported;

test('a sum adds up the reports, in the indicator’s own unit', async () => {
  expect(await reported('revenue')).toBe('1.7');
  expect(await reported('revenue', { unit: 'sp-taopu' })).toBe('1.7');
  expect(await reported('revenue', { unit: 'c-1' })).toBe('1.2');
  expect(await reported('staff')).toBe('100');
});

test('a place that nobody reported for has no figure, not a zero', async () => {
  expect(await reported('revenue', { unit: 'sp-zhenru' })).toBeNull();
  expect(await reported('revenue', { unit: 'sp-changshou' })).toBeNull();
});

test('a year is its last quarter', async () => {
  expect(await reported('revenue', { period: '2025' })).toBe('1.7');
  expect(await reported('revenue', { period: '2024' })).toBe('5');
});

test('a ratio divides sums, not enterprises’ ratios', async () => {
  // (9000 + 2500) / (120000 + 50000) in percent
  expect(Number(await reported('subpark-a1', { unit: 'sp-taopu' }))).toBeCloseTo(6.764705882, 9);
});

test('growth is told on the same list and on all', async () => {
  // same list: only 甲 reported both; all: 170000 against 500000
  expect(await reported('revenue-growth')).toBe('20');
  expect(await reported('revenue-growth-all')).toBe('-66');
});

test('an industry counts by its code list', async () => {
  const { rows } = await zone.read('office', NOW, readValues, {
    periods: ['2025Q3'],
    ids: ['software-share'],
  });
  const share = rows.find((row) => row.stage === 'reported')?.value;
  expect(share === null || share === undefined).toBe(true); // last four quarters need 2024Q3, which nobody reported
  expect(Number(await reported('software-share'))).toBeCloseTo((120 / 170) * 100, 9);
});

test('invariant 3 · provisional beside accepted: coverage says how many were due and how many are in', async () => {
  const { rows, units } = await zone.read('office', NOW, readTable, { period: '2025Q4', stage: 'accepted' });
  const coverage = rows
    .filter((row) => row.indicatorId === 'revenue')
    .map((row) => [units.find(({ id }) => id === row.unitId)?.code, row.coverage]);
  expect(Object.fromEntries(coverage)).toMatchObject({
    putuo: { due: 3, reported: 2 },
    'sp-taopu': { due: 2, reported: 2 },
    'sp-zhenru': { due: 1, reported: 0 },
  });
});

test('an entered value counts as reported until a colleague has accepted it', async () => {
  const { id } = await zone.do('office', '2026-01-10', enterValue, {
    valueId: 'little-giants',
    unitCode: 'putuo',
    period: '2025Q4',
    value: '79',
    document: '市经信委名单',
  });
  expect(await value('little-giants')).toEqual({ reported: '79', accepted: null });
  await expect(zone.do('office', '2026-01-11', acceptEntered, { ids: [id] })).rejects.toMatchObject({
    code: 'ENTERED_VALUE_SELF_ACCEPTED',
  });
  await zone.do('colleague', '2026-01-11', acceptEntered, { ids: [id] });
  expect(await value('little-giants')).toEqual({ reported: '79', accepted: '79' });
  expect(await value('little-giants', { asOf: at('2026-01-10', '12:00:00') })).toEqual({
    reported: '79',
    accepted: null,
  });
  const { entered } = await zone.read('office', NOW, explain, {
    id: 'little-giants',
    period: '2025Q4',
    stage: 'accepted',
  });
  expect(entered).toMatchObject([{ value: '79', unit: '家', by: 'office', acceptedBy: 'colleague' }]);
});

test('a baseline is kept in the unit of its target', async () => {
  const enter = (valueId: string) =>
    zone.do('office', '2025-04-02', enterValue, {
      valueId,
      unitCode: 'putuo',
      period: '2024Q4',
      value: '5.4',
      document: '基期核定单',
    });
  await enter('baseline-T02');
  const { rows } = await zone.read('office', '2025-04-03', listEntered, {});
  const target = putuo().targets.find(({ id }) => id === 'T02');
  expect(rows.find(({ valueId }) => valueId === 'baseline-T02')?.measuredIn).toBe(target?.unit);
  expect(target?.unit).toBe('亿元');
  await expect(enter('baseline-T99')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the explanation leads to the reports: each enterprise with its report, and who did what', async () => {
  const of = { id: 'revenue', unit: 'sp-taopu', period: '2025Q4', stage: 'accepted' } as const;
  const told = await zone.read('office', NOW, explain, of);
  expect(told.parts.map(({ respondent, revision, values }) => [respondent, revision, values])).toEqual([
    ['甲', 1, ['120000']],
    ['乙', 1, ['50000']],
  ]);
  expect(told.events.map(({ act, by, count }) => [act, by, count])).toEqual([
    ['accept', 'office', 2],
    ['review', 'taopu', 2],
    ['submit', '乙', 1],
    ['submit', '甲', 1],
  ]);
  expect(told.withNumbers).toContain('170,000 千元');
});

test('closing a period records its figures with formula version and inputs; the explanation shows the run', async () => {
  const of = { id: 'revenue-growth', period: '2025Q4', stage: 'accepted' } as const;
  const { run, value: now } = await zone.read('office', NOW, explain, of);
  expect(run).toMatchObject({
    cause: 'period-closed',
    at: at('2026-01-10').toISOString(),
    version: 1,
    value: '20',
    coverage: { due: 3, reported: 2 },
    inputs: [
      { name: '本期', value: '120000', unit: '千元' },
      { name: '上年同期', value: '100000', unit: '千元' },
    ],
  });
  expect(now).toBe(run?.value);
  const asOf = at('2026-01-09', '23:00:00').toISOString();
  expect((await zone.read('office', NOW, explain, { ...of, asOf })).run).toBeNull();
  const own = await zone.read('taopu', NOW, explain, { ...of, unit: 'sp-taopu' });
  expect(own.run?.value).toBe('20');
});

test('as of an instant before a correction the old figure is read, after it the new one', async () => {
  const { rows } = await zone
    .read('office', NOW, explain, {
      id: 'revenue',
      unit: 'c-1',
      period: '2024Q4',
      stage: 'accepted',
    })
    .then(({ parts }) => ({ rows: parts }));
  const submissionId = rows[0]?.submissionId ?? '';
  const periodId = await periodIdOf('2024Q4');
  await zone.do('office', '2026-01-15', reopenPeriod, { periodId, reason: '更正上年数' });
  await zone.do('office', '2026-01-15', reopenSubmission, { submissionId, reason: '更正上年数' });
  await zone.submit('甲', '2026-01-16', submissionId, answers(110_000), 1);
  await zone.do('taopu', '2026-01-17', review, { submissionIds: [submissionId] });
  await zone.do('office', '2026-01-18', accept, { submissionIds: [submissionId] });
  const read = (day: string) =>
    value('revenue', { unit: 'c-1', period: '2024Q4', asOf: at(day, '23:00:00') });
  expect(await read('2026-01-15')).toEqual({ reported: '1', accepted: '1' });
  expect(await read('2026-01-16')).toEqual({ reported: '1.1', accepted: '1' });
  expect(await read('2026-01-18')).toEqual({ reported: '1.1', accepted: '1.1' });
  // the closed period's run keeps what was known at its closing, until it is closed again
  const run = async (day: string) =>
    (
      await zone.read('office', NOW, explain, {
        id: 'revenue',
        unit: 'c-1',
        period: '2024Q4',
        stage: 'accepted',
        asOf: at(day, '23:00:00').toISOString(),
      })
    ).run?.value;
  expect(await run('2026-01-18')).toBe('1');
  await zone.do('office', '2026-01-19', closePeriod, { periodId });
  expect([await run('2026-01-18'), await run('2026-01-19')]).toEqual(['1', '1.1']);
});

async function periodIdOf(code: string): Promise<string> {
  const { rows } = await zone.read('office', NOW, listPeriods, undefined);
  return rows.find((row) => row.code === code)?.id ?? '';
}
