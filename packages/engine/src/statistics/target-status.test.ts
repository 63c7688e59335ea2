import { expect, test } from 'vitest';
import { decimal } from '../formula/index.ts';
import { type Aim, plannedOn, targetStatus } from './index.ts';

const aim: Aim = {
  comparator: '>=',
  value: decimal(100),
  deadline: '2026-12-31',
  baseline: { value: decimal(71), on: '2024-12-31' },
};
const rule = { onTrackFrom: 1, atRiskFrom: 0.8 };
const at = (actual: string, day = '2026-09-30') => targetStatus(aim, decimal(actual), { day, rule });

test('84 of 100 with a baseline of 71 is 51 % of the planned progress at the end of September 2026: behind', () => {
  const { status, planned, share } = at('84');
  expect(status).toBe('behind');
  expect(Number(planned)).toBeCloseTo(71 + (29 * 638) / 730, 9);
  expect(Number(share)).toBeCloseTo(13 / ((29 * 638) / 730), 9);
});

test.each([
  ['100', 'reached'],
  ['97', 'on-track'],
  ['92', 'at-risk'],
  ['91', 'behind'],
])('%s little giants at the end of September 2026 are %s', (actual, status) => {
  expect(at(actual).status).toBe(status);
});

test('without a confirmed baseline there is no planned path and no judgement, unless it is reached', () => {
  const open = { ...aim, baseline: null };
  expect(plannedOn(open, '2026-09-30')).toBeNull();
  expect(targetStatus(open, decimal(99), { day: '2026-09-30', rule }).status).toBe('not-judged');
  expect(targetStatus(open, decimal(100), { day: '2026-09-30', rule }).status).toBe('reached');
});

test('more than 20 is not reached by 20', () => {
  expect(
    targetStatus({ ...aim, comparator: '>', value: decimal(20), baseline: null }, decimal(20), {
      day: '2026-09-30',
      rule,
    }).status,
  ).toBe('not-judged');
});

test('what is not known is not judged; it is not a zero', () => {
  expect(targetStatus(aim, null, { day: '2026-09-30', rule }).status).toBe('not-judged');
});
