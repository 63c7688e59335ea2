import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { accept, reopenPeriod, reopenSubmission, review } from '../statistics/index.ts';
import { closeRound, readImpact } from './index.ts';

let zone: SmallZone;
let periodId: string;

/** 2025Q4 and 2026Q1 went all their way. */
beforeEach(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '丙', carrier: 'c-3' },
  ]);
  periodId = await zone.quarter('2025Q4', { 甲: answers(100_000), 丙: answers(50_000) });
  await zone.quarter('2026Q1', { 甲: answers(30_000), 丙: answers(20_000) });
});
afterEach(() => zone.pool.end());

const impact = (when: string) => zone.read('office', when, readImpact, { periodId });

/** 甲 corrects its revenue of the closed period. */
async function correct(revenue: number) {
  const report = (await zone.reports(periodId)).get('甲') ?? '';
  await zone.do('office', '2026-05-01', reopenPeriod, { periodId, reason: '企业来函更正' });
  await zone.do('office', '2026-05-02', reopenSubmission, {
    submissionId: report,
    reason: '企业来函更正营业收入',
  });
  await zone.submit('甲', '2026-05-03', report, answers(revenue), 1);
  await zone.do('taopu', '2026-05-04', review, { submissionIds: [report] });
  await zone.do('office', '2026-05-05', accept, { submissionIds: [report] });
}

test('before a reopening the figures, targets and scores that read the reports are listed with today’s values', async () => {
  const { period, reopenedAt, figures, rounds } = await impact('2026-04-20');
  expect([period, reopenedAt]).toEqual(['2025Q4', null]);
  const zoneRevenue = figures.filter(
    ({ indicatorId, of, stage }) => indicatorId === 'revenue' && of.kind === 'zone' && stage === 'accepted',
  );
  expect(zoneRevenue.map(({ period: of, before, now }) => [of, before, now])).toEqual([
    ['2025Q4', '1.5', '1.5'],
  ]);
  expect(figures.every(({ before, now }) => before === now)).toBe(true);
  const previews = rounds.filter(({ state }) => state === 'preview');
  expect(previews.map(({ period: of }) => of)).toContain('2025');
  for (const round of previews) expect(round.leaves.length).toBeGreaterThan(0);
});

test('a later figure that looks back at the reports is listed too', async () => {
  const later = (await impact('2026-04-20')).figures.filter(({ period }) => period === '2026Q1');
  // the last four quarters up to 2026Q1 begin with what 2025Q4 said of the year
  expect(later.length).toBeGreaterThan(0);
  expect(later.every(({ indicatorId }) => indicatorId !== 'revenue')).toBe(true);
});

test('after a correction was accepted each figure says what it was before the reopening and what it is now', async () => {
  await correct(200_000);
  const { reopenedAt, figures, rounds } = await impact('2026-05-06');
  expect(reopenedAt).toBe('2026-05-01T02:00:00.000Z');
  const revenue = (kind: string, stage: string) => {
    const found = figures.find(
      (figure) =>
        figure.indicatorId === 'revenue' &&
        figure.period === '2025Q4' &&
        figure.of.kind === kind &&
        (kind === 'zone' || figure.of.code === 'sp-taopu') &&
        figure.stage === stage,
    );
    return [found?.before, found?.now];
  };
  expect([revenue('zone', 'accepted'), revenue('zone', 'reported'), revenue('sub-park', 'accepted')]).toEqual(
    [
      ['1.5', '2.5'],
      ['1.5', '2.5'],
      ['1', '2'],
    ],
  );
  const zhenru = figures.filter(
    ({ of, indicatorId }) => of.code === 'sp-zhenru' && indicatorId === 'revenue',
  );
  expect(zhenru.every(({ before, now }) => before === now)).toBe(true);
  expect(rounds.find(({ period }) => period === '2025')?.state).toBe('preview');
});

test('a closed round reads the reports and does not move', async () => {
  await zone.do('office', '2026-04-28', closeRound, { period: '2025' });
  await correct(200_000);
  expect((await impact('2026-05-06')).rounds.find(({ period }) => period === '2025')).toMatchObject({
    state: 'closed',
    scores: [],
  });
});

test('nobody but the office sees what a reopening moves, and an unknown period is said', async () => {
  for (const who of ['taopu', 'leader', '甲'])
    await expect(zone.read(who, '2026-04-20', readImpact, { periodId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  await expect(
    zone.read('office', '2026-04-20', readImpact, { periodId: '00000000-0000-7000-8000-000000000000' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
