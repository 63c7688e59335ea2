import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, at, putuo } from '../../demo/small-zone.ts';
import { writeOperation } from '../../kernel/operation/operation.ts';
import { acceptEntered, enterValue } from '../indicators/index.ts';
import { insertPlan, readPlan, readProgress } from './index.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([{ name: '甲', carrier: 'c-1', industryCode: '6513' }]);
  await zone.quarter('2024Q4', { 甲: answers(100_000) });
  await zone.quarter('2025Q4', { 甲: answers(110_000) });
});
afterAll(() => zone.pool.end());

async function enter(valueId: string, period: string, value: string, day: string): Promise<string> {
  const input = { valueId, unitCode: 'putuo', period, value, document: '市经信委名单' };
  return (await zone.do('office', day, enterValue, input)).id;
}
const progress = async (id: string, { period = '2025Q4', asOf = at('2026-03-01') } = {}) => {
  const { rows } = await zone.read('leader', '2026-03-01', readProgress, {
    period,
    asOf: asOf.toISOString(),
  });
  return rows.find(({ target }) => target.id === id);
};

test('a target without an accepted baseline has no planned path and is not judged', async () => {
  await enter('little-giants', '2025Q4', '90', '2026-01-10');
  expect(await progress('T07')).toMatchObject({
    baseline: null,
    planned: null,
    share: null,
    status: 'not-judged',
    actual: { value: '90', decimals: 0 },
  });
  const id = await enter('baseline-T07', '2024Q4', '70', '2026-01-10');
  expect((await progress('T07'))?.baseline).toBeNull();
  await zone.do('colleague', '2026-01-12', acceptEntered, { ids: [id] });
  expect((await progress('T07', { asOf: at('2026-01-11') }))?.baseline).toBeNull();
});

test('status is actual progress over planned progress on the straight line to the deadline', async () => {
  // 70 at the end of 2024, 100 by the end of 2026: 365 of 730 days gone, 85 planned, 90 counted
  const told = await progress('T07');
  expect(told).toMatchObject({
    baseline: { value: '70', on: '2024-12-31' },
    planned: '85',
    status: 'on-track',
  });
  expect(Number(told?.share)).toBeCloseTo(20 / 15, 12);
  expect(told?.path.map(({ period }) => period)).toEqual(['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4']);
  await enter('little-giants', '2025Q4', '83', '2026-01-20');
  expect(await progress('T07')).toMatchObject({ status: 'at-risk' });
  await enter('little-giants', '2025Q4', '75', '2026-01-21');
  expect(await progress('T07')).toMatchObject({ status: 'behind' });
  await enter('little-giants', '2025Q4', '100', '2026-01-22');
  expect(await progress('T07')).toMatchObject({ status: 'reached' });
  expect(await progress('T07', { asOf: at('2026-01-20', '12:00:00') })).toMatchObject({ status: 'at-risk' });
});

test('a target of reports is judged by the reports', async () => {
  const told = await progress('T01');
  expect(told?.actual?.value).toBe('5');
  expect(told?.status).toBe('reached');
});

test('the plan in force is read, not one that begins later', async () => {
  const park = putuo();
  const amended = { ...park.plan, version: 2, in_force_from: '2026-06-01', title: '修订版' };
  const amend = writeOperation({
    name: 'organisation.loadPark',
    rights: { 'system-admin': 'zone' },
    run: async (ctx, _input: null) => {
      ctx.may('zone');
      const of = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
      await insertPlan(ctx.db, of, {
        id: amended.id,
        version: 2,
        inForceFrom: amended.in_force_from,
        definition: { plan: amended, targets: park.targets },
      });
      ctx.audit.add({ subjectKind: 'plan', subjectId: amended.id, scopePath: '/', detail: { version: 2 } });
      return null;
    },
  });
  await zone.do('system', '2026-02-01', amend, null);
  const title = async (day: string) => (await zone.read('office', day, readPlan, undefined)).title;
  expect(await title('2026-03-01')).toBe(park.plan.title);
  expect(await title('2026-06-01')).toBe('修订版');
  await expect(title('2025-03-01')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
