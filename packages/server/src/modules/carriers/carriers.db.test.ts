import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CarrierNode, CarrierResult, RegisterRow } from '@yuanheng/contract';
import { SmallZone, answers, at, putuo } from '../../demo/small-zone.ts';
import { acceptEntered, enterValues } from '../indicators/index.ts';
import { moveCarrier } from '../organisation/index.ts';
import {
  apply,
  closeCarrierRound,
  decide,
  enrol,
  readRegister,
  readResult,
  readResults,
  recomputeCarrierRound,
} from './index.ts';

/** The invented golden case of state-owned carriers; K401 comes from the quarterly reports. */
const GOLDEN: Readonly<Record<string, number>> = {
  K101: 92,
  K102: 81.5,
  K103: 100,
  K104: 1.2,
  K201: 86,
  K202: 41,
  K203: 2.3,
  K204: 1180,
  K205: 30,
  K301: 14,
  K302: 1.5,
  K303: 28,
  K304: 1,
  K305: 6,
  K306: 5,
  K402: 6,
  K403: 12,
  K404: 1,
  K406: 4,
  K501: 45,
  K502: 1,
  K503: 16,
  K504: 95,
  K505: 86,
  K601: 11,
  K602: 97,
  K603: 0,
  K701: 80,
  K702: 76,
  K703: 78,
  K704: 66,
};
/** Beyond every best end but that of the research share, which its enterprise reports. */
const BEST = Object.fromEntries(Object.keys(GOLDEN).map((id) => [id, 100_000]));
const CLAUSE = { zh: '首批在册名单', en: 'First list' };

let zone: SmallZone;
const OWNERSHIP_KIND = 'putuo-carrier-state';

async function entered(
  period: string,
  day: string,
  of: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Promise<readonly string[]> {
  const rows = Object.entries(of).flatMap(([unitCode, values]) =>
    Object.entries(values).map(([id, value]) => ({
      unitCode,
      valueId: `carrier-${id.toLowerCase()}`,
      value: String(value),
    })),
  );
  const { ids } = await zone.do('colleague', day, enterValues, {
    period,
    document: `${period} 评价底册`,
    rows,
  });
  return ids;
}

async function accepted(...of: Parameters<typeof entered>): Promise<void> {
  const ids = await entered(...of);
  await zone.do('office', of[1], acceptEntered, { ids });
}

beforeAll(async () => {
  zone = await SmallZone.fresh(
    [
      { name: '甲', carrier: 'c-1' },
      { name: '乙', carrier: 'c-2' },
    ],
    putuo(),
  );
  for (const quarter of ['2024Q4', '2025Q4'])
    await zone.quarter(quarter, {
      甲: answers(100_000, { rd_ytd: '3900' }),
      乙: answers(100_000, { rd_ytd: '8000' }),
    });
  await zone.do('office', '2024-05-01', enrol, {
    codes: ['c-1', 'c-2', 'c-3'],
    on: '2024-05-01',
    clause: CLAUSE,
    reason: '首批在册载体',
  });
  await zone.do('office', '2025-02-20', apply, {
    code: 'out-1',
    name: { zh: '外头甲园', en: 'Outside A' },
    ownership: 'state',
    on: '2025-02-20',
    clause: CLAUSE,
    reason: '申请纳入普陀园',
  });
  await accepted('2024', '2025-04-01', {
    'c-1': { ...GOLDEN, X4: 1 },
    'c-2': BEST,
    'out-1': { ...BEST, K701: 0 },
  });
});
afterAll(() => zone.pool.end());

const resultOf = (
  code: string,
  who = 'office',
  when = '2025-08-01',
  period = '2024',
): Promise<CarrierResult> => zone.read(who, when, readResult, { period, code });
const nodeOf = (of: CarrierResult, id: string): CarrierNode | undefined =>
  of.nodes.find((node) => node.id === id);
const register = async (who: string, when: string): Promise<Map<string, RegisterRow>> => {
  const { rows } = await zone.read(who, when, readRegister, {});
  return new Map(rows.map((row) => [row.carrier.code, row]));
};

describe('a year of carriers', () => {
  test('in its preview a gap is no zero yet: who lacks too much is not rated', async () => {
    const { state, kinds } = await zone.read('office', '2025-06-01', readResults, { period: '2024' });
    expect(state).toBe('preview');
    const rows = kinds.flatMap((kind) => kind.rows.map((row) => [row.carrier.code, row.final, row.gaps]));
    expect(rows).toEqual([
      ['c-2', '100', { zero: 0, share: 0 }],
      ['out-1', expect.any(String), { zero: 0, share: 1 }],
      ['c-1', '56.38', { zero: 0, share: 0 }],
      ['c-3', null, { zero: 0, share: 26 }],
    ]);
  });

  test('is closed by the office after its year, once', async () => {
    await expect(
      zone.do('office', '2025-07-01', closeCarrierRound, { period: '2025' }),
    ).rejects.toMatchObject({
      code: 'PERIOD_NOT_YET',
    });
    await expect(
      zone.do('leader', '2025-07-01', closeCarrierRound, { period: '2024' }),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await zone.do('office', '2025-07-01', closeCarrierRound, { period: '2024' })).toMatchObject({
      carriers: 4,
    });
    await expect(
      zone.do('office', '2025-07-02', closeCarrierRound, { period: '2024' }),
    ).rejects.toMatchObject({
      code: 'ROUND_NOT_OPEN',
    });
  });

  test('gives the golden case its points, final score and grade, with what each point rests on', async () => {
    const result = await resultOf('c-1');
    expect(result).toMatchObject({
      state: 'closed',
      closedBy: 'office',
      scheme: { id: OWNERSHIP_KIND, version: 1 },
      row: { final: '56.38', grade: 'D', bonus: '1', penalty: '0', rank: 3, gradedWith: 4 },
      history: [{ period: '2024', final: '56.38', grade: 'D' }],
    });
    expect(nodeOf(result, 'K201')).toMatchObject({
      input: '86',
      contribution: '4',
      source: 'entered',
      evidence: {
        documents: [{ value: '86', document: '2024 评价底册', by: 'colleague', acceptedBy: 'office' }],
        reports: null,
      },
    });
    expect(nodeOf(result, 'K401')).toMatchObject({
      input: '3.9',
      source: 'reported',
      evidence: { documents: [], reports: { form: 'ENT-Q', period: '2024Q4', due: 1, reported: 1 } },
    });
    expect(result.rules).toMatchObject([{ id: 'X4', kind: 'bonus', times: 1, points: 1 }]);
    const leaves = result.nodes.filter(({ indicatorId }) => indicatorId !== null);
    const points = leaves.reduce((sum, { contribution }) => sum + Number(contribution), 0);
    expect(points).toBeCloseTo(Number(result.row.points), 8);
  });

  test('who reported nothing of what it owed has refused to take part', async () => {
    const result = await resultOf('c-3');
    expect(result.row).toMatchObject({ submitted: false, vetoes: ['Z5'], grade: 'D', rank: null });
    expect(nodeOf(result, 'K201')).toMatchObject({ gap: 'zero', score: '0', source: 'missing' });
    expect(nodeOf(result, 'K204')).toMatchObject({ gap: 'share', score: null });
  });

  test('is seen whole by the leaders, in its own part by a sub-park', async () => {
    const codes = async (who: string) => {
      const { kinds } = await zone.read(who, '2025-08-01', readResults, { period: '2024' });
      return kinds.flatMap(({ rows }) => rows.map(({ carrier }) => carrier.code)).toSorted();
    };
    expect(await codes('leader')).toEqual(['c-1', 'c-2', 'c-3', 'out-1']);
    expect(await codes('taopu')).toEqual(['c-1', 'c-2']);
    await expect(resultOf('c-3', 'taopu')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(zone.read('taopu', '2025-08-01', readResults, { period: '2025' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('invariant 4 · nothing is retroactive: it is recomputed digit for digit, and a later value does not change it', async () => {
    await accepted('2024', '2025-07-20', { 'c-1': { K201: 95 } });
    const again = await zone.read('office', '2025-08-01', recomputeCarrierRound, { period: '2024' });
    expect(again).toMatchObject({ identical: true, differences: [] });
    expect(again.scores).toBeGreaterThan(4 * 26);
    const now = await zone.read('office', '2025-08-01', recomputeCarrierRound, {
      period: '2024',
      asOf: at('2025-08-01').toISOString(),
    });
    expect(now.differences.map(({ unit, node }) => `${unit} ${node}`)).toContain('c-1 final');
    expect((await resultOf('c-1')).row.final).toBe('56.38');
  });
});

describe('the register of space adjustment', () => {
  test('proposes what the closed round says, with clause and failures; nothing has happened yet', async () => {
    const rows = await register('office', '2025-07-10');
    expect(rows.get('c-1')).toMatchObject({
      status: 'registered',
      since: '2024-05-01',
      basis: { act: 'enrol', clause: CLAUSE, by: 'office' },
      proposal: { period: '2024', act: 'notice', because: 'failed', failures: ['2024'], notBefore: null },
    });
    expect(rows.get('c-2')?.proposal).toBeNull();
    expect(rows.get('c-3')?.proposal).toMatchObject({ act: 'notice' });
    expect(rows.get('out-1')).toMatchObject({
      status: 'outside',
      carrier: { subPark: null },
      proposal: { act: 'include', because: 'candidate-fit' },
    });
  });

  test('invariant 10 · a person decides: with a reason, once, and only what is proposed', async () => {
    const decision = { code: 'c-1', period: '2024', act: 'notice', reason: '经会议审定，予以通报' } as const;
    await expect(
      zone.do('taopu', '2025-07-18', decide, { ...decision, decision: 'confirm' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      zone.do('office', '2025-07-18', decide, { ...decision, act: 'remove', decision: 'confirm' }),
    ).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
    expect(await zone.do('office', '2025-07-18', decide, { ...decision, decision: 'confirm' })).toEqual({
      status: 'noticed',
    });
    await expect(
      zone.do('office', '2025-07-19', decide, { ...decision, decision: 'confirm' }),
    ).rejects.toMatchObject({ code: 'PROPOSAL_CHANGED' });
    expect((await register('taopu', '2025-07-20')).get('c-1')).toMatchObject({
      status: 'noticed',
      since: '2025-07-18',
      basis: { act: 'notice', period: '2024', reason: decision.reason, by: 'office' },
      proposal: null,
    });
  });

  test('a proposal that is set aside changes no status and is not counted later', async () => {
    const answer = await zone.do('office', '2025-07-18', decide, {
      code: 'c-3',
      period: '2024',
      act: 'notice',
      decision: 'set-aside',
      reason: '因停水检修，准予延后参加',
    });
    expect(answer).toEqual({ status: 'registered' });
    expect((await register('office', '2025-07-20')).get('c-3')).toMatchObject({
      status: 'registered',
      since: '2024-05-01',
      proposal: null,
      history: [{ act: 'enrol' }, { act: 'notice', setAside: true }],
    });
  });

  test('a candidate that is included gets its place in a sub-park and is on trial', async () => {
    const include = {
      code: 'out-1',
      period: '2024',
      act: 'include',
      decision: 'confirm',
      reason: '合格，符合真如产业方向',
    } as const;
    expect((await register('zhenru', '2025-07-10')).has('out-1')).toBe(false);
    await expect(zone.do('office', '2025-07-18', decide, include)).rejects.toMatchObject({
      code: 'PLACE_MISSING',
    });
    await zone.do('office', '2025-07-18', decide, { ...include, subPark: 'sp-zhenru' });
    expect((await register('zhenru', '2025-07-20')).get('out-1')).toMatchObject({
      status: 'trial',
      carrier: { subPark: { code: 'sp-zhenru' } },
      history: [{ act: 'apply' }, { act: 'include' }],
    });
  });

  test('a carrier that moves takes its history along to the sub-park that answers for it now', async () => {
    await zone.do('office', '2025-08-01', moveCarrier, {
      carrier: 'c-2',
      subPark: 'sp-zhenru',
      from: '2025-08-01',
    });
    expect((await register('zhenru', '2025-08-02')).get('c-2')).toMatchObject({
      results: [{ final: '100' }],
    });
    expect((await register('taopu', '2025-08-02')).has('c-2')).toBe(false);
    expect((await resultOf('c-2', 'zhenru', '2025-08-02')).row.rank).toBe(1);
  });

  test('as it stood earlier it can be read again', async () => {
    expect((await register('office', '2025-07-17')).get('c-1')).toMatchObject({ status: 'registered' });
    const { rows } = await zone.read('office', '2026-01-01', readRegister, {
      asOf: at('2025-07-17').toISOString(),
    });
    expect(rows.find(({ carrier }) => carrier.code === 'c-1')).toMatchObject({
      status: 'registered',
      proposal: { act: 'notice' },
    });
  });

  test('a second failed year proposes removal when the time to rectify is over; then it has left', async () => {
    await accepted('2025', '2026-04-01', { 'c-1': GOLDEN, 'c-2': BEST, 'c-3': { ...GOLDEN, Y2: 1 } });
    await zone.do('office', '2026-06-30', closeCarrierRound, { period: '2025' });
    const rows = await register('office', '2026-07-01');
    expect(rows.get('c-1')?.proposal).toMatchObject({
      act: 'remove',
      because: 'failed-again',
      failures: ['2024', '2025'],
      notBefore: '2026-01-18',
    });
    expect(rows.get('c-3')?.proposal).toMatchObject({ act: 'notice', failures: ['2025'] });
    // nothing was entered for it: it refused to take part, on trial
    expect(rows.get('out-1')?.proposal).toMatchObject({ act: 'confirm', because: 'trial-failed' });
    const remove = {
      code: 'c-1',
      period: '2025',
      act: 'remove',
      decision: 'confirm',
      reason: '连续两轮不合格',
    } as const;
    await zone.do('office', '2026-07-18', decide, remove);
    const left = (await register('office', '2026-07-20')).get('c-1');
    expect(left).toMatchObject({ status: 'removed', mayApplyFrom: '2028-07-18' });
    const again = { code: 'c-1', on: '2027-01-01', clause: CLAUSE, reason: '再次申请' } as const;
    await expect(zone.do('office', '2027-01-01', apply, again)).rejects.toMatchObject({
      code: 'DECIDED_TOO_EARLY',
      data: { from: '2028-07-18' },
    });
  });

  test('what was decided is in the trail with reason and clause, and asked twice is answered once', async () => {
    const request = '0190c5a8-0000-7000-8000-000000000001';
    const input = {
      code: 'c-3',
      period: '2025',
      act: 'notice',
      decision: 'confirm',
      reason: '年度评价不合格，通报整改',
    } as const;
    const first = await zone.do('office', '2026-07-18', decide, input, request);
    expect(await zone.do('office', '2026-07-18', decide, input, request)).toEqual(first);
    const acts = (await register('office', '2026-07-20')).get('c-3')?.history ?? [];
    expect(acts.map(({ act, setAside }) => [act, setAside])).toEqual([
      ['enrol', false],
      ['notice', true],
      ['notice', false],
    ]);
  });
});
