import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, at } from '../../demo/small-zone.ts';
import { performRead } from '../../kernel/operation/operation.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { Decimal } from '@yuanheng/engine/formula';
import { readValues } from '../indicators/index.ts';
import { moveCarrier, moveEnterprise } from '../organisation/index.ts';
import { accept, reopenSubmission, review, sendBack, verifyFacts } from './index.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-2' },
    { name: '丙', carrier: 'c-3' },
    { name: '丁', carrier: 'c-1' },
  ]);
  await zone.quarter('2024Q4', { 甲: answers(1000), 乙: answers(2000), 丙: answers(4000) });
  const enterpriseId = zone.enterpriseId('甲');
  await zone.do('office', '2025-02-01', moveEnterprise, { enterpriseId, carrier: 'c-3', from: '2025-02-01' });
  await zone.do('office', '2025-03-01', moveCarrier, {
    carrier: 'c-2',
    subPark: 'sp-zhenru',
    from: '2025-03-01',
  });
  // an open quarter with everything that can happen to a report
  const reports = await zone.reports(await zone.open('2025Q1'));
  const id = (name: string) => reports.get(name) ?? '';
  for (const [i, name] of ['甲', '乙', '丙', '丁'].entries())
    await zone.submit(name, '2025-04-03', id(name), answers(1000 + i));
  const remarks = [{ field: 'rd_ytd', text: '请补凭证' }];
  await zone.do('zhenru', '2025-04-04', sendBack, { submissionId: id('甲'), remarks });
  await zone.submit('甲', '2025-04-05', id('甲'), answers(5000, { order: '' }), 1);
  await zone.do('zhenru', '2025-04-06', review, { submissionIds: [id('甲'), id('乙')] });
  await zone.do('office', '2025-04-07', accept, { submissionIds: [id('甲'), id('乙')] });
  await zone.do('office', '2025-04-08', reopenSubmission, { submissionId: id('乙'), reason: '更正数据' });
  await zone.submit('乙', '2025-04-09', id('乙'), answers(9000), 1);
});
afterAll(() => zone.pool.end());

const verify = () => zone.read('office', '2025-04-10', verifyFacts, undefined);

/** Does to the database what no operation would. */
const tamper = (statement: string) =>
  withActor(zone.pool, zone.as('office'), ({ db }) => sql.raw(statement).execute(db));

test('facts and sums rebuilt from submissions are the stored ones', async () => {
  expect(await verify()).toEqual({
    periods: 2,
    // 3 + 3 of the closed quarter, 6 revisions and 2 acceptances of the open one
    facts: 14,
    // per stage: 3 carriers, 2 sub-parks, the zone; twice
    sums: 24,
    equal: true,
    differences: [],
    differencesTotal: 0,
  });
});

test('sums by quarter and year roll up from carrier to sub-park to zone', async () => {
  const revenue = async (unit: string, period: string) => {
    const { rows } = await zone.read('office', '2025-04-10', readValues, {
      unit,
      periods: [period],
      ids: ['revenue'],
      asOf: at('2025-04-10').toISOString(),
    });
    const value = rows.find(({ stage }) => stage === 'reported')?.value ?? null;
    return value === null ? null : Decimal.parse(value)?.times(Decimal.of(100_000n)).toString();
  };
  for (const period of ['2025Q1', '2025']) {
    // 甲 5000 and 丙 1002 in c-3, 乙 9000 in c-2, 丁 1003 in c-1
    expect([
      await revenue('c-1', period),
      await revenue('c-2', period),
      await revenue('c-3', period),
    ]).toEqual(['1003', '9000', '6002']);
    expect([await revenue('sp-taopu', period), await revenue('sp-zhenru', period)]).toEqual([
      '1003',
      '15002',
    ]);
    expect(await revenue('putuo', period)).toBe('16005');
  }
  expect(await revenue('putuo', '2024')).toBe('7000');
});

test('a changed fact and a changed sum are found, at every level', async () => {
  const { zoneId } = zone.as('office');
  await tamper(
    `update app.fact_sum set v01 = v01 + 1 where zone_id = '${zoneId}' and period_start = '2025-01-01'
       and stage = 'accepted' and carrier_id = (select u.id from app.unit u where u.zone_id = '${zoneId}' and u.code = 'c-3')`,
  );
  const sums = await verify();
  expect(sums.equal).toBe(false);
  expect(sums.differences).toHaveLength(3);
  expect(sums.differences[0]).toMatchObject({ period: '2025Q1', what: 'sum', stage: 'accepted' });
  await tamper(
    `update app.fact set known_to = '2025-04-10' where zone_id = '${zoneId}' and period_start = '2024-10-01'
       and stage = 'reported' and subject_id = '${zone.enterpriseId('丙')}'`,
  );
  const { differences } = await verify();
  const fact = differences.find(({ what }) => what === 'fact');
  expect(fact).toMatchObject({ period: '2024Q4', stage: 'reported', of: zone.enterpriseId('丙') });
  expect(fact?.stored).toContain('2025-04-10');
  expect(fact?.rebuilt).toContain('∞');
});

test('only a reader of the whole zone may verify', async () => {
  const office = { ...zone.as('office'), placePath: '/sp-taopu/' };
  await expect(zone.read('taopu', '2025-04-10', verifyFacts, undefined)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(
    performRead({ pool: zone.pool, actor: office, now: at('2025-04-10') }, verifyFacts, undefined),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
