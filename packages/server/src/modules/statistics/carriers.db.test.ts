import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLEAN_CARRIER, CLEAN_ENTERPRISE } from '../../app/forms.fixture.ts';
import { formOf } from '../../app/park-content.ts';
import { SmallZone, answers, explanations, putuo } from '../../demo/small-zone.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { performTogether } from '../../kernel/operation/together.ts';
import {
  accept,
  getSubmission,
  listPeriods,
  listSubmissions,
  review,
  sendBack,
  submit,
  verifyFacts,
} from './index.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-1' },
    { name: '丙', carrier: 'c-3' },
  ]);
});
afterAll(() => zone.pool.end());

const JANUARY = '2026-01-05';
const forms = new Map(putuo().forms.map((form) => [form.id, formOf(form)]));

/** A whole report of a form that keeps its rules: the clean record, and nothing where it is silent. */
function filled(formId: string): Record<string, string> {
  const record = formId === 'ENT-Y' ? CLEAN_ENTERPRISE : CLEAN_CARRIER;
  return Object.fromEntries(
    (forms.get(formId)?.fields ?? []).map(({ id, formulaName, options }) => {
      const text = record[formulaName];
      const option = options.find(({ name }) => name.zh === text) ?? options[0];
      return [id, option?.id ?? text ?? '0'];
    }),
  );
}

async function opened(formId: string, code: string, day: string) {
  const periodId = await zone.openForm(formId, code, day);
  return { periodId, reports: await zone.reports(periodId) };
}

const reportOf = (reports: ReadonlyMap<string, string>, name: string) => reports.get(name) ?? '';

async function send(name: string, submissionId: string, written: Record<string, string>, day: string) {
  return await zone.do(name, day, submit, { submissionId, version: 0, answers: written, explanations });
}

test('every carrier reports its space, only those with incubation report on incubatees, each from 5 January on', async () => {
  await expect(zone.openForm('INC-Y', '2024', '2025-01-04')).rejects.toMatchObject({
    code: 'PERIOD_NOT_YET',
    data: { opensOn: '2025-01-05' },
  });
  const space = await opened('SPACE-Q', '2024Q4', '2025-01-02');
  const incubation = await opened('INC-Y', '2024', '2025-01-05');
  expect([...space.reports.keys()].toSorted()).toEqual(['c-1', 'c-2', 'c-3']);
  expect([...incubation.reports.keys()]).toEqual(['c-1']);
  const { rows } = await zone.read('office', '2025-01-06', listPeriods, undefined);
  const due = new Map(rows.map((row) => [row.formId, row.dueOn]));
  expect([due.get('SPACE-Q'), due.get('INC-Y')]).toEqual(['2025-01-15', '2025-02-28']);
});

test('a carrier sees and writes its own report only; its tenants and other carriers do not see it', async () => {
  const { periodId, reports } = await opened('SPACE-Q', '2025Q1', '2025-04-01');
  const id = reportOf(reports, 'c-1');
  const seenBy = async (name: string) =>
    (await zone.read(name, '2025-04-02', listSubmissions, { periodId, limit: 50, offset: 0 })).rows.map(
      ({ respondent }) => respondent.shortName,
    );
  expect(await seenBy('c-1')).toEqual(['c-1']);
  expect(await seenBy('taopu')).toEqual(['c-1', 'c-2']);
  expect((await seenBy('office')).toSorted()).toEqual(['c-1', 'c-2', 'c-3']);
  for (const name of ['甲', 'operator']) expect(await seenBy(name)).toEqual([]);
  for (const name of ['c-2', 'c-3', '甲', 'zhenru', 'operator'])
    await expect(zone.read(name, '2025-04-02', getSubmission, { submissionId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  await expect(send('c-2', id, filled('SPACE-Q'), '2025-04-03')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await send('c-1', id, filled('SPACE-Q'), '2025-04-03');
  const report = await zone.read('taopu', '2025-04-04', getSubmission, { submissionId: id });
  expect(report).toMatchObject({
    status: 'submitted',
    respondent: { kind: 'carrier', code: 'c-1', industryCode: null },
  });
});

test('what the operating body accepts is accepted, sent back and seen by it and not by the office instead', async () => {
  const { reports } = await opened('INC-Y', '2025', JANUARY);
  const id = reportOf(reports, 'c-1');
  await send('c-1', id, filled('INC-Y'), '2026-01-08');
  await zone.do('taopu', '2026-01-09', review, { submissionIds: [id] });
  const refused = { code: 'ACCEPTED_BY_OTHERS', data: { acceptedBy: 'operator' } };
  await expect(zone.do('office', '2026-01-10', accept, { submissionIds: [id] })).rejects.toMatchObject(
    refused,
  );
  const remarks = [{ field: 'mentors', text: '请核对导师人数。' }];
  await expect(
    zone.do('office', '2026-01-10', sendBack, { submissionId: id, remarks }),
  ).rejects.toMatchObject(refused);
  const may = async (name: string) =>
    (await zone.read(name, '2026-01-10', getSubmission, { submissionId: id })).may;
  expect([await may('operator'), await may('office')]).toEqual([['send-back', 'accept'], []]);
  await zone.do('operator', '2026-01-12', accept, { submissionIds: [id] });
  expect(await may('operator')).toEqual(['reopen']);
  const { rows } = await zone.read('operator', '2026-01-12', listPeriods, undefined);
  expect(new Set(rows.map(({ formId }) => formId))).toEqual(new Set(['INC-Y']));
});

test('the operating body does not accept what the office accepts', async () => {
  const { reports } = await opened('ENT-Q', '2025Q1', '2025-04-01');
  const id = reportOf(reports, '丙');
  await zone.submit('丙', '2025-04-05', id, answers(40_000));
  await zone.do('zhenru', '2025-04-06', review, { submissionIds: [id] });
  await expect(zone.do('operator', '2025-04-07', accept, { submissionIds: [id] })).rejects.toMatchObject({
    code: 'ACCEPTED_BY_OTHERS',
    data: { acceptedBy: 'office' },
  });
});

test('a form of more fields than a row of facts has columns takes pages, and its sums rebuild equal', async () => {
  await zone.quarter('2025Q4', { 甲: answers(181_000), 乙: answers(30_000) });
  const { reports } = await opened('ENT-Y', '2025', JANUARY);
  const id = reportOf(reports, '甲');
  const written = filled('ENT-Y');
  await send('甲', id, written, '2026-02-01');
  await zone.do('taopu', '2026-02-02', review, { submissionIds: [id] });
  await zone.do('office', '2026-02-03', accept, { submissionIds: [id] });
  const verified = await zone.read('office', '2026-02-04', verifyFacts, undefined);
  expect(verified).toMatchObject({ equal: true, differencesTotal: 0 });
  const { rows } = await withActor(zone.pool, zone.as('office'), ({ client }) =>
    client.query(
      `select f.stage, f.page, f.v01 from app.fact f where f.zone_id = $1 and f.submission_id = $2 order by f.stage, f.page`,
      [zone.as('office').zoneId, id],
    ),
  );
  expect(rows.map(({ stage, page }) => `${stage} ${page}`)).toEqual([
    ...[1, 2, 3, 4].map((page) => `accepted ${page}`),
    ...[1, 2, 3, 4].map((page) => `reported ${page}`),
  ]);
  const report = await zone.read('甲', '2026-02-04', getSubmission, { submissionId: id });
  expect(report.sources).toEqual({ 第四季度累计营业收入: '181000', 税务申报收入: null });
  expect(report.revisions[0]?.answers.added).toBe(written.added);
});

test('reports of several people go in together, each judged and recorded as its own; one that lacks something stops all', async () => {
  const { periodId, reports } = await opened('ENT-Q', '2025Q2', '2025-07-01');
  const names = ['甲', '乙', '丙'];
  const deed = (name: string, written = answers(50_000)) => ({
    actor: zone.as(name),
    now: new Date('2025-07-03T10:00:00+08:00'),
    requestId: uuidv7(),
    input: { submissionId: reportOf(reports, name), version: 0, answers: written, explanations },
  });
  const at = { pool: zone.pool, through: zone.as('office') };
  const spoilt = names.map((name) =>
    deed(name, name === '乙' ? { ...answers(50_000), staff_end: null } : undefined),
  );
  await expect(performTogether(at, submit, spoilt)).rejects.toMatchObject({
    code: 'REPORTS_NOT_READY',
    data: { reports: [{ respondent: '乙', errors: [], missing: ['staff_end'] }] },
  });
  const stolen = [{ ...deed('甲'), actor: zone.as('乙') }];
  await expect(performTogether(at, submit, stolen)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const counts = async () =>
    (await zone.read('office', '2025-07-04', listPeriods, undefined)).rows.find(({ id }) => id === periodId)
      ?.counts.reported;
  expect(await counts()).toBe(0);
  const deeds = names.map((name) => deed(name));
  const moved = await performTogether(at, submit, deeds);
  expect(moved.map(({ status, revision }) => [status, revision])).toEqual(names.map(() => ['submitted', 1]));
  expect(await performTogether(at, submit, deeds)).toEqual(moved);
  const { acts, revisions } = await zone.read('甲', '2025-07-04', getSubmission, {
    submissionId: reportOf(reports, '甲'),
  });
  expect([acts.map(({ act, by }) => [act, by]), revisions.length]).toEqual([[['submit', '甲']], 1]);
  expect(await zone.read('office', '2025-07-04', verifyFacts, undefined)).toMatchObject({ equal: true });
});
