import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Park } from '@yuanheng/park';
import { type Person, SmallZone, answers, at, putuo } from '../demo/small-zone.ts';
import { closeRound, listRounds, readResult } from '../modules/evaluation/index.ts';
import { explain, readValues } from '../modules/indicators/index.ts';

const STATISTICS = { zh: '统计调查', en: 'Official statistics' } as const;

/** Putuo whose quarterly report was official statistics until 2025, and administrative from 2026. */
function statistical(park: Park): Park {
  const forms = park.forms.flatMap((form) => [
    { ...form, legal_nature: STATISTICS },
    { ...form, version: 2, in_force_from: '2026-01-01' },
  ]);
  return { ...park, forms };
}

const RESIDENTS = [
  { name: '甲', carrier: 'c-1' },
  { name: '乙', carrier: 'c-1' },
  { name: '丁', carrier: 'c-1' },
  { name: '戊', carrier: 'c-2' },
  { name: '丙', carrier: 'c-3' },
  { name: '己', carrier: 'c-3' },
] as const;

let official: SmallZone;
let administrative: SmallZone;

beforeAll(async () => {
  const figures = Object.fromEntries(RESIDENTS.map(({ name }, i) => [name, answers(100_000 * (i + 1))]));
  official = await SmallZone.fresh(RESIDENTS, statistical(putuo()));
  administrative = await SmallZone.fresh(RESIDENTS);
  for (const zone of [official, administrative]) await zone.quarter('2025Q4', figures);
});
afterAll(() => Promise.all([official.pool.end(), administrative.pool.end()]));

const NOW = at('2026-02-10');
const PURPOSE = { code: 'PURPOSE_BINDS_USE', status: 409, data: { form: 'ENT-Q', legalNature: '统计调查' } };

test('invariant 11 · purpose binds use: an evaluation that reads official statistics is refused, previewed or closed', async () => {
  await expect(official.read('office', NOW, readResult, { period: '2025' })).rejects.toMatchObject(PURPOSE);
  await expect(official.do('office', NOW, closeRound, { period: '2025' })).rejects.toMatchObject(PURPOSE);
  const { rows } = await official.read('office', NOW, listRounds, undefined);
  expect(rows.filter(({ state }) => state === 'closed')).toEqual([]);
  const allowed = await administrative.read('office', NOW, readResult, { period: '2025' });
  expect(allowed.scores.some(({ source }) => source === 'reported')).toBe(true);
});

test('invariant 11 · purpose binds use: what was collected as official statistics stays so under a later version of the form', async () => {
  await official.quarter('2026Q1', { 甲: answers(50_000) });
  // the last four quarters of 2026 still hold the year 2025
  const read = official.read('office', '2026-05-10', readResult, { period: '2026' });
  await expect(read).rejects.toMatchObject(PURPOSE);
});

/** What it is, the rule, and that it is not missing. */
const WITHHELD = {
  zh: '统计调查数据，不足 3 家的合计不出园区办，此处不显示。',
  en: 'Official statistics: a total of fewer than 3 respondents does not leave the office and is not shown.',
};

/** 2025Q4 in 亿元, how many respondents put it together, and who reads it besides the office. */
const TOTALS: readonly { unit?: string; respondents: number; value: string; readers: readonly Person[] }[] = [
  { respondents: 6, value: '21', readers: ['leader'] },
  { unit: 'sp-taopu', respondents: 4, value: '10', readers: ['leader', 'taopu'] },
  { unit: 'sp-zhenru', respondents: 2, value: '11', readers: ['leader', 'zhenru'] },
  { unit: 'c-1', respondents: 3, value: '6', readers: ['leader', 'taopu'] },
  { unit: 'c-2', respondents: 1, value: '4', readers: ['leader', 'taopu'] },
];

async function revenue(zone: SmallZone, who: Person, unit: string | undefined) {
  const { rows } = await zone.read(who, NOW, readValues, { unit, periods: ['2025Q4'], ids: ['revenue'] });
  return rows.map(({ value, withheld }) => ({ value, withheld }));
}

test('invariant 11 · purpose binds use: a total of fewer than three respondents stays in the office', async () => {
  for (const { unit, respondents, value, readers } of TOTALS) {
    const open = { value, withheld: null };
    const kept = { value: null, withheld: WITHHELD };
    expect(await revenue(official, 'office', unit)).toEqual([open, open]);
    for (const who of readers) {
      const expected = respondents < 3 ? kept : open;
      expect([who, unit, await revenue(official, who, unit)]).toEqual([who, unit, [expected, expected]]);
      expect(await revenue(administrative, who, unit)).toEqual([open, open]);
    }
  }
});

const explained = (zone: SmallZone, who: Person, unit?: string, below?: string) =>
  zone.read(who, NOW, explain, { id: 'revenue', unit, period: '2025Q4', stage: 'accepted', below });

test('neither parts, other stage, day before nor the recorded run tell what was kept back', async () => {
  const seen = await explained(official, 'zhenru', 'sp-zhenru');
  const { value, withheld, parts, measures, beside, dayBefore, run, withNumbers } = seen;
  expect({ value, withheld, parts, dayBefore, withNumbers }).toEqual({
    value: null,
    withheld: WITHHELD,
    parts: [],
    dayBefore: null,
    withNumbers: '—',
  });
  expect([beside.value, run?.value, ...measures.map((m) => m.value)]).toEqual([null, null, null]);
  expect(run?.inputs.map((input) => input.value)).toEqual([null]);
  const office = await explained(official, 'office', 'sp-zhenru');
  expect([office.value, office.run?.value, office.parts.length]).toEqual(['11', '11', 2]);
});

test('the total of several respondents is explained without saying who put what into it', async () => {
  const taopu = await explained(official, 'taopu', 'sp-taopu');
  expect([taopu.value, taopu.parts]).toEqual(['10', []]);
  const leader = await explained(official, 'leader', undefined, 'sp-zhenru');
  expect(leader.parts.map(({ unit, values }) => [unit?.code, values])).toEqual(
    expect.arrayContaining([
      ['sp-taopu', ['1000000']],
      ['sp-zhenru', [null]],
    ]),
  );
  expect(leader.parts.every(({ respondent }) => respondent === null)).toBe(true);
  const beside = await explained(administrative, 'taopu', 'sp-taopu');
  expect(beside.parts.map(({ respondent }) => respondent).toSorted()).toHaveLength(4);
});
