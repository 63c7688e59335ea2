import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, explanations } from '../demo/small-zone.ts';
import { readValues } from '../modules/indicators/index.ts';
import {
  accept,
  getSubmission,
  listSubmissions,
  review,
  saveDraft,
  sendBack,
  submit,
} from '../modules/statistics/index.ts';

let zone: SmallZone;
let periodId: string;
let submissionId: string;

beforeAll(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-1' },
    { name: '丙', carrier: 'c-3' },
  ]);
  const half = { rd_ytd: '500', staff_end: '50' };
  await zone.quarter('2024Q2', { 甲: answers(10_000, half) });
  await zone.quarter('2024Q4', { 甲: answers(40_000, { rd_ytd: '2000', staff_end: '60' }) });
  await zone.quarter('2025Q2', { 甲: answers(20_000, { rd_ytd: '3000', staff_end: '70' }) });
  periodId = await zone.open('2025Q3');
  submissionId = (await zone.reports(periodId)).get('甲') ?? '';
});
afterAll(() => zone.pool.end());

const DAY = '2025-10-08';
const read = () => zone.read('office', '2025-10-12', getSubmission, { submissionId });

test('invariant 1 · reviewers never alter figures: they send back with a remark or pass, and what stands is what the enterprise wrote', async () => {
  const written = answers(31_000, { staff_end: '71' });
  await zone.submit('甲', DAY, submissionId, written);
  const other = { submissionId, version: 1, answers: answers(99_000), explanations };
  for (const who of ['taopu', 'office', 'colleague', 'leader', 'zhenru'])
    for (const act of [() => zone.do(who, DAY, saveDraft, other), () => zone.do(who, DAY, submit, other)])
      await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const remarks = [{ field: 'staff_end', text: '与社保人数不符，请核对' }];
  await zone.do('taopu', DAY, sendBack, { submissionId, remarks });
  expect((await read()).revisions.map((revision) => revision.answers)).toEqual([written]);
  await zone.submit('甲', '2025-10-09', submissionId, { ...written, staff_end: '72' }, 1);
  await zone.do('taopu', '2025-10-10', review, { submissionIds: [submissionId] });
  await zone.do('office', '2025-10-11', accept, { submissionIds: [submissionId] });
  const { revisions } = await read();
  expect(revisions.map((revision) => [revision.by, revision.answers.staff_end])).toEqual(
    expect.arrayContaining([
      ['甲', '71'],
      ['甲', '72'],
    ]),
  );
  expect(await figure('staff', '2025Q3')).toEqual(['72', '72']);
});

test('invariant 2 · no silent limit: a part of a list says how many rows the whole has and as of when', async () => {
  const page = { periodId, limit: 1, offset: 0 };
  const { rows, total, asOf } = await zone.read('office', DAY, listSubmissions, page);
  expect([rows.length, total, new Date(asOf)]).toEqual([1, 3, new Date(`${DAY}T10:00:00+08:00`)]);
  const seen = new Set<string>();
  for (let offset = 0; offset < total; offset += 1)
    for (const row of (await zone.read('office', DAY, listSubmissions, { ...page, offset })).rows)
      seen.add(row.id);
  expect(seen.size).toBe(total);
});

async function figure(id: string, period: string) {
  const { rows } = await zone.read('office', '2025-10-12', readValues, { periods: [period], ids: [id] });
  return rows.map(({ value }) => value);
}

test('invariant 5 · stock or flow: a running total is not added up over quarters, and a level is the last one', async () => {
  expect(await figure('revenue', '2024')).toEqual(['0.4', '0.4']);
  expect(await figure('staff', '2024')).toEqual(['60', '60']);
  expect(await figure('staff', '2025Q2')).toEqual(['70', '70']);
  // last four quarters: R&D 3000 + 2000 - 500 over revenue 20000 + 40000 - 10000, in percent
  expect(await figure('rd-intensity', '2025Q2')).toEqual(['9', '9']);
});
