import { describe, expect, test } from 'vitest';
import { run } from './testing.ts';

describe('calendar add', () => {
  test('skips the holidays, counts the make-up days and names what it skipped', async () => {
    const { code, out } = await run('calendar', 'add', '2026-09-28', '--working-days', '5', '--json');
    expect(code).toBe(0);
    const { due, skipped } = JSON.parse(out) as { due: string; skipped: { date: string; reason: string }[] };
    expect(due).toBe('2026-10-10');
    expect(skipped.map(({ date }) => date)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`));
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['国庆节']));
  });

  test('says the same in words', async () => {
    const { out } = await run('calendar', 'add', '2026-10-16', '--working-days', '1');
    expect(out).toBe(
      '2026-10-19 周一\n跳过 / skipped:\n  2026-10-17 周末 / weekend\n  2026-10-18 周末 / weekend\n',
    );
  });

  test('refuses to guess a year whose holidays are not announced', async () => {
    const { code, out, err } = await run('calendar', 'add', '2026-12-30', '--working-days', '3');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('2027 年的放假安排不在 packs/national/calendar.yaml 里');
    expect(err).toContain('The holidays of 2027 are not in packs/national/calendar.yaml');
  });

  test.each([
    [['2026-10-16'], '--working-days  must be a whole number from 0'],
    [['2026-10-16', '--working-days', '1.5'], '--working-days 1.5 must be a whole number from 0'],
    [['2026-10-32', '--working-days', '1'], 'There is no day 2026-10-32.'],
    [['16 October', '--working-days', '1'], '"16 October" is no day; write it as 2026-10-22.'],
    [['--working-days', '1'], 'Usage: yuanheng calendar add DAY --working-days N'],
  ])('%j is wrong use', async (args, reason) => {
    const { code, err } = await run('calendar', 'add', ...args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});

test.each([
  ['2026-10-09', true, null],
  ['2026-10-10', true, null],
  ['2026-10-11', false, 'weekend'],
  ['2026-10-01', false, '国庆节'],
])('calendar check says whether %s is worked', async (day, working, reason) => {
  const { code, out } = await run('calendar', 'check', day, '--json');
  expect([code, JSON.parse(out)]).toEqual([0, { day, working, reason }]);
});

test('calendar between counts the days after the first up to and including the last', async () => {
  const { out } = await run('calendar', 'between', '2026-09-28', '2026-10-10', '--json');
  expect(JSON.parse(out)).toEqual({ from: '2026-09-28', to: '2026-10-10', workingDays: 5 });
});

test('calendar period gives a half-open range and its neighbours', async () => {
  const { out } = await run('calendar', 'period', '2026Q3', '--json');
  expect(JSON.parse(out)).toMatchObject({
    starts: '2026-07-01',
    ends: '2026-10-01',
    previous: '2026Q2',
    samePeriodLastYear: '2025Q3',
  });
  const wrong = await run('calendar', 'period', '2026Q5');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('"2026Q5" is no period; write 2026Q3, 2026 or 2026-09.');
});
