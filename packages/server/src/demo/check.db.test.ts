import { ZoneClock } from '../kernel/clock.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoFile } from '@yuanheng/park';
import { verifyRequestIds } from '../app/request-ids.read.ts';
import { recheckRules } from '../modules/statistics/index.ts';
import { checkDemonstration } from './check.ts';
import { SmallZone, answers } from './small-zone.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-3' },
  ]);
  await zone.quarter('2023Q1', { 甲: answers(1_000_000), 乙: answers(1_000_000) });
  await zone.quarter('2025Q3', { 甲: answers(1_000_000), 乙: answers(2_000_000) });
  // 甲 explains R&D expense of twelve times last quarter's
  await zone.quarter('2025Q4', {
    甲: answers(1_500_000, { rd_ytd: '600000' }),
    乙: answers(2_500_000),
  });
});
afterAll(() => zone.pool.end());

const proportion = (range: { at_least: string; at_most: string }, share?: string) => ({
  id: 'revenue',
  name: { zh: '营业收入', en: 'Revenue' },
  indicator: 'revenue',
  share,
  period: '2025',
  unit: '亿元',
  basis: '测试',
  ...range,
});

async function check(enterprises: number, ...proportions: DemoFile['proportions']) {
  const { zoneId } = zone.as('system');
  const promises = await checkDemonstration({
    pool: zone.pool,
    clock: new ZoneClock(() => new Date('2026-04-01T10:00:00+08:00')),
    zones: [{ id: zoneId, code: 'putuo', demoDay: '2026-04-01' }],
    demo: { day: '2026-04-01', enterprises, proportions },
  });
  return new Map(promises.map((promise) => [promise.id, promise]));
}

test('a total is compared with its range, ends included, and so is the share of one', async () => {
  const within = (await check(2, proportion({ at_least: '40', at_most: '40' }))).get('proportions');
  expect(within).toMatchObject({ kept: true, figures: [{ value: '2' }, { value: '40 亿元', kept: true }] });
  const outside = (await check(2, proportion({ at_least: '40.01', at_most: '50' }))).get('proportions');
  expect(outside).toMatchObject({ kept: false, figures: [{ kept: true }, { kept: false }] });
  // R&D 600000 + 125000 of 4000000: 18.125 % of 40
  const share = proportion({ at_least: '7.25', at_most: '7.25' }, 'subpark-a1');
  expect((await check(2, share)).get('proportions')).toMatchObject({ kept: true });
});

test('totals of a demonstration of another size are told and not judged', async () => {
  const { kept, figures } = (await check(600, proportion({ at_least: '1', at_most: '2' }))).get(
    'proportions',
  ) ?? { kept: false, figures: [] };
  expect(kept).toBeNull();
  expect(figures.map((figure) => [figure.value, figure.kept])).toEqual([
    ['2', null],
    ['40 亿元', null],
  ]);
});

test('a query that was not planted breaks the promise, explained or not, and is named', async () => {
  const rules = (await check(2)).get('rules');
  expect(rules?.kept).toBe(false);
  expect(rules?.figures.map(({ value }) => value)).toEqual(['6', '0', '0', '1（2025Q4 甲 J-rd_ytd）']);
  const { reports, broken } = await zone.read('office', '2026-04-01', recheckRules, undefined);
  expect(reports).toBe(6);
  expect(broken).toEqual([
    expect.objectContaining({
      period: '2025Q4',
      respondent: '甲',
      rule: 'J-rd_ytd',
      severity: 'query',
      explained: true,
    }),
  ]);
});

test('every table with a request id is looked at, and tables without one are derived or the trail’s own', async () => {
  const { tables, derived } = await zone.read('system', '2026-04-01', verifyRequestIds, undefined);
  expect(tables.filter(({ without }) => without > 0)).toEqual([]);
  expect(tables.find(({ table }) => table === 'submission_revision')?.rows).toBe(6);
  expect(derived).toEqual([
    'audit_seal',
    'carrier_result',
    'carrier_score',
    'enterprise_gram',
    'evaluation_score',
    'fact_sum',
    'indicator_value',
  ]);
});

test('only a reader of the whole zone may check', async () => {
  for (const operation of [recheckRules, verifyRequestIds])
    for (const name of ['taopu', '甲'])
      await expect(
        zone.read(name, '2026-04-01', operation as typeof recheckRules, undefined),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
