import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallZone, answers, at, explanations } from '../../demo/small-zone.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { readValues } from '../indicators/index.ts';
import { moveEnterprise } from '../organisation/index.ts';
import {
  accept,
  closePeriod,
  getSubmission,
  listPeriods,
  listSubmissions,
  openPeriod,
  reopenPeriod,
  reopenSubmission,
  review,
  saveDraft,
  sendBack,
  submit,
} from './index.ts';

let zone: SmallZone;
let periodId: string;
let reports: ReadonlyMap<string, string>;
const report = (name: string) => reports.get(name) ?? '';

beforeEach(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-1' },
    { name: '丙', carrier: 'c-3' },
  ]);
  periodId = await zone.open('2025Q1');
  reports = await zone.reports(periodId);
});
afterEach(() => zone.pool.end());

const code = (name: string) => expect.objectContaining({ code: name });
const read = (who: string, name: string) =>
  zone.read(who, '2025-04-20', getSubmission, { submissionId: report(name) });
const draft = (who: string, name: string, version: number, written = answers(1000), day = '2025-04-02') =>
  zone.do(who, day, saveDraft, { submissionId: report(name), version, answers: written, explanations: {} });
const one = (name: string) => ({ submissionIds: [report(name)] });

/** Revenue of 桃浦 in 亿元 at both stages, as the office reads it at an instant. */
async function revenue(when: string) {
  const { rows } = await zone.read('office', at('2026-01-01'), readValues, {
    unit: 'sp-taopu',
    periods: ['2025Q1'],
    ids: ['revenue'],
    asOf: at(when).toISOString(),
  });
  return Object.fromEntries(rows.map(({ stage, value }) => [stage, value]));
}

/** Takes one report from submission to acceptance. */
async function finish(name: string, figure: number, version = 0) {
  await zone.submit(name, '2025-04-03', report(name), answers(figure), version);
  await zone.do('taopu', '2025-04-04', review, one(name));
  await zone.do('office', '2025-04-05', accept, one(name));
}

test('opening a period draws who sits in a carrier on that day, and freezes it', async () => {
  await zone.do('office', '2025-04-02', moveEnterprise, {
    enterpriseId: zone.enterpriseId('甲'),
    carrier: 'c-3',
    from: '2025-04-02',
  });
  const { rows } = await zone.read('office', '2025-04-03', listSubmissions, {
    periodId,
    limit: 9,
    offset: 0,
  });
  expect(
    rows.map((row) => [row.respondent.shortName, row.subPark.code, row.carrier.shortName.zh, row.status]),
  ).toEqual(
    expect.arrayContaining([
      ['甲', 'sp-taopu', 'c-1', 'due'],
      ['乙', 'sp-taopu', 'c-1', 'due'],
      ['丙', 'sp-zhenru', 'c-3', 'due'],
    ]),
  );
  expect(rows).toHaveLength(3);
  await expect(
    zone.do('office', '2025-04-03', openPeriod, { formId: 'ENT-Q', code: '2025Q1' }),
  ).rejects.toEqual(code('ALREADY_EXISTS'));
  await expect(
    zone.do('office', '2025-04-03', openPeriod, { formId: 'ENT-Q', code: '2025Q2' }),
  ).rejects.toEqual(code('PERIOD_NOT_YET'));
  await expect(
    zone.do('office', '2026-04-03', openPeriod, { formId: 'ENT-Q', code: '2025' }),
  ).rejects.toEqual(code('PERIOD_OF_OTHER_KIND'));
});

test('of two editors the second is refused, and told both values', async () => {
  expect(await draft('甲', '甲', 0)).toMatchObject({ version: 1 });
  expect(await draft('甲', '甲', 1, answers(1200))).toMatchObject({ version: 2 });
  await expect(draft('甲', '甲', 1, answers(1200, { staff_end: '60' }))).rejects.toMatchObject({
    code: 'DRAFT_MOVED',
    data: {
      version: 2,
      savedBy: '甲',
      cells: [{ field: 'staff_end', yours: '60', theirs: '50' }],
      explanations: [],
    },
  });
  const words = {
    submissionId: report('甲'),
    answers: answers(1200),
    explanations: { Q1: '已核对，情况属实' },
  };
  await zone.do('甲', '2025-04-02', saveDraft, { ...words, version: 2 });
  await expect(draft('甲', '甲', 2, answers(1200))).rejects.toMatchObject({
    data: { cells: [], explanations: [{ ruleId: 'Q1', yours: null, theirs: '已核对，情况属实' }] },
  });
  expect((await read('甲', '甲')).draft).toMatchObject({ version: 3, answers: answers(1200) });
});

test('full-width digits, thousands separators and 万元 are understood and stored in the field’s unit', async () => {
  const typed = answers(0, {
    revenue_ytd: '１，２３４．５万元',
    rd_ytd: '1,000',
    tax_ytd: '￥ 20 0',
    profit_ytd: '－5万',
  });
  await zone.submit('甲', '2025-04-03', report('甲'), typed);
  expect((await read('甲', '甲')).revisions[0]?.answers).toMatchObject({
    revenue_ytd: '12345',
    rd_ytd: '1000',
    tax_ytd: '200',
    profit_ytd: '-50',
  });
  expect((await revenue('2025-04-06')).reported).toBe('0.12345');
});

test('text that is no number is kept in the draft as typed, and refuses the submission', async () => {
  const typed = answers(1000, { rd_ytd: '约 1000', staff_end: '12.5' });
  await draft('甲', '甲', 0, typed);
  expect((await read('甲', '甲')).draft?.answers).toEqual(typed);
  await expect(zone.submit('甲', '2025-04-03', report('甲'), typed, 1)).rejects.toMatchObject({
    code: 'ERRORS_LEFT',
    data: { errors: ['not-a-number:rd_ytd', 'too-fine:staff_end'] },
  });
  expect((await read('甲', '甲')).draft).toMatchObject({ version: 1, answers: typed });
});

test('errors, empty required fields and queries without explanation refuse a submission', async () => {
  const left = (written: Record<string, string | null>, said = {}) =>
    zone.do('甲', '2025-04-03', submit, {
      submissionId: report('甲'),
      version: 0,
      answers: written,
      explanations: said,
    });
  await expect(left(answers(1000, { rd_staff_end: '60', outlook: null }))).rejects.toMatchObject({
    code: 'ERRORS_LEFT',
    data: { errors: ['S29'], unexplained: [], missing: ['outlook'] },
  });
  await expect(left(answers(1000, { profit_ytd: '2000' }))).rejects.toMatchObject({
    data: { errors: [], unexplained: ['Q1'], missing: [] },
  });
  await expect(left(answers(1000, { profit_ytd: '2000' }), { Q1: '太短' })).rejects.toEqual(
    code('ERRORS_LEFT'),
  );
  expect(
    await left(answers(1000, { profit_ytd: '2000' }), { Q1: '处置子公司股权取得投资收益' }),
  ).toMatchObject({
    status: 'submitted',
    revision: 1,
  });
});

test('a report goes from submission through review and acceptance to the closed period', async () => {
  await finish('甲', 100_000);
  expect(await revenue('2025-04-03')).toEqual({ reported: '1', accepted: null });
  expect(await revenue('2025-04-05')).toEqual({ reported: '1', accepted: '1' });
  expect(await zone.do('office', '2025-04-06', closePeriod, { periodId })).toMatchObject({
    status: 'closed',
  });
  const { acts, may } = await read('office', '甲');
  expect(acts.map(({ act, by }) => [act, by])).toEqual([
    ['accept', 'office'],
    ['review', 'taopu'],
    ['submit', '甲'],
  ]);
  expect(may).toEqual([]);
  const { rows } = await zone.read('office', '2025-04-07', listPeriods, undefined);
  expect(rows[0]?.counts).toEqual({
    respondents: 3,
    reported: 1,
    notReported: 2,
    overdue: 0,
    exempt: 0,
    submitted: 0,
    sentBack: 0,
    reviewed: 0,
    accepted: 1,
  });
  await expect(draft('乙', '乙', 0)).rejects.toEqual(code('PERIOD_CLOSED'));
  await expect(zone.do('office', '2025-04-07', closePeriod, { periodId })).rejects.toEqual(
    code('MOVE_REFUSED'),
  );
});

test('a period with unfinished reports cannot be closed; reports that never came or were sent back do not hold it', async () => {
  await zone.submit('甲', '2025-04-03', report('甲'), answers(1000));
  await expect(zone.do('office', '2025-04-04', closePeriod, { periodId })).rejects.toMatchObject({
    code: 'PERIOD_HAS_UNFINISHED',
    data: { period: '2025Q1', unfinished: 1 },
  });
  await zone.do('taopu', '2025-04-04', review, one('甲'));
  await expect(zone.do('office', '2025-04-04', closePeriod, { periodId })).rejects.toEqual(
    code('PERIOD_HAS_UNFINISHED'),
  );
  await zone.do('office', '2025-04-05', sendBack, {
    submissionId: report('甲'),
    remarks: [{ field: 'rd_ytd', text: '请补凭证' }],
  });
  expect(await zone.do('office', '2025-04-06', closePeriod, { periodId })).toMatchObject({
    status: 'closed',
  });
});

test('a report that is sent back keeps its reported figure until it is submitted again', async () => {
  await zone.submit('甲', '2025-04-03', report('甲'), answers(100_000));
  await expect(
    zone.do('taopu', '2025-04-04', sendBack, { submissionId: report('甲'), remarks: [] }),
  ).rejects.toEqual(code('REMARK_MISSING'));
  await zone.do('taopu', '2025-04-04', sendBack, {
    submissionId: report('甲'),
    remarks: [{ field: 'revenue_ytd', text: '与税表不符' }],
  });
  expect(await revenue('2025-04-05')).toEqual({ reported: '1', accepted: null });
  await zone.submit('甲', '2025-04-06', report('甲'), answers(200_000), 1);
  expect(await revenue('2025-04-05')).toEqual({ reported: '1', accepted: null });
  expect(await revenue('2025-04-06')).toEqual({ reported: '2', accepted: null });
  expect((await read('甲', '甲')).revisions.map(({ revision }) => revision)).toEqual([2, 1]);
});

test('invariant 4 · nothing is retroactive: after closing, a correction needs the period and the report reopened with reasons, and counts once', async () => {
  await finish('甲', 100_000);
  await finish('乙', 50_000);
  await zone.do('office', '2025-04-06', closePeriod, { periodId });
  const reopen = { submissionId: report('甲'), reason: '企业来函更正营业收入' };
  await expect(zone.do('office', '2025-05-01', reopenSubmission, reopen)).rejects.toEqual(
    code('PERIOD_CLOSED'),
  );
  await zone.do('office', '2025-05-01', reopenPeriod, { periodId, reason: '企业来函更正' });
  await zone.do('office', '2025-05-01', reopenSubmission, reopen);
  expect(await revenue('2025-05-02')).toEqual({ reported: '1.5', accepted: '1.5' });
  await zone.submit('甲', '2025-05-03', report('甲'), answers(300_000), 1);
  expect(await revenue('2025-05-03')).toEqual({ reported: '3.5', accepted: '1.5' });
  await zone.do('taopu', '2025-05-04', review, one('甲'));
  await zone.do('office', '2025-05-05', accept, one('甲'));
  expect(await revenue('2025-05-05')).toEqual({ reported: '3.5', accepted: '3.5' });
  expect(await revenue('2025-04-30')).toEqual({ reported: '1.5', accepted: '1.5' });
  expect(await zone.do('office', '2025-05-06', closePeriod, { periodId })).toMatchObject({
    status: 'closed',
  });
  expect(await sumsOf('c-1')).toEqual([
    { stage: 'accepted', due: 2, reported: 2, revenue: '350000' },
    { stage: 'reported', due: 2, reported: 2, revenue: '350000' },
  ]);
});

test('invariant 7 · ask once: the figures beside a report are last period’s accepted ones, else its reported ones, and say which', async () => {
  await finish('甲', 100_000);
  await zone.do('office', '2025-04-06', reopenSubmission, {
    submissionId: report('甲'),
    reason: '企业来函更正营业收入',
  });
  await zone.submit('甲', '2025-04-07', report('甲'), answers(300_000), 1);
  await zone.submit('乙', '2025-04-07', report('乙'), answers(40_000));
  const next = await zone.reports(await zone.open('2025Q2'));
  const previousOf = async (name: string) =>
    (await zone.read(name, '2025-07-02', getSubmission, { submissionId: next.get(name) ?? '' })).previous;
  expect(await previousOf('甲')).toMatchObject({
    code: '2025Q1',
    stage: 'accepted',
    answers: { revenue_ytd: '100000' },
  });
  expect(await previousOf('乙')).toMatchObject({ stage: 'reported', answers: { revenue_ytd: '40000' } });
  expect(await previousOf('丙')).toBeNull();
});

test('the same request sent twice, also at the same time, acts once', async () => {
  const requestId = uuidv7();
  const input = { submissionId: report('甲'), version: 0, answers: answers(1000), explanations };
  const send = () => zone.do('甲', '2025-04-03', submit, input, requestId);
  await Promise.allSettled([send(), send()]);
  expect(await send()).toEqual({ submissionId: report('甲'), status: 'submitted', revision: 1 });
  const { revisions, acts } = await read('甲', '甲');
  expect([revisions.length, acts.length]).toEqual([1, 1]);
  expect(await sumsOf('c-1')).toContainEqual({ stage: 'reported', due: 2, reported: 1, revenue: '1000' });
  await expect(
    zone.do('甲', '2025-04-03', submit, { ...input, answers: answers(2000) }, requestId),
  ).rejects.toEqual(code('REQUEST_ID_REUSED'));
});

test('of two reviewers at the same time one wins and the other is refused', async () => {
  await zone.submit('甲', '2025-04-03', report('甲'), answers(1000));
  const outcomes = await Promise.allSettled([
    zone.do('taopu', '2025-04-04', review, one('甲')),
    zone.do('taopu2', '2025-04-04', sendBack, {
      submissionId: report('甲'),
      remarks: [{ field: 'rd_ytd', text: '请补凭证' }],
    }),
    zone.do('taopu2', '2025-04-04', review, one('甲')),
  ]);
  const { acts } = await read('office', '甲');
  const reviews = acts.filter(({ act }) => act === 'review').length;
  // a pass may still be sent back; two passes never stand
  expect(reviews).toBeLessThanOrEqual(1);
  expect(acts.length - 1).toBe(outcomes.filter(({ status }) => status === 'fulfilled').length);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toEqual(code('MOVE_REFUSED'));
  expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
});

test('a bulk acceptance takes all or none', async () => {
  await zone.submit('甲', '2025-04-03', report('甲'), answers(1000));
  await zone.submit('乙', '2025-04-03', report('乙'), answers(2000));
  await zone.do('taopu', '2025-04-04', review, one('甲'));
  const both = { submissionIds: [report('甲'), report('乙')] };
  await expect(zone.do('office', '2025-04-05', accept, both)).rejects.toEqual(code('MOVE_REFUSED'));
  expect((await read('office', '甲')).status).toBe('reviewed');
  expect((await revenue('2025-04-05')).accepted).toBeNull();
  await expect(
    zone.do('office', '2025-04-05', accept, { submissionIds: [report('甲'), uuidv7()] }),
  ).rejects.toEqual(code('NOT_FOUND'));
  await zone.do('taopu', '2025-04-05', review, one('乙'));
  const { moved } = await zone.do('office', '2025-04-05', accept, both);
  expect(moved.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
});

test('an enterprise sees and writes its own report only, a sub-park its own part only', async () => {
  await zone.submit('甲', '2025-04-03', report('甲'), answers(1000));
  const listed = async (who: string) =>
    (await zone.read(who, '2025-04-04', listSubmissions, { limit: 9, offset: 0 })).rows.map(
      (row) => row.respondent.shortName,
    );
  expect([await listed('甲'), await listed('乙'), await listed('zhenru')]).toEqual([['甲'], ['乙'], ['丙']]);
  for (const stranger of ['乙', 'zhenru'])
    await expect(read(stranger, '甲')).rejects.toEqual(code('NOT_FOUND'));
  await expect(draft('乙', '甲', 0)).rejects.toEqual(code('NOT_FOUND'));
  await expect(zone.do('zhenru', '2025-04-04', review, one('甲'))).rejects.toEqual(code('NOT_FOUND'));
  await expect(draft('office', '甲', 0)).rejects.toEqual(code('FORBIDDEN'));
  await expect(zone.do('甲', '2025-04-04', review, one('甲'))).rejects.toEqual(code('FORBIDDEN'));
});

function sumsOf(carrier: string) {
  return withActor(zone.pool, zone.as('office'), async ({ db }) => {
    const { rows } = await sql<{ stage: string; due: number; reported: number; revenue: string }>`
      select f.stage, f.due, f.reported, f.v01::text as revenue from app.fact_sum f
      join app.unit u on u.zone_id = f.zone_id and u.id = f.carrier_id
      where f.zone_id = ${zone.as('office').zoneId}::uuid and u.code = ${carrier} order by 1`.execute(db);
    return rows;
  });
}
