import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, at, putuo } from '../../demo/small-zone.ts';
import { performRead } from '../../kernel/operation/operation.ts';
import { listEntries } from '../audit/index.ts';
import { assignTask, readTasks } from './index.ts';

let zone: SmallZone;

beforeAll(async () => {
  zone = await SmallZone.fresh([{ name: '甲', carrier: 'c-1', industryCode: '6513' }]);
  await zone.quarter('2025Q4', { 甲: answers(110_000) });
});
afterAll(() => zone.pool.end());

const tasks = (asOf = at('2026-03-10')) =>
  zone.read('甲', '2026-03-10', readTasks, { asOf: asOf.toISOString() });
const task = async (id: string, asOf?: Date) => (await tasks(asOf)).rows.find((row) => row.id === id);
const charge = { lead: 'dep-st', support: ['dep-data'], dueOn: '2026-06-30', reason: '按部门职责分派' };

test('every mechanism and repeated promise of the plan is a task under a heading of the plan', async () => {
  const { rows, groups } = await tasks();
  const { plan, tasks: all } = putuo();
  expect(rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(groups.map(({ clause }) => clause)).toEqual([
    '一',
    '二(一)',
    '二(二)',
    '二(三)',
    '二(四)',
    '二(五)',
    '二(六)',
    '二(七)',
    '三(一)',
    '三(二)',
    '三(三)',
  ]);
  const lineOf = new Map(plan.outline.map(({ clause, line }) => [clause, line]));
  for (const row of rows) {
    expect(groups.map(({ clause }) => clause)).toContain(row.group);
    expect(lineOf.get(row.group)).toBeLessThanOrEqual(row.line);
    expect(row.clause.startsWith(row.group)).toBe(true);
  }
});

test('only units that the plan names are charged, the others are to be assigned', async () => {
  expect((await task('M08'))?.named).toEqual([
    { code: 'dep-st', name: expect.objectContaining({ zh: '区科委' }), role: 'lead' },
    { code: null, name: { zh: '上海普陀众创服务中心', en: '上海普陀众创服务中心' }, role: 'support' },
  ]);
  expect(await task('M15')).toMatchObject({ named: [], assigned: null });
});

test('an assignment charges a leading and supporting units, and what was known before it stays as it was', async () => {
  await zone.do('office', '2026-03-01', assignTask, { taskId: 'M15', ...charge });
  await zone.do('office', '2026-03-05', assignTask, {
    taskId: 'M15',
    lead: 'dep-data',
    support: [],
    dueOn: null,
    reason: '数据局牵头更合适',
  });
  expect((await task('M15'))?.assigned).toMatchObject({
    units: [{ code: 'dep-data', role: 'lead' }],
    dueOn: null,
    reason: '数据局牵头更合适',
    before: 1,
  });
  expect((await task('M15', at('2026-03-03')))?.assigned).toMatchObject({
    units: [
      { code: 'dep-st', role: 'lead' },
      { code: 'dep-data', role: 'support' },
    ],
    dueOn: '2026-06-30',
    before: 0,
  });
  expect((await task('M15', at('2026-02-28')))?.assigned).toBeNull();
  const actor = { ...zone.as('office'), role: 'audit-admin' as const };
  const reading = { pool: zone.pool, actor, now: at('2026-03-10') };
  const trail = await performRead(reading, listEntries, { subjectId: 'M15', limit: 5, offset: 0 });
  expect(trail.rows.map(({ operation, detail }) => [operation, detail.lead, detail.reason])).toEqual([
    ['plan.assignTask', 'dep-data', '数据局牵头更合适'],
    ['plan.assignTask', 'dep-st', '按部门职责分派'],
  ]);
});

test.each([
  ['a task that the plan does not have', { taskId: 'M99', ...charge }, 'NOT_FOUND'],
  ['a unit that does not exist', { taskId: 'M16', ...charge, lead: 'dep-none' }, 'NOT_FOUND'],
  ['an enterprise park as its leader', { taskId: 'M16', ...charge, lead: 'c-1' }, 'NOT_FOUND'],
  ['a unit that leads and supports', { taskId: 'M16', ...charge, support: ['dep-st'] }, 'TASK_LEAD_SUPPORTS'],
])('%s is refused and nothing is assigned', async (_, input, code) => {
  await expect(zone.do('office', '2026-03-01', assignTask, input)).rejects.toMatchObject({ code });
  expect((await task('M16'))?.assigned).toBeNull();
});

test('units are listed with the duties that the plan gives them and its clause', async () => {
  const { units } = await tasks();
  expect(units.find(({ code }) => code === 'office')).toMatchObject({
    clause: '二(一)1',
    duties: ['规划', '监督', '评估', '协调'],
  });
  expect(units.filter(({ kind }) => kind === 'sub-park').map(({ duties }) => duties)).toEqual(
    Array.from({ length: 5 }, () => ['数据统计', '项目申报', '产业培育', '企业服务']),
  );
  expect(units.filter(({ kind }) => kind === 'department').length).toBeGreaterThanOrEqual(11);
});
