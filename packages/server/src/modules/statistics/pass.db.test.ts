import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { accept, closePeriod, getSubmission, passClean, reopenPeriod, review, sendBack } from './index.ts';

const NAMES = ['甲', '乙', '丙', '丁'] as const;
let zone: SmallZone;
let periodId: string;
let reports: ReadonlyMap<string, string>;
const report = (name: string) => reports.get(name) ?? '';

/** 2025Q1 went all its way; of 2025Q2 nobody has submitted yet. */
beforeEach(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-1' },
    { name: '丙', carrier: 'c-2' },
    { name: '丁', carrier: 'c-3' },
  ]);
  await zone.quarter('2025Q1', { 甲: answers(1000), 乙: answers(1000), 丙: answers(1000) });
  periodId = await zone.open('2025Q2');
  reports = await zone.reports(periodId);
});
afterEach(() => zone.pool.end());

const code = (name: string) => expect.objectContaining({ code: name });
const submitAll = async (figures: Readonly<Record<string, ReturnType<typeof answers>>>) => {
  for (const [name, written] of Object.entries(figures))
    await zone.submit(name, '2025-07-05', report(name), written);
};
const pass = (
  who: string,
  names: readonly string[],
  { rule = 'untroubled', revision = 1, requestId = uuidv7() }: Partial<Options> = {},
) =>
  zone.do(
    who,
    '2025-07-08',
    passClean,
    { rule, reports: names.map((name) => ({ submissionId: report(name), revision })) },
    requestId,
  );
interface Options {
  readonly rule: 'untroubled' | 'explained';
  readonly revision: number;
  readonly requestId: string;
}
const statusOf = async (name: string) =>
  (await zone.read('office', '2025-07-09', getSubmission, { submissionId: report(name) })).status;
const left = (rows: readonly { name: string; why: string; by: string | null }[]) =>
  Object.fromEntries(rows.map(({ name, why, by }) => [name, `${why} ${by}`]));

/** What the trail says of the bulk passes. */
const audited = () =>
  withActor(zone.pool, zone.as('office'), async ({ db }) => {
    const { rows } = await sql<{ detail: object }>`
      select e.detail from app.audit_entry e
      where e.zone_id = ${zone.as('office').zoneId}::uuid and e.operation = 'statistics.passClean'
      order by e.subject_kind`.execute(db);
    return rows.map(({ detail }) => detail);
  });

test('clean reports pass together, each logged by itself; what has findings or has changed much is left, with the reason', async () => {
  await submitAll({
    甲: answers(1050),
    乙: answers(1050, { profit_ytd: '2000' }),
    丙: answers(1050, { staff_end: '80' }),
  });
  const { act, passed, leftOut } = await pass('taopu', ['甲', '乙', '丙']);
  expect([act, passed, left(leftOut)]).toEqual([
    'review',
    [{ submissionId: report('甲'), status: 'reviewed', revision: 1 }],
    { 乙: 'queries 乙', 丙: 'change 丙' },
  ]);
  expect([await statusOf('甲'), await statusOf('乙')]).toEqual(['reviewed', 'submitted']);
  const { acts } = await zone.read('taopu', '2025-07-09', getSubmission, { submissionId: report('甲') });
  expect(acts[0]).toMatchObject({ act: 'review', by: 'taopu', revision: 1 });
  expect(await audited()).toEqual([
    { act: 'review', code: '2025Q2', rule: 'untroubled', passed: 1, leftOut: 2 },
    { act: 'review', revision: 1, reason: null, remarks: [] },
  ]);
});

test('by the wider rule whatever is explained passes, and the office’s pass makes the figures accepted ones', async () => {
  await submitAll({ 甲: answers(1050), 乙: answers(1050, { profit_ytd: '2000' }), 丁: answers(900) });
  const { passed } = await pass('taopu', ['甲', '乙'], { rule: 'explained' });
  expect(passed).toHaveLength(2);
  const outcome = await pass('office', ['甲', '乙', '丁'], { rule: 'explained' });
  expect([outcome.act, outcome.passed.length, left(outcome.leftOut)]).toEqual([
    'accept',
    2,
    { 丁: 'moved 丁' },
  ]);
  expect(await Promise.all(NAMES.map(statusOf))).toEqual(['accepted', 'accepted', 'due', 'submitted']);
});

test('what a second person has dealt with meanwhile, or was submitted again, is left as it is and said', async () => {
  await submitAll({ 甲: answers(1050), 乙: answers(1050), 丙: answers(1050) });
  await zone.do('taopu2', '2025-07-07', review, { submissionIds: [report('甲')] });
  await zone.do('taopu2', '2025-07-07', sendBack, {
    submissionId: report('乙'),
    remarks: [{ field: 'rd_ytd', text: '请补凭证' }],
  });
  await zone.submit('乙', '2025-07-08', report('乙'), answers(1060), 1);
  const { passed, leftOut } = await pass('taopu', ['甲', '乙', '丙']);
  expect(passed.map(({ submissionId }) => submissionId)).toEqual([report('丙')]);
  expect(left(leftOut)).toEqual({ 甲: 'moved taopu2', 乙: 'resubmitted 乙' });
  const { acts } = await zone.read('office', '2025-07-09', getSubmission, { submissionId: report('甲') });
  expect(acts.filter(({ act }) => act === 'review')).toHaveLength(1);
});

test('two bulk passes at the same time pass every report once between them', async () => {
  await submitAll({ 甲: answers(1050), 乙: answers(1050), 丙: answers(1050) });
  const [one, other] = await Promise.all([
    pass('taopu', ['甲', '乙', '丙']),
    pass('taopu2', ['丙', '乙', '甲']),
  ]);
  expect(one.passed.length + other.passed.length).toBe(3);
  expect(one.leftOut.length + other.leftOut.length).toBe(3);
  for (const name of ['甲', '乙', '丙']) expect(await statusOf(name)).toBe('reviewed');
});

test('a bulk pass sent twice acts once, also when nothing was left to pass', async () => {
  await submitAll({ 甲: answers(1050) });
  const requestId = uuidv7();
  const first = await pass('taopu', ['甲'], { requestId });
  expect(await pass('taopu', ['甲'], { requestId })).toEqual(first);
  const { passed, leftOut } = await pass('taopu', ['甲']);
  expect([passed, left(leftOut)]).toEqual([[], { 甲: 'moved taopu' }]);
});

test('nobody passes reports of another sub-park, of two periods at once, or of a closed period', async () => {
  await submitAll({ 甲: answers(1050), 丁: answers(900) });
  await expect(pass('taopu', ['甲', '丁'])).rejects.toEqual(code('NOT_FOUND'));
  await expect(pass('甲', ['甲'])).rejects.toEqual(code('FORBIDDEN'));
  await expect(pass('leader', ['甲'])).rejects.toEqual(code('FORBIDDEN'));
  await pass('taopu', ['甲']);
  await zone.do('office', '2025-07-09', accept, { submissionIds: [report('甲')] });
  // 丁 has not reported before: there is nothing to compare it with
  expect(left((await pass('zhenru', ['丁'])).leftOut)).toEqual({ 丁: 'nothing-to-compare 丁' });
  await pass('zhenru', ['丁'], { rule: 'explained' });
  await zone.do('office', '2025-07-09', accept, { submissionIds: [report('丁')] });
  await zone.do('office', '2025-07-10', closePeriod, { periodId });
  await expect(pass('office', ['甲'])).rejects.toEqual(code('PERIOD_CLOSED'));
  await zone.do('office', '2025-07-10', reopenPeriod, { periodId, reason: '企业来函更正' });
  expect(left((await pass('office', ['甲'])).leftOut)).toEqual({ 甲: 'moved office' });
});
