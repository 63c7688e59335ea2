import { describe, expect, test } from 'vitest';
import {
  AGGREGATE,
  NORMALISE,
  Scheme,
  type Table,
  evaluateScheme,
  shownScore,
  withDerived,
} from './index.ts';

const normalise = <M extends keyof typeof NORMALISE>(
  method: M,
  params: object,
  values: (number | null)[],
) => {
  const chosen = NORMALISE[method];
  return chosen.run(values, chosen.params.parse(params) as never);
};

describe('normalisation', () => {
  test('goalposts clamp unless told otherwise, and turn round when less is better', () => {
    expect(normalise('goalposts', { worst: 10, best: 20 }, [5, 10, 15, 25, null])).toEqual([
      0,
      0,
      50,
      100,
      null,
    ]);
    expect(normalise('goalposts', { worst: 10, best: 20, clamp: false }, [5, 25])).toEqual([-50, 150]);
    expect(normalise('goalposts', { worst: 20, best: 10 }, [12.5])).toEqual([75]);
  });

  test('min-max spreads the units compared from 0 to 100; equal units cannot be told apart', () => {
    expect(normalise('min-max', {}, [2, null, 6, 3])).toEqual([0, null, 100, 25]);
    expect(normalise('min-max', { direction: 'down' }, [2, 6, 3])).toEqual([100, 0, 75]);
    expect(normalise('min-max', {}, [4, 4])).toEqual([null, null]);
  });

  test('bands give the share of the highest threshold reached, below the first one nothing', () => {
    const at = [
      [1, 0.4],
      [2, 0.7],
      [3, 1],
    ];
    expect(normalise('bands', { at }, [0, 1, 1.9, 2, 3, 4, null])).toEqual([0, 40, 40, 70, 100, 100, null]);
    expect(() => normalise('bands', { at: at.toReversed() }, [1])).toThrow('thresholds rise');
  });

  test('a ratio to a goal is capped and never negative', () => {
    expect(normalise('ratio-to', { to: 2 }, [-1, 0, 1.2, 2, 3, null])).toEqual([0, 0, 60, 100, 100, null]);
    expect(normalise('ratio-to', { to: 2, cap: 1.5 }, [3, 4])).toEqual([150, 150]);
  });

  test('a score of another scale is brought to 100', () => {
    expect(normalise('as-is', {}, [42, null])).toEqual([42, null]);
    expect(normalise('as-is', { best: 1 }, [0.25])).toEqual([25]);
  });
});

describe('aggregation', () => {
  const node = { children: ['a', 'b'] };

  test('weight 3 means the same as the score written down three times', () => {
    for (const method of [AGGREGATE.arithmetic, AGGREGATE.geometric, AGGREGATE.harmonic])
      expect(method.run([20, 80], [3, 1], node)).toBeCloseTo(
        method.run([20, 20, 20, 80], [1, 1, 1, 1], node) ?? 0,
        9,
      );
  });

  test('the harmonic mean lies below the geometric, and that below the arithmetic', () => {
    expect(AGGREGATE.harmonic.run([20, 80], [1, 1], node)).toBeCloseTo(32, 9);
    expect(AGGREGATE.geometric.run([20, 80], [1, 1], node)).toBeCloseTo(40, 9);
    expect(AGGREGATE.arithmetic.run([20, 80], [1, 1], node)).toBeCloseTo(50, 9);
  });

  test('a score of 0 makes the geometric and the harmonic mean 0, a negative one makes them unknown', () => {
    for (const method of [AGGREGATE.geometric, AGGREGATE.harmonic]) {
      expect(method.run([0, 80], [1, 1], node)).toBe(0);
      expect(method.run([-1, 80], [1, 1], node)).toBeNull();
    }
  });

  test('a formula computes exactly with the scores of the children', () => {
    expect(AGGREGATE.formula.run([0.1, 0.2], [1, 1], { ...node, formula: 'a + b' })).toBe(0.3);
    expect(AGGREGATE.formula.refuses({ ...node, formula: 'a > b' })).toBe(
      'the formula is a boolean, no number',
    );
    expect(AGGREGATE.formula.refuses({ ...node, formula: 'a + c' })).toContain(
      'character 5: There is no "c"',
    );
  });
});

const asIs = (id: string) => ({ id, column: id, normalise: { method: 'as-is' } });
const tree = (more: object = {}, aggregate = 'arithmetic') =>
  Scheme.parse({
    id: 's',
    nodes: [{ id: 'all', aggregate, children: ['a', 'b'] }, asIs('a'), asIs('b')],
    ...more,
  });
const TABLE: Table = { units: ['x', 'y', 'z'], columns: { a: [10, 30, 20], b: [20, 40, null] } };
const whole = (scheme: Scheme, table: Table = TABLE) => evaluateScheme(scheme, table).nodes[0];

test('a scheme that refuses gaps leaves every node above a gap without a score', () => {
  const nodes = [
    { id: 'top', aggregate: 'arithmetic', children: ['all', 'c'] },
    { id: 'all', aggregate: 'arithmetic', children: ['a', 'b'] },
    ...['a', 'b', 'c'].map(asIs),
  ];
  const table = { ...TABLE, columns: { ...TABLE.columns, c: [1, 1, 1] } };
  const scores = (method: string) =>
    evaluateScheme(Scheme.parse({ id: 's', nodes, missing: { method, atMostPercent: 50 } }), table).nodes.map(
      (node) => node.scores[2],
    );
  expect(scores('refuse')).toEqual([null, null, 20, null, 1]);
  expect(scores('renormalise')).toEqual([10.5, 20, 20, null, 1]);
});

describe('a gap in a leaf', () => {
  const leaf = (id: string, more: object = {}) => ({ ...asIs(id), ...more });
  const group = (id: string, weight: number, children: string[]) => ({
    id,
    weight,
    aggregate: 'arithmetic',
    children,
  });
  const scheme = Scheme.parse({
    id: 's',
    nodes: [
      group('all', 1, ['g', 'h']),
      group('g', 60, ['a', 'b']),
      group('h', 40, ['c']),
      leaf('a', { weight: 20, gap: 'zero' }),
      leaf('b', { weight: 40, appliesWhen: 'workshop' }),
      leaf('c', { weight: 40 }),
    ],
    missing: { method: 'renormalise', atMostPercent: 40 },
  });
  const of = (a: number | null, b: number | null, more: object = {}) =>
    evaluateScheme(scheme, { units: ['x'], columns: { a: [a], b: [b], c: [50], ...more } });
  const scored = ({ nodes }: ReturnType<typeof of>) =>
    Object.fromEntries(nodes.map(({ id, scores }) => [id, scores[0]]));

  test('that the unit owed is a zero with its reason, and no missing weight', () => {
    const result = of(null, 90);
    expect(scored(result)).toMatchObject({ a: 0, g: 60, all: 56 });
    expect(result.nodes.find(({ id }) => id === 'a')?.gaps).toEqual(['zero']);
    expect(result.missingShare).toEqual([0]);
  });

  test('that is somebody else’s leaves its weight to the siblings of its group', () => {
    const result = of(30, null);
    expect(scored(result)).toMatchObject({ b: null, g: 30, all: 38 });
    expect(result.nodes.find(({ id }) => id === 'b')?.gaps).toEqual(['share']);
    expect(result.missingShare[0]).toBeCloseTo(0.4, 12);
  });

  test('of what the unit does not have is no gap: the weight goes to its siblings, whatever is written there', () => {
    const result = of(30, 90, { workshop: [0] });
    expect(scored(result)).toMatchObject({ b: null, g: 30, all: 38 });
    expect(result.nodes.find(({ id }) => id === 'b')?.gaps).toEqual(['not-applicable']);
    expect(result.missingShare).toEqual([0]);
    expect(scored(of(30, 90, { workshop: [1] }))).toMatchObject({ b: 90, g: 70 });
  });

  test('of what the unit does not have is none for a scheme that refuses gaps either', () => {
    const strict = { ...scheme, missing: { method: 'refuse' as const, atMostPercent: 0 } };
    const table = { units: ['x'], columns: { a: [30], b: [null], c: [50], workshop: [0] } };
    expect(evaluateScheme(strict, table).nodes[0]?.scores).toEqual([38]);
  });
});

test('a ratio with one part missing cannot be told, whichever part it is', () => {
  const scheme = tree({ missing: { method: 'renormalise', atMostPercent: 100 } }, 'ratio');
  const gaps = { units: ['x', 'y', 'z'], columns: { a: [null, 30, 20], b: [20, null, 40] } };
  expect(whole(scheme, gaps)?.scores).toEqual([null, null, 50]);
});

test('a unit that is not ranked has a score and takes nobody’s place', () => {
  const node = whole(tree(), {
    ...TABLE,
    columns: { a: [10, 30, 20], b: [20, 40, 30] },
    ranked: [true, false, true],
  });
  expect(node?.scores).toEqual([15, 35, 25]);
  expect(node?.ranks).toEqual([2, null, 1]);
});

test('ranks follow the score as it is shown', () => {
  const close = { units: ['x', 'y'], columns: { a: [50.04, 50], b: [50, 50] } };
  expect(whole(tree(), close)?.ranks).toEqual([1, 2]);
  expect(whole(tree({ decimals: 1 }), close)?.ranks).toEqual([1, 1]);
});

test('a score is shown on the scale of the scheme, rounded from its recorded text', () => {
  expect(shownScore(tree(), 73.58571428571429)).toBe('73.5857142857');
  expect(shownScore(tree({ scale: 1, decimals: 3 }), 96.25)).toBe('0.963');
  expect(shownScore(tree({ scale: 1 }), 96.25)).toBe('0.9625');
});

describe('derived columns', () => {
  const scheme = tree({
    derive: [
      { column: 'share', formula: 'a / b' },
      { column: 'twice', formula: 'share * 2' },
    ],
  });

  test('are made in their order; a gap stays a gap', () => {
    expect(withDerived(scheme, TABLE).columns).toMatchObject({
      share: [0.5, 0.75, null],
      twice: [1, 1.5, null],
    });
  });

  test('name the column that is not there', () => {
    expect(() => withDerived(scheme, { units: ['x'], columns: { a: [1] } })).toThrow(
      'The derived column "share" needs the column "b", which the table does not have.',
    );
  });

  test('are refused when they cannot be read', () => {
    expect(() => tree({ derive: [{ column: 'share', formula: 'a / / b' }] })).toThrow('character 5');
  });
});
