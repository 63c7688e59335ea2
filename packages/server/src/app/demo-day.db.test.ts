import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, at, putuo } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { performWrite } from '../kernel/operation/operation.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { listEntries } from '../modules/audit/index.ts';
import { installationOf, listZones } from '../modules/organisation/index.ts';
import { performRead } from '../kernel/operation/operation.ts';
import { makerOf, setDemoDay } from './demo-day.ts';
import { createZone } from './load-park.ts';

let pool: pg.Pool;
let real: SmallZone;
let demo: string;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  real = await SmallZone.make(pool, [{ name: '甲', carrier: 'c-1' }]);
  const park = putuo();
  const maker = await createZone({
    pool,
    park: { ...park, park: { ...park.park, id: 'demo' } },
    now: at('2026-10-01'),
    secondFactorRequired: false,
    demoDay: '2026-10-22',
  });
  demo = maker.zoneId;
});
afterAll(() => pool.end());

const dayOfZone = async (id: string) => (await listZones(pool)).find((zone) => zone.id === id)?.demoDay;

async function move(zoneId: string, day: string, role?: 'office') {
  const maker = await makerOf(pool, zoneId);
  const actor = role === undefined ? maker : { ...maker, role };
  return await performWrite({ pool, actor, now: at('2026-10-22'), requestId: uuidv7() }, setDemoDay, { day });
}

test('the day moves forwards and back again, under the member who made the zone', async () => {
  expect(await move(demo, '2027-01-05')).toEqual({ zone: 'demo', from: '2026-10-22', to: '2027-01-05' });
  expect(await dayOfZone(demo)).toBe('2027-01-05');
  expect(await move(demo, '2026-10-22')).toMatchObject({ from: '2027-01-05' });
  const auditor = { ...installationOf(demo), role: 'audit-admin' as const };
  const { rows } = await performRead({ pool, actor: auditor, now: at('2026-10-22') }, listEntries, {
    operation: 'organisation.setDemoDay',
    limit: 10,
    offset: 0,
  });
  expect(rows.map(({ by, role, detail }) => [by, role, detail])).toEqual([
    ['系统', 'system-admin', { from: '2027-01-05', to: '2026-10-22' }],
    ['系统', 'system-admin', { from: '2026-10-22', to: '2027-01-05' }],
  ]);
});

test('a zone that is no demonstration has no day to move', async () => {
  await real.quarter('2024Q4', { 甲: answers(1000) });
  const { zoneId } = real.as('system');
  await expect(move(zoneId, '2027-01-05')).rejects.toMatchObject({ code: 'NO_DEMONSTRATION' });
  expect(await dayOfZone(zoneId)).toBeNull();
});

test.each(['2026-02-30', '2026-13-01', 'tomorrow', '', '20261022'])('%j is no day', async (day) => {
  await expect(move(demo, day)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await dayOfZone(demo)).toBe('2026-10-22');
});

test('the day does not go behind what was done last', async () => {
  await expect(move(demo, '2026-09-30')).rejects.toMatchObject({
    code: 'DAY_BEFORE_LAST_ACT',
    data: { day: '2026-09-30', lastAct: '2026-10-01' },
  });
  await move(demo, '2026-10-01');
  expect(await dayOfZone(demo)).toBe('2026-10-01');
  await move(demo, '2026-10-22');
});

test('the office may not move the day', async () => {
  await expect(move(demo, '2027-01-05', 'office')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
