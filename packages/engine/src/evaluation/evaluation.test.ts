import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Table, Scheme, alternatives, evaluateScheme, recordScore, weightShares } from './index.ts';
import { GOLDEN_TOTALS, GOLDEN_VALUES } from './sub-park.fixture.ts';

const rowsOf = (csv: string) =>
  csv
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const UNITS = ['changshou', 'changfeng', 'wuning', 'zhenru', 'taopu'];
const golden = rowsOf(GOLDEN_VALUES).map(([id = '', weight, worst, best, ...values]) => ({
  id,
  weight: Number(weight),
  worst: Number(worst),
  best: Number(best),
  values: values.map(Number),
}));
const groups = [...new Set(golden.map(({ id }) => id.slice(0, 1)))];

const scheme = Scheme.parse({
  id: 'sub-park',
  nodes: [
    { id: 'total', aggregate: 'arithmetic', children: groups },
    ...groups.map((group) => {
      const leaves = golden.filter(({ id }) => id.startsWith(group));
      return {
        id: group,
        weight: leaves.reduce((all, leaf) => all + leaf.weight, 0),
        aggregate: 'arithmetic',
        children: leaves.map(({ id }) => id),
      };
    }),
    ...golden.map(({ id, weight, worst, best }) => ({
      id,
      weight,
      column: id,
      normalise: { method: 'goalposts', worst, best },
    })),
  ],
  missing: { method: 'renormalise', atMostPercent: 25 },
});
const table: Table = {
  units: UNITS,
  columns: Object.fromEntries(golden.map(({ id, values }) => [id, values])),
};
const node = (result: ReturnType<typeof evaluateScheme>, id: string) =>
  result.nodes.find((one) => one.id === id);

describe('the sub-park scheme on its golden case', () => {
  const result = evaluateScheme(scheme, table);

  test.each(rowsOf(GOLDEN_TOTALS))(
    '%s contributes what the independent script computed',
    (id, ...expected) => {
      const own = node(result, id === 'total' ? 'total' : (id ?? ''))?.contributions ?? [];
      expected.forEach((text, unit) =>
        expect(Math.abs((own[unit] ?? NaN) - Number(text))).toBeLessThan(1e-4),
      );
    },
  );

  test('a value beyond the best goalpost earns full points, not more', () => {
    expect(node(result, 'B1')?.scores[4]).toBe(100);
  });

  test('the sub-parks rank 真如, 武宁, 长风, 桃浦, 长寿', () => {
    expect(node(result, 'total')?.ranks).toEqual([5, 3, 2, 1, 4]);
  });

  test('contributions of the leaves add up to the whole', () => {
    UNITS.forEach((_, unit) => {
      const parts = golden.reduce((all, { id }) => all + (node(result, id)?.contributions[unit] ?? 0), 0);
      expect(parts).toBeCloseTo(node(result, 'total')?.scores[unit] ?? NaN, 9);
    });
  });

  test('one leaf at its worst does not make every unit worth nothing under the geometric mean', () => {
    const leaf = (id: string) => ({ id, column: id, normalise: { method: 'as-is' as const } });
    const two = Scheme.parse({
      id: 'two',
      nodes: [
        { id: 'all', aggregate: 'arithmetic', children: ['g', 'h'] },
        { id: 'g', aggregate: 'arithmetic', children: ['a', 'b'] },
        { id: 'h', aggregate: 'arithmetic', children: ['c'] },
        leaf('a'),
        leaf('b'),
        leaf('c'),
      ],
    });
    const columns = { a: [0, 40], b: [80, 0], c: [90, 20] };
    const { geometric } = alternatives(two);
    const root = node(evaluateScheme(geometric, { units: ['x', 'y'], columns }), 'all');
    expect(root?.scores).toEqual(
      [Math.sqrt(40 * 90), Math.sqrt(20 * 20)].map((score) => expect.closeTo(score, 9)),
    );
    expect(root?.ranks).toEqual([1, 2]);
  });

  test('equal weights and the geometric mean are the same tree computed otherwise', () => {
    const { equal, geometric } = alternatives(scheme);
    expect(node(evaluateScheme(equal, table), 'total')?.ranks).toEqual([5, 3, 2, 1, 4]);
    expect(
      node(evaluateScheme(geometric, table), 'total')?.scores.every(
        (score, i) => (score ?? 0) < (node(result, 'total')?.scores[i] ?? 0),
      ),
    ).toBe(true);
  });
});

const without = (...ids: string[]): Table => ({
  ...table,
  columns: { ...table.columns, ...Object.fromEntries(ids.map((id) => [id, UNITS.map(() => null)])) },
});

test('a missing indicator leaves its weight to its siblings; it is not a zero', () => {
  const result = evaluateScheme(scheme, without('E5'));
  const kept = golden.filter(({ id }) => id.startsWith('E') && id !== 'E5');
  const total = kept.reduce((all, { weight }) => all + weight, 0);
  const expected =
    kept.reduce((all, { id, weight }) => all + (node(result, id)?.scores[0] ?? NaN) * weight, 0) / total;
  expect(node(result, 'E')?.scores[0]).toBeCloseTo(expected, 9);
  expect(result.missingShare[0]).toBeCloseTo(0.01, 12);
});

test('a unit with more than a quarter of the weight missing is not rated and has no rank', () => {
  const result = evaluateScheme(scheme, without('A1', 'A2', 'A3', 'A4', 'A5', 'B1'));
  expect(node(result, 'total')?.scores).toEqual([null, null, null, null, null]);
  expect(node(result, 'total')?.ranks).toEqual([null, null, null, null, null]);
});

test('exactly a quarter missing is still rated', () => {
  const result = evaluateScheme(scheme, without('A1', 'A2', 'A3', 'A4', 'A5', 'C5', 'D4'));
  expect(result.missingShare[0]).toBeCloseTo(0.25, 12);
  expect(node(result, 'total')?.scores[0]).not.toBeNull();
});

test('what the weight rests on adds up to one', () => {
  const shares = weightShares(scheme, (column) =>
    column.startsWith('B') ? 'reported' : column === 'E5' ? 'missing' : 'entered',
  );
  expect(shares.reported).toBeCloseTo(0.25, 12);
  expect(shares.missing).toBeCloseTo(0.01, 12);
  expect(shares.entered).toBeCloseTo(0.74, 12);
});

test('the order of the units changes nothing but the order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      const shuffled = {
        units: order.map((i) => UNITS[i] ?? ''),
        columns: Object.fromEntries(
          golden.map(({ id, values }) => [id, order.map((i) => values[i] ?? null)]),
        ),
      };
      const straight = node(evaluateScheme(scheme, table), 'total')?.scores ?? [];
      expect(node(evaluateScheme(scheme, shuffled), 'total')?.scores).toEqual(order.map((i) => straight[i]));
    }),
    { seed: 42 },
  );
});

test('a better value never lowers the score', () => {
  fc.assert(
    fc.property(fc.nat(golden.length - 1), fc.double({ min: 0, max: 500, noNaN: true }), (which, gain) => {
      const leaf = golden[which];
      if (!leaf) return;
      const better = {
        ...table,
        columns: { ...table.columns, [leaf.id]: leaf.values.map((value) => value + gain) },
      };
      const [before, after] = [table, better].map(
        (data) => node(evaluateScheme(scheme, data), 'total')?.scores[2] ?? 0,
      );
      expect(after).toBeGreaterThanOrEqual((before ?? 0) - 1e-9);
    }),
    { seed: 42 },
  );
});

test('scores are recorded as decimal text with ten places, halves away from zero', () => {
  expect(recordScore(73.58571428571429)).toBe('73.5857142857');
  expect(recordScore(1e-11)).toBe('0');
  expect(recordScore(0.00000000005)).toBe('0.0000000001');
});

test.each([
  [
    { id: 'x', nodes: [{ id: 'a', aggregate: 'arithmetic', children: ['b'] }] },
    'a child b that is not there',
  ],
  [
    { id: 'x', nodes: [{ id: 'a', column: 'c', normalise: { method: 'goalposts', worst: 1, best: 1 } }] },
    'worst and best must differ',
  ],
  [{ id: 'x', nodes: [{ id: 'a', aggregate: 'arithmetic', children: ['a'] }] }, 'cannot be a child'],
])('a scheme that cannot run is refused when it is saved', (broken, reason) => {
  expect(() => Scheme.parse(broken)).toThrow(reason);
});
