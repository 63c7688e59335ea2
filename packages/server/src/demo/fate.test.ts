import { expect, test } from 'vitest';
import { periodOf } from '@yuanheng/engine/calendar';
import { DUE, fateOf, plantedIn, withPlantedError } from './fate.ts';

const SMALL = { revenue: 1_000 };
const LARGE = { revenue: 1_000_000 };
const all = (of: { revenue: number }, code: string, isOpen: boolean) =>
  Array.from({ length: 600 }, (_, index) => fateOf(of, { index, span: periodOf(code), isOpen }));

test('the demonstration of 600 enterprises holds six planted errors, a smaller one fewer, the smallest none', () => {
  expect([600, 40, 12].map((enterprises) => plantedIn(enterprises).size)).toEqual([6, 1, 0]);
});

test('errors are planted in small enterprises of the open quarter only', () => {
  expect(all(SMALL, '2026Q3', true).some(({ planted }) => planted)).toBe(true);
  expect(all(LARGE, '2026Q3', true).some(({ planted }) => planted)).toBe(false);
  expect(all(SMALL, '2026Q2', false).some(({ planted, drafting }) => planted || drafting)).toBe(false);
});

test('large enterprises always report; small ones are missing now and then, more often in the open quarter', () => {
  const missing = (of: { revenue: number }, code: string, isOpen: boolean) =>
    all(of, code, isOpen).filter((fate) => fate.missing).length;
  expect(missing(LARGE, '2026Q2', false)).toBe(0);
  expect(missing(SMALL, '2026Q2', false)).toBeGreaterThan(0);
  expect(missing(SMALL, '2026Q3', true)).toBeGreaterThan(missing(SMALL, '2026Q2', false));
  expect(all(LARGE, '2026Q3', true).flatMap((fate, i) => (fate.missing ? [i] : []))).toEqual([DUE]);
});

test('the planted error is a slip in R&D expense that a jump against last quarter shows', () => {
  expect(withPlantedError({ rd_ytd: '500', revenue_ytd: '9000' })).toEqual({
    rd_ytd: '6000',
    revenue_ytd: '9000',
  });
});
