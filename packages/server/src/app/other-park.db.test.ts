import { fileURLToPath } from 'node:url';
import { type Park, checkPark, readParkFolder } from '@yuanheng/park';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone } from '../demo/small-zone.ts';
import { closeRound, readResult } from '../modules/evaluation/index.ts';
import { acceptEntered, enterValue, explain, readTable, readValues } from '../modules/indicators/index.ts';
import { readProgress } from '../modules/plan/index.ts';

const PUTUO = fileURLToPath(new URL('../../../../parks/putuo', import.meta.url));

/** Nothing in the software may know these words: every one of them is another in the other park. */
const RENAMED: readonly (readonly [was: string, is: string])[] = [
  ['putuo-subpark', 'two-halves'],
  ['subpark-', 'half-'],
  ['putuo', 'liangjiang'],
  ['ENT-Q', 'FIRM-3M'],
  ['revenue_ytd', 'turnover'],
  ['本年累计营业收入', '“园区口径”营业额'],
  ['rd-intensity', 'research-share'],
  ['sp-changshou', 'north'],
  ['sp-changfeng', 'south'],
  ['integrated-circuit', 'chips'],
];

const DROPPED = ['sp-wuning', 'sp-zhenru', 'sp-taopu'];

/** Weights and depth of the other park's scheme. */
const SCHEME = `
id: two-halves
version: 1
name: { zh: 南北两片评价, en: Two halves }
level: sub-park
period: year
in_force_from: 2025-01-01
recipe:
  normalise: goalposts
  aggregate: geometric
  missing: { method: renormalise, at_most_percent: 40 }
  bonus_cap: 0
bonus: []
penalties: []
vetoes: []
groups:
  - id: figures
    name: { zh: 数字, en: Figures }
    groups:
      - id: size
        name: { zh: 规模, en: Size }
        aggregate: arithmetic
        indicators:
          - { id: S1, name: { zh: 先导产业, en: Leading }, indicator: half-b1, unit: 亿元, direction: up, weight: 45, goalposts: { worst: 1, best: 100, scale: logarithm }, basis: 算例 }
          - { id: S2, name: { zh: 利润率, en: Margin }, indicator: half-b5, unit: "%", direction: up, weight: 15, goalposts: { worst: 0, best: 20 }, basis: 算例 }
  - id: people
    name: { zh: 人, en: People }
    indicators:
      - { id: P1, name: { zh: 平台数, en: Platforms }, indicator: half-a5, unit: 个, direction: down, weight: 40, goalposts: { worst: 10, best: 0 }, basis: 算例 }
`;

function otherPark(): Park {
  const files = [...readParkFolder(PUTUO)].flatMap(([path, text]): [string, string][] => {
    if (path.startsWith('schemes/')) return [];
    const kept = DROPPED.reduce(
      (all, id) => all.replace(new RegExp(`  - id: ${id}\\n(?:    .*\\n)+`), ''),
      text,
    );
    const rename = (all: string) => RENAMED.reduce((done, [was, is]) => done.replaceAll(was, is), all);
    return [[rename(path), rename(kept)]];
  });
  const { park, mistakes } = checkPark(new Map([...files, ['schemes/two-halves.yaml', SCHEME]]));
  expect(mistakes).toEqual([]);
  if (!park) throw new RangeError('The other park has mistakes.');
  // 乙's code says nothing; the office has decided
  const industries = park.industries.map((industry) =>
    industry.id === 'chips'
      ? { ...industry, exceptions: [{ uscc: '91TEST0000002OOVSZ', counts: true, document: '确认单 7 号' }] }
      : industry,
  );
  return { ...park, industries };
}

const report = (turnover: number) => ({
  turnover: String(turnover),
  rd_ytd: String(turnover / 20),
  profit_ytd: String(turnover / 10),
  tax_ytd: String(turnover / 25),
  export_ytd: '0',
  staff_end: '50',
  rd_staff_end: '10',
  order: '0',
  outlook: 'flat',
});

let zone: SmallZone;
beforeAll(async () => {
  zone = await SmallZone.fresh(
    [
      { name: '甲', carrier: 'c-1', industryCode: '6520' },
      { name: '乙', carrier: 'c-1', industryCode: '7259' },
      { name: '丙', carrier: 'c-3', industryCode: '3562' },
    ],
    otherPark(),
  );
  const figures = { 甲: report(600_000), 乙: report(400_000), 丙: report(2_000_000) };
  await zone.quarter('2025Q4', figures);
  const ids: string[] = [];
  for (const [unitCode, value] of [
    ['north', '2'],
    ['south', '5'],
  ] as const) {
    const input = { valueId: 'half-a5', unitCode, period: '2025', value, document: '平台名册' };
    ids.push((await zone.do('office', '2026-01-20', enterValue, input)).id);
  }
  await zone.do('colleague', '2026-01-20', acceptEntered, { ids });
});
afterAll(() => zone.pool.end());

test('a target reads the renamed indicator of the renamed form', async () => {
  const { rows } = await zone.read('office', '2026-01-25', readProgress, { period: '2025Q4' });
  expect(rows.find(({ target }) => target.id === 'T01')).toMatchObject({
    actual: { value: '5' },
    baseline: null,
    planned: null,
  });
});

test('a year is rolled up from its last quarter, and has coverage', async () => {
  const { rows } = await zone.read('office', '2026-01-25', readValues, {
    periods: ['2025'],
    ids: ['revenue'],
  });
  expect(rows.map(({ value, coverage, stage }) => ({ value, coverage, stage }))).toEqual([
    { value: '30', coverage: { due: 3, reported: 3 }, stage: 'reported' },
    { value: '30', coverage: { due: 3, reported: 3 }, stage: 'accepted' },
  ]);
});

test('the list of figures leaves out what only the evaluation of sub-parks reads', async () => {
  const { indicators, units } = await zone.read('office', '2026-01-25', readTable, {
    period: '2025Q4',
    stage: 'reported',
  });
  expect(units.map(({ code }) => code)).toEqual(['liangjiang', 'north', 'south']);
  expect(indicators.map(({ id }) => id)).toContain('research-share');
  expect(indicators.filter(({ id }) => id.startsWith('half-'))).toEqual([]);
});

test('the explanation says by which line of which list an enterprise counts, and how many are undecided', async () => {
  const explained = await zone.read('taopu', '2026-01-25', explain, {
    id: 'scale-chips',
    unit: 'north',
    period: '2025Q4',
    stage: 'accepted',
    below: 'c-1',
  });
  const counted = explained.parts.flatMap(({ respondent, countedBy }) =>
    respondent ? [{ respondent, countedBy }] : [],
  );
  const list = { industry: 'chips', version: 1, inForceFrom: '2023-01-01' };
  expect(counted).toMatchObject([
    { respondent: '甲', countedBy: [{ ...list, code: '6520', document: null }] },
    { respondent: '乙', countedBy: [{ ...list, code: null, document: '确认单 7 号' }] },
  ]);
  expect(explained.value).toBe('10');
  const south = await zone.read('office', '2026-01-25', explain, {
    id: 'scale-chips',
    unit: 'south',
    period: '2025Q4',
    stage: 'accepted',
  });
  expect(south).toMatchObject({
    value: '0',
    measures: [{ says: { zh: expect.stringContaining('1 家不计') } }],
  });
});

test('its scheme of other weights and depth is computed, closed and kept', async () => {
  const preview = await zone.read('office', '2026-01-25', readResult, { period: '2025' });
  expect(preview).toMatchObject({ schemeId: 'two-halves', schemeVersion: 1, state: 'preview' });
  const scores = (of: typeof preview, code: string) => {
    const id = of.units.find((unit) => unit.code === code)?.id;
    return new Map(
      of.scores.filter(({ unitId }) => unitId === id).map(({ node, score }) => [node, Number(score)]),
    );
  };
  const north = scores(preview, 'north');
  // leading industries 10 亿元 between 1 and 100 on the logarithm, margin 10 % of 20, two of ten platforms
  const size = (45 * 50 + 15 * 50) / 60;
  expect(north.get('S1')).toBeCloseTo(50, 9);
  expect(north.get('size')).toBeCloseTo(size, 9);
  expect(north.get('figures')).toBeCloseTo(size, 9);
  expect(north.get('P1')).toBeCloseTo(80, 9);
  expect(north.get('two-halves')).toBeCloseTo(size ** 0.6 * 80 ** 0.4, 9);
  expect(preview.weightShares).toEqual({ reported: 0.6, entered: 0.4, missing: 0 });
  await zone.do('office', '2026-01-26', closeRound, { period: '2025' });
  const closed = await zone.read('office', '2026-01-27', readResult, { period: '2025' });
  expect(closed.state).toBe('closed');
  expect(scores(closed, 'north')).toEqual(north);
});
