import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvaluationResult } from '@yuanheng/contract';
import type { Park } from '@yuanheng/park';
import { SmallZone, answers, at, putuo } from '../../demo/small-zone.ts';
import { acceptEntered, enterValue, explain } from '../indicators/index.ts';
import {
  accept,
  listPeriods,
  listSubmissions,
  reopenPeriod,
  reopenSubmission,
  review,
} from '../statistics/index.ts';
import { closeRound, listRounds, readResult, recomputeRound } from './index.ts';

let zone: SmallZone;
const enteredIds: string[] = [];

/** Putuo with a second version of the scheme that comes into force after the year. */
function withLaterScheme(park: Park): Park {
  const scheme = park.schemes.find(({ level }) => level === 'sub-park');
  if (!scheme) throw new RangeError('parks/putuo has no scheme.');
  const later = { ...scheme, version: 2, in_force_from: '2026-02-01' };
  return { ...park, schemes: [...park.schemes, later] };
}

const SUB_PARKS = ['sp-changshou', 'sp-changfeng', 'sp-wuning', 'sp-zhenru', 'sp-taopu'] as const;
/** Entered leaves; 桃浦 lacks d1, everybody lacks e5. */
const LACKING = new Set(['sp-taopu subpark-d1', ...SUB_PARKS.map((code) => `${code} subpark-e5`)]);
const enteredLeaves = (park: Park) => [
  ...new Set(
    park.indicators
      .filter(({ id }) => id.startsWith('subpark-'))
      .flatMap(({ measures }) => Object.values(measures))
      .flatMap((measure) => ('entered' in measure ? [measure.entered] : [])),
  ),
];

async function enter(of: { valueId: string; unitCode: string; value: string; day: string }): Promise<string> {
  const { day, ...value } = of;
  const input = { ...value, period: '2025', document: '评价底册' };
  return (await zone.do('office', day, enterValue, input)).id;
}

beforeAll(async () => {
  const park = withLaterScheme(putuo());
  zone = await SmallZone.fresh(
    [
      { name: '甲', carrier: 'c-1', industryCode: '6513' },
      { name: '丙', carrier: 'c-3', industryCode: '6520' },
    ],
    park,
  );
  await zone.quarter('2024Q4', { 甲: answers(100_000), 丙: answers(400_000) });
  await zone.quarter('2025Q4', { 甲: answers(110_000), 丙: answers(500_000) });
  for (const valueId of enteredLeaves(park))
    for (const [i, unitCode] of SUB_PARKS.entries())
      if (!LACKING.has(`${unitCode} ${valueId}`))
        enteredIds.push(await enter({ valueId, unitCode, value: String(10 + 7 * i), day: '2026-01-20' }));
});
afterAll(() => zone.pool.end());

const result = (who: string, when: string, period = '2025'): Promise<EvaluationResult> =>
  zone.read(who, when, readResult, { period });
const unitId = (of: EvaluationResult, code: string) => of.units.find((unit) => unit.code === code)?.id;
const nodeOf = (of: EvaluationResult, code: string, node: string) =>
  of.scores.find((score) => score.unitId === unitId(of, code) && score.node === node);
const rootOf = (of: EvaluationResult) => of.nodes.find(({ parent }) => parent === null)?.id ?? '';

test('a preview says what each leaf rests on, and the shares of weight add up to one', async () => {
  const preview = await result('office', '2026-01-25');
  expect(preview.state).toBe('preview');
  expect(nodeOf(preview, 'sp-taopu', 'B4')).toMatchObject({ source: 'reported', input: '10', score: '75' });
  expect(nodeOf(preview, 'sp-taopu', 'A2')).toMatchObject({ source: 'entered' });
  for (const leaf of ['D1', 'E5'])
    expect(nodeOf(preview, 'sp-taopu', leaf)).toMatchObject({
      source: 'missing',
      input: null,
      score: null,
      contribution: null,
      rank: null,
    });
  const { reported, entered, missing } = preview.weightShares;
  expect(reported + entered + missing).toBeCloseTo(1, 12);
  expect(Math.min(reported, entered, missing)).toBeGreaterThan(0);
});

test('what is missing shares its weight out among the rest and pulls nobody towards zero', async () => {
  const preview = await result('office', '2026-01-25');
  const weight = (id: string) => preview.nodes.find((node) => node.id === id)?.weight ?? 0;
  for (const code of ['sp-zhenru', 'sp-taopu']) {
    const groups = preview.nodes.filter(({ parent }) => parent === rootOf(preview));
    const whole = groups.map(({ id }) => {
      const leaves = preview.nodes
        .filter(({ parent }) => parent === id)
        .map((leaf) => ({ weight: leaf.weight, score: nodeOf(preview, code, leaf.id)?.score }))
        .filter(({ score }) => score != null);
      const sum = leaves.reduce((all, leaf) => all + leaf.weight, 0);
      const score = leaves.reduce((all, leaf) => all + leaf.weight * Number(leaf.score), 0) / sum;
      expect(Number(nodeOf(preview, code, id)?.score)).toBeCloseTo(score, 9);
      return weight(id) * score;
    });
    const root = nodeOf(preview, code, rootOf(preview));
    expect(Number(root?.score)).toBeCloseTo(whole.reduce((a, b) => a + b, 0) / 100, 9);
    const contributions = preview.nodes
      .filter(({ indicatorId }) => indicatorId !== null)
      .reduce((all, { id }) => all + Number(nodeOf(preview, code, id)?.contribution ?? 0), 0);
    expect(contributions).toBeCloseTo(Number(root?.score), 8);
  }
});

test('who lacks more than the scheme allows is not rated', async () => {
  const preview = await result('office', '2026-01-25');
  // nobody reported from 长寿: more than a quarter of its weight would rest on reports
  const missing = preview.nodes
    .filter(
      ({ id, indicatorId }) =>
        indicatorId !== null && nodeOf(preview, 'sp-changshou', id)?.source === 'missing',
    )
    .reduce((all, { weight }) => all + weight, 0);
  expect(missing).toBeGreaterThan(preview.missingLimitPercent);
  expect(nodeOf(preview, 'sp-changshou', rootOf(preview))).toMatchObject({ score: null, rank: null });
  const ranks = ['sp-zhenru', 'sp-taopu'].map((code) => nodeOf(preview, code, rootOf(preview))?.rank);
  expect(ranks.toSorted()).toEqual([1, 2]);
});

test('invariant 10 · a person decides: equal weights and geometric means stand beside, and the ranks are said to be untested', async () => {
  const { alternatives, units, robustness } = await result('office', '2026-01-25');
  expect(robustness).toBe('not-assessed');
  for (const variant of [alternatives.equal, alternatives.geometric]) {
    expect(new Set(variant.map((row) => row.unitId))).toEqual(new Set(units.map(({ id }) => id)));
    expect(variant.filter(({ rank }) => rank !== null)).toHaveLength(2);
  }
});

test('only who sees the whole zone may preview', async () => {
  await expect(result('taopu', '2026-01-25')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await zone.read('taopu', '2026-01-25', listRounds, undefined)).toEqual({ rows: [] });
});

test('invariant 4 · nothing is retroactive: a year is evaluated by the version in force on its last day, not by a later one', async () => {
  expect(await result('office', '2026-03-01')).toMatchObject({ schemeVersion: 1 });
  expect(await result('office', '2026-03-01', '2026')).toMatchObject({ schemeVersion: 2 });
  await expect(result('office', '2026-03-01', '2024')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a year that is over and not closed can still be previewed', async () => {
  expect(await zone.read('office', '2026-03-01', listRounds, undefined)).toEqual({
    rows: [
      { period: '2026', state: 'preview' },
      { period: '2025', state: 'preview' },
    ],
  });
});

test('a round is closed once, after its year, from what was accepted', async () => {
  await expect(zone.do('office', '2026-03-01', closeRound, { period: '2026' })).rejects.toMatchObject({
    code: 'PERIOD_NOT_YET',
  });
  const preview = await result('office', '2026-03-01');
  await zone.do('colleague', '2026-03-01', acceptEntered, { ids: enteredIds });
  await enter({ valueId: 'subpark-a3', unitCode: 'sp-zhenru', value: '1', day: '2026-03-01' });
  expect(nodeOf(await result('office', '2026-03-01'), 'sp-zhenru', 'A3')).toMatchObject({ input: '1' });
  await zone.do('office', '2026-03-01', closeRound, { period: '2025' });
  await expect(zone.do('office', '2026-03-02', closeRound, { period: '2025' })).rejects.toMatchObject({
    code: 'ROUND_NOT_OPEN',
  });
  const { run } = await zone.read('taopu', '2026-03-02', explain, {
    id: 'subpark-b4',
    period: '2025',
    stage: 'reported',
  });
  expect(run).toMatchObject({ cause: 'round-closed', value: '10', at: at('2026-03-01').toISOString() });
  const closed = await result('taopu', '2026-03-02');
  expect(closed).toMatchObject({ state: 'closed', closedBy: 'office', schemeVersion: 1 });
  const sorted = (of: EvaluationResult) =>
    of.scores.toSorted((a, b) => `${a.unitId}${a.node}`.localeCompare(`${b.unitId}${b.node}`));
  expect(sorted(closed)).toEqual(sorted(preview));
  expect(closed.alternatives).toEqual(preview.alternatives);
  expect(closed.weightShares).toEqual(preview.weightShares);
});

test('invariant 4 · nothing is retroactive: a closed round is recomputed digit for digit, and does not change by a later correction', async () => {
  const before = await result('office', '2026-03-02');
  const { rows: periods } = await zone.read('office', '2026-03-03', listPeriods, undefined);
  const periodId = periods.find(({ code }) => code === '2025Q4')?.id ?? '';
  const { rows } = await zone.read('office', '2026-03-03', listSubmissions, {
    periodId,
    limit: 9,
    offset: 0,
  });
  const submissionId = rows.find(({ respondent }) => respondent.shortName === '甲')?.id ?? '';
  await zone.do('office', '2026-03-03', reopenPeriod, { periodId, reason: '更正收入数' });
  await zone.do('office', '2026-03-03', reopenSubmission, { submissionId, reason: '更正收入数' });
  await zone.submit('甲', '2026-03-04', submissionId, answers(130_000), 1);
  await zone.do('taopu', '2026-03-04', review, { submissionIds: [submissionId] });
  await zone.do('office', '2026-03-04', accept, { submissionIds: [submissionId] });
  expect((await result('office', '2026-03-05')).scores).toEqual(before.scores);
  const again = await zone.read('office', '2026-03-05', recomputeRound, { period: '2025' });
  expect(again).toMatchObject({ identical: true, differences: [], schemeVersion: 1 });
  const now = await zone.read('office', '2026-03-05', recomputeRound, {
    period: '2025',
    asOf: at('2026-03-05').toISOString(),
  });
  expect(now.identical).toBe(false);
  expect(now.differences.map(({ unit, node }) => `${unit} ${node}`)).toContain('sp-taopu B4');
});
