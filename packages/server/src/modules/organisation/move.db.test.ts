import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone } from '../../demo/small-zone.ts';
import { openPool } from '../../kernel/db/pool.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { freshDatabase } from '../../kernel/testing/cluster.ts';
import { listSubmissions } from '../statistics/index.ts';
import { moveCarrier, moveEnterprise } from './index.ts';

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
});
afterAll(() => pool.end());

/** The enterprises that a reader's place shows now. */
const enterprisesSeenBy = (name: string) =>
  withActor(pool, zone.as(name), async ({ db }) => {
    const { rows } = await sql<{ name: string }>`
      select e.short_name as name from app.enterprise e where e.zone_id = ${zone.as(name).zoneId}::uuid order by 1`.execute(
      db,
    );
    return rows.map((row) => row.name);
  });

const drawnIn = async (periodId: string) => {
  const { rows } = await zone.read('office', '2026-10-22', listSubmissions, {
    periodId,
    limit: 9,
    offset: 0,
  });
  return Object.fromEntries(rows.map((row) => [row.respondent.shortName, row.subPark.code]));
};

test('a move that begins later leaves the enterprise where it is until then', async () => {
  const enterpriseId = zone.enterpriseId('甲');
  await zone.do('office', '2025-03-20', moveEnterprise, { enterpriseId, carrier: 'c-3', from: '2025-05-01' });
  expect(await enterprisesSeenBy('taopu')).toEqual(['乙', '甲']);
  const before = await zone.open('2025Q1');
  expect(await drawnIn(before)).toEqual({ 甲: 'sp-taopu', 乙: 'sp-taopu', 丙: 'sp-zhenru' });
  // the report lies where it was drawn: the sub-park of that day sees it, the next one does not
  const seen = async (name: string) =>
    (await zone.read(name, '2025-04-02', listSubmissions, { periodId: before, limit: 9, offset: 0 })).total;
  expect([await seen('taopu'), await seen('zhenru')]).toEqual([2, 1]);
});

test('when the day has come, the next period is drawn at the new place and its sub-park sees the enterprise', async () => {
  const after = await zone.open('2025Q2');
  expect(await drawnIn(after)).toEqual({ 甲: 'sp-zhenru', 乙: 'sp-taopu', 丙: 'sp-zhenru' });
  expect(await enterprisesSeenBy('taopu')).toEqual(['乙']);
  expect(await enterprisesSeenBy('zhenru')).toEqual(['丙', '甲'].toSorted());
});

test('a carrier that changes its sub-park later takes its enterprises along on that day', async () => {
  await zone.do('office', '2025-07-10', moveCarrier, {
    carrier: 'c-2',
    subPark: 'sp-zhenru',
    from: '2025-09-01',
  });
  expect(await enterprisesSeenBy('taopu')).toEqual(['乙']);
  const after = await zone.open('2025Q3');
  expect(await drawnIn(after)).toEqual({ 甲: 'sp-zhenru', 乙: 'sp-zhenru', 丙: 'sp-zhenru' });
  expect(await enterprisesSeenBy('taopu')).toEqual([]);
});
