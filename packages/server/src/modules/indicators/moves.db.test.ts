import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { openPool } from '../../kernel/db/pool.ts';
import { freshDatabase } from '../../kernel/testing/cluster.ts';
import { moveCarrier, moveEnterprise } from '../organisation/index.ts';
import { explain, readValues } from './index.ts';

let pool: pg.Pool;
let zone: SmallZone;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  zone = await SmallZone.make(pool, [
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-2' },
    { name: '丙', carrier: 'c-3' },
  ]);
  await zone.quarter('2024Q4', { 甲: answers(1000), 乙: answers(2000), 丙: answers(4000) });
  await zone.do('office', '2025-01-05', moveEnterprise, {
    enterpriseId: zone.enterpriseId('甲'),
    carrier: 'c-3',
    from: '2025-01-05',
  });
  await zone.quarter('2025Q4', { 甲: answers(1500), 乙: answers(2200), 丙: answers(5000) });
});
afterAll(() => pool.end());

const IDS = ['revenue', 'revenue-growth', 'revenue-growth-all', 'rd-intensity', 'subpark-b4', 'subpark-b1'];

async function figures(name: string, unit: string, periods: readonly string[]) {
  const { rows } = await zone.read(name, '2026-03-01', readValues, { unit, periods, ids: IDS });
  return rows.map(({ indicatorId, period, stage, value, coverage }) => ({
    indicatorId,
    period,
    stage,
    value,
    coverage,
  }));
}

test('office and sub-park read the same figures after an enterprise has moved', async () => {
  for (const [reader, unit] of [
    ['taopu', 'sp-taopu'],
    ['zhenru', 'sp-zhenru'],
    ['taopu', 'c-1'],
    ['zhenru', 'c-3'],
  ] as const)
    expect(await figures(reader, unit, ['2024Q4', '2025Q4', '2025'])).toEqual(
      await figures('office', unit, ['2024Q4', '2025Q4', '2025']),
    );
});

test('a sub-park grows on the same list of reports drawn in it in both years', async () => {
  const growth = (await figures('office', 'sp-zhenru', ['2025Q4'])).find(
    ({ indicatorId, stage }) => indicatorId === 'subpark-b4' && stage === 'reported',
  );
  // only 丙 was drawn here both times: 5000 / 4000 - 1
  expect(growth?.value).toBe('25');
  const { value, measures } = await zone.read('office', '2026-03-01', explain, {
    id: 'revenue-growth',
    period: '2025Q4',
    stage: 'reported',
  });
  expect(value).toMatch(/^24\.2857/); // the zone's list is all three: 8700 / 7000 - 1
  expect(measures[0]?.says.zh).toContain('开期时');
  expect(measures[0]?.says.zh).toContain('两期都在本范围内');
});

test('a carrier that changed its sub-park has the same figures for both readers', async () => {
  await zone.do('office', '2026-01-20', moveCarrier, {
    carrier: 'c-2',
    subPark: 'sp-zhenru',
    from: '2026-01-20',
  });
  await zone.quarter('2026Q1', { 甲: answers(400), 乙: answers(500), 丙: answers(900) });
  const read = (name: string) =>
    zone.read(name, '2026-04-20', readValues, {
      unit: 'c-2',
      periods: ['2024Q4', '2025Q4', '2026Q1'],
      ids: IDS,
    });
  const without = async (name: string) => (await read(name)).rows.map(({ asOf: _asOf, ...row }) => row);
  expect(await without('zhenru')).toEqual(await without('office'));
});
