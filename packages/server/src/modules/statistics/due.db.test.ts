import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { readValues } from '../indicators/index.ts';
import { moveCarrier, registerCarriers, registerEnterprises } from '../organisation/index.ts';
import {
  addRespondent,
  closePeriod,
  exempt,
  extendDue,
  getSubmission,
  include,
  listAddable,
  listPeriods,
  listSubmissions,
  remind,
  reminderList,
  saveDraft,
  sendBack,
  verifyFacts,
} from './index.ts';
import { timelinessOf } from './timeliness.views.ts';

let zone: SmallZone;
let periodId: string;
let reports: ReadonlyMap<string, string>;
const report = (name: string) => reports.get(name) ?? '';

/** 2025Q1 is due on 20 April. */
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
const REASON = '企业停产整顿，来函申请';
const some = (...names: readonly string[]) => ({ submissionIds: names.map(report), reason: REASON });
const read = (who: string, name: string, when = '2025-04-25') =>
  zone.read(who, when, getSubmission, { submissionId: report(name) });
const countsOn = async (who: string, when: string) =>
  (await zone.read(who, when, listPeriods, undefined)).rows[0]?.counts;
const isVerified = async () => (await zone.read('office', '2025-05-30', verifyFacts, {})).equal;

/** What the figure of the zone says of itself: due and reported, as known at an instant. */
async function coverage(asOf: string) {
  const { rows } = await zone.read('office', '2026-01-01', readValues, {
    periods: ['2025Q1'],
    ids: ['revenue'],
    asOf: new Date(`${asOf}T12:00:00+08:00`).toISOString(),
  });
  return rows.find(({ stage }) => stage === 'reported')?.coverage;
}

const sums = () =>
  withActor(zone.pool, zone.as('office'), async ({ db }) => {
    const { rows } = await sql<{ code: string; due: number; reported: number }>`
      select u.code, f.due, f.reported from app.fact_sum f
      join app.unit u on u.zone_id = f.zone_id and u.id = f.carrier_id
      where f.zone_id = ${zone.as('office').zoneId}::uuid and f.stage = 'reported' and f.page = 1 order by u.code`.execute(
      db,
    );
    return Object.fromEntries(rows.map((row) => [row.code, `${row.reported}/${row.due}`]));
  });

const onTime = (asOf: string) =>
  withActor(zone.pool, zone.as('office'), async ({ db }) => {
    const rows = await timelinessOf(db, {
      zoneId: zone.as('office').zoneId,
      formId: 'ENT-Q',
      from: '2025-01-01',
      until: '2026-01-01',
      asOf: new Date(`${asOf}T12:00:00+08:00`),
    });
    return rows.reduce((all, row) => ({ due: all.due + row.due, onTime: all.onTime + row['on-time'] }), {
      due: 0,
      onTime: 0,
    });
  });

const newcomer = async (carrier: string, from: string) => {
  const { ids } = await zone.do('office', from, registerEnterprises, {
    enterprises: [
      {
        uscc: '91TEST0000099OOVSZ',
        name: '丁有限公司',
        shortName: '丁',
        industryCode: '6513',
        registeredOn: '2020-01-01',
        carrier,
        from,
      },
    ],
  });
  return ids[0] ?? '';
};

test('who was due · an exemption takes a respondent off the counts, the coverage and the sums from then on, and back again', async () => {
  await zone.submit('甲', '2025-04-10', report('甲'), answers(1000));
  await zone.do('office', '2025-04-15', exempt, some('乙'));
  expect(await countsOn('office', '2025-04-25')).toMatchObject({
    respondents: 2,
    reported: 1,
    notReported: 1,
    overdue: 1,
    exempt: 1,
  });
  expect([await coverage('2025-04-14'), await coverage('2025-04-16')]).toEqual([
    { due: 3, reported: 1 },
    { due: 2, reported: 1 },
  ]);
  expect([await sums(), await isVerified()]).toEqual([{ 'c-1': '1/1', 'c-3': '0/1' }, true]);
  const { status, dueChange, may, acts } = await read('office', '乙');
  expect([status, may, acts[0]]).toEqual([
    'exempt',
    ['include'],
    expect.objectContaining({ act: 'exempt', by: 'office', reason: REASON }),
  ]);
  expect(dueChange).toMatchObject({ act: 'exempt', by: 'office', reason: REASON });
  await expect(zone.submit('乙', '2025-04-16', report('乙'), answers(1))).rejects.toEqual(
    code('MOVE_REFUSED'),
  );
  await zone.do('office', '2025-04-17', include, some('乙'));
  expect([await coverage('2025-04-16'), await coverage('2025-04-18')]).toEqual([
    { due: 2, reported: 1 },
    { due: 3, reported: 1 },
  ]);
  expect([await sums(), await isVerified()]).toEqual([{ 'c-1': '1/2', 'c-3': '0/1' }, true]);
  expect((await read('乙', '乙')).status).toBe('due');
});

test('who has reported is not exempted, nobody but the office exempts, and all or none are', async () => {
  await zone.submit('甲', '2025-04-10', report('甲'), answers(1000));
  await expect(zone.do('office', '2025-04-15', exempt, some('乙', '甲'))).rejects.toEqual(
    code('MOVE_REFUSED'),
  );
  expect((await read('office', '乙')).status).toBe('due');
  for (const who of ['taopu', '乙', 'leader'])
    await expect(zone.do(who, '2025-04-15', exempt, some('乙'))).rejects.toEqual(code('FORBIDDEN'));
  await expect(zone.do('office', '2025-04-15', include, some('乙'))).rejects.toEqual(code('MOVE_REFUSED'));
  const requestId = uuidv7();
  const twice = () => zone.do('office', '2025-04-15', exempt, some('乙'), requestId);
  expect(await twice()).toEqual(await twice());
  expect(await sums()).toMatchObject({ 'c-1': '1/1' });
});

test('what was drafted before an exemption is still there after it ended', async () => {
  const draft = { submissionId: report('乙'), version: 0, answers: answers(77), explanations: {} };
  await zone.do('乙', '2025-04-10', saveDraft, draft);
  await zone.do('office', '2025-04-15', exempt, some('乙'));
  await zone.do('office', '2025-04-16', include, some('乙'));
  expect((await read('乙', '乙')).draft?.answers).toEqual(answers(77));
});

test('lateness counts against the extended day, from when it was extended', async () => {
  await zone.do('office', '2025-04-21', extendDue, { ...some('甲'), dueOn: '2025-04-28' });
  await zone.submit('甲', '2025-04-27', report('甲'), answers(1000));
  await zone.submit('乙', '2025-04-27', report('乙'), answers(1000));
  expect(await onTime('2025-04-30')).toEqual({ due: 3, onTime: 1 });
  expect(await countsOn('office', '2025-04-26')).toMatchObject({ overdue: 1 });
  const { dueOn, dueChange, acts } = await read('甲', '甲');
  expect([dueOn, dueChange]).toEqual([
    '2025-04-28',
    expect.objectContaining({ act: 'extend', dueOn: '2025-04-28', reason: REASON, by: 'office' }),
  ]);
  expect(acts.at(-1)).toMatchObject({ act: 'extend', dueOn: '2025-04-28' });
});

test('an extension must be later than the present day and not in the past, and refuses all when one of them is not', async () => {
  const extend = (names: readonly string[], dueOn: string, day = '2025-04-22') =>
    zone.do('office', day, extendDue, { ...some(...names), dueOn });
  await expect(extend(['甲'], '2025-04-20')).rejects.toMatchObject({
    code: 'DUE_DAY_NOT_LATER',
    data: { name: '甲', asked: '2025-04-20', dueOn: '2025-04-20' },
  });
  await expect(extend(['甲'], '2025-04-21')).rejects.toEqual(code('DUE_DAY_NOT_LATER'));
  await extend(['甲'], '2025-05-06');
  await expect(extend(['乙', '甲'], '2025-05-06')).rejects.toEqual(code('DUE_DAY_NOT_LATER'));
  expect((await read('office', '乙')).dueOn).toBe('2025-04-20');
  await zone.do('office', '2025-05-07', closePeriod, { periodId });
  await expect(extend(['乙'], '2025-05-20', '2025-05-08')).rejects.toEqual(code('PERIOD_CLOSED'));
});

test('an enterprise that came later is added with a reason, reports, and is counted where it sits', async () => {
  await newcomer('c-2', '2025-04-05');
  const addable = () => zone.read('office', '2025-04-10', listAddable, { periodId, search: '' });
  const found = await addable();
  expect([found.rows, found.total]).toEqual([
    [expect.objectContaining({ name: '丁有限公司', carrier: { zh: 'c-2', en: 'c-2' } })],
    1,
  ]);
  const subjectId = found.rows[0]?.subjectId ?? '';
  const add = (who = 'office') =>
    zone.do(who, '2025-04-10', addRespondent, { periodId, subjectId, reason: REASON });
  await expect(add('taopu')).rejects.toEqual(code('FORBIDDEN'));
  const { submissionId } = await add();
  await expect(add()).rejects.toEqual(code('ALREADY_DUE'));
  expect((await addable()).total).toBe(0);
  expect([await coverage('2025-04-09'), await coverage('2025-04-11')]).toEqual([
    { due: 3, reported: 0 },
    { due: 4, reported: 0 },
  ]);
  expect([await sums(), await isVerified()]).toEqual([{ 'c-1': '0/2', 'c-2': '0/1', 'c-3': '0/1' }, true]);
  const { rows } = await zone.read('taopu', '2025-04-11', listSubmissions, { periodId, limit: 9, offset: 0 });
  expect(rows.find(({ id }) => id === submissionId)).toMatchObject({
    status: 'due',
    dueChange: { act: 'add', reason: REASON, by: 'office' },
  });
});

test('an added respondent stands where its carrier stood when the period was opened, like those drawn there', async () => {
  await zone.do('office', '2025-04-05', moveCarrier, {
    carrier: 'c-2',
    subPark: 'sp-zhenru',
    from: '2025-04-05',
  });
  const subjectId = await newcomer('c-2', '2025-04-06');
  const { submissionId } = await zone.do('office', '2025-04-10', addRespondent, {
    periodId,
    subjectId,
    reason: REASON,
  });
  const { rows } = await zone.read('office', '2025-04-11', listSubmissions, {
    periodId,
    limit: 9,
    offset: 0,
  });
  expect(rows.find(({ id }) => id === submissionId)?.subPark.code).toBe('sp-taopu');
  expect(await isVerified()).toBe(true);
});

test('a carrier that was registered later is added to a form of carriers', async () => {
  const ofCarriers = await zone.openForm('SPACE-Q', '2025Q1', '2025-04-01');
  await zone.do('office', '2025-04-05', registerCarriers, {
    carriers: [
      {
        code: 'c-9',
        name: { zh: '新载体', en: 'New carrier' },
        short: { zh: '新载体', en: 'New' },
        ownership: 'state',
        hasIncubation: false,
        subPark: 'sp-taopu',
        from: '2025-04-05',
      },
    ],
  });
  const { rows } = await zone.read('office', '2025-04-10', listAddable, { periodId: ofCarriers, search: '' });
  expect(rows.map(({ name }) => name)).toEqual(['新载体']);
  await zone.do('office', '2025-04-10', addRespondent, {
    periodId: ofCarriers,
    subjectId: rows[0]?.subjectId ?? '',
    reason: REASON,
  });
  const { rows: reportsOf } = await zone.read('taopu', '2025-04-11', listSubmissions, {
    periodId: ofCarriers,
    limit: 9,
    offset: 0,
  });
  expect(reportsOf.find(({ respondent }) => respondent.code === 'c-9')).toMatchObject({
    respondent: { kind: 'carrier', industryCode: null },
    dueChange: { act: 'add' },
  });
  expect(await isVerified()).toBe(true);
});

const listOf = (who: string, reach: 'late' | 'due-soon' | 'sent-back', when: string) =>
  zone.read(who, when, reminderList, { periodId, reach, days: 3 });

test('who is late is listed with whom to ask, reminded once a day, and told on the report', async () => {
  await zone.submit('甲', '2025-04-10', report('甲'), answers(1000));
  await zone.do('office', '2025-04-18', extendDue, { ...some('丙'), dueOn: '2025-04-30' });
  const { rows } = await listOf('office', 'late', '2025-04-22');
  expect(rows).toEqual([
    expect.objectContaining({
      name: '乙有限公司',
      daysLate: 2,
      contacts: ['乙'],
      reminded: null,
      today: false,
    }),
  ]);
  expect((await listOf('office', 'due-soon', '2025-04-28')).rows.map(({ name }) => name)).toEqual([
    '丙有限公司',
  ]);
  const ask = (who: string, when: string, ...names: readonly string[]) =>
    zone.do(who, when, remind, { submissionIds: names.map(report) });
  expect(await ask('taopu', '2025-04-22', '甲', '乙')).toEqual({
    reminded: 1,
    leftOut: [{ submissionId: report('甲'), name: '甲', why: 'reported', by: '甲' }],
  });
  expect(await ask('office', '2025-04-22', '乙')).toEqual({
    reminded: 0,
    leftOut: [{ submissionId: report('乙'), name: '乙', why: 'today', by: 'taopu' }],
  });
  expect((await ask('office', '2025-04-23', '乙')).reminded).toBe(1);
  const own = await read('乙', '乙');
  expect([own.status, own.reminded]).toEqual([
    'due',
    { times: 2, by: 'office', at: '2025-04-23T02:00:00.000Z' },
  ]);
  expect(own.acts.map(({ act, by, dueOn }) => [act, by, dueOn])).toEqual([
    ['remind', 'office', '2025-04-20'],
    ['remind', 'taopu', '2025-04-20'],
  ]);
  expect((await listOf('office', 'late', '2025-04-23')).rows[0]).toMatchObject({ today: true });
});

test('two who remind at the same time remind once', async () => {
  const [one, other] = await Promise.all(
    ['taopu', 'office'].map((who) =>
      zone.do(who, '2025-04-22', remind, { submissionIds: [report('甲'), report('乙')] }),
    ),
  );
  expect((one?.reminded ?? 0) + (other?.reminded ?? 0)).toBe(2);
  expect((await read('甲', '甲')).acts).toHaveLength(1);
});

test('a report that was sent back may be reminded of, and its remarks stand', async () => {
  await zone.submit('甲', '2025-04-10', report('甲'), answers(1000));
  await zone.do('taopu', '2025-04-11', sendBack, {
    submissionId: report('甲'),
    remarks: [{ field: 'rd_ytd', text: '请补凭证' }],
  });
  expect((await listOf('taopu', 'sent-back', '2025-04-14')).rows.map(({ name }) => name)).toEqual([
    '甲有限公司',
  ]);
  await zone.do('taopu', '2025-04-14', remind, { submissionIds: [report('甲')] });
  expect((await read('甲', '甲')).acts.map(({ act }) => act)).toEqual(['remind', 'send-back', 'submit']);
});

test('a sub-park lists and reminds its own part only, an enterprise nobody', async () => {
  expect((await listOf('zhenru', 'late', '2025-04-22')).rows.map(({ name }) => name)).toEqual(['丙有限公司']);
  await expect(zone.do('zhenru', '2025-04-22', remind, { submissionIds: [report('甲')] })).rejects.toEqual(
    code('NOT_FOUND'),
  );
  await expect(listOf('甲', 'late', '2025-04-22')).rejects.toEqual(code('FORBIDDEN'));
  await expect(zone.do('甲', '2025-04-22', remind, { submissionIds: [report('甲')] })).rejects.toEqual(
    code('FORBIDDEN'),
  );
});
