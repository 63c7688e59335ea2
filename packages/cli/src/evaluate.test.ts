import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from './csv.ts';
import { run } from './testing.ts';

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/hdi/', import.meta.url));
const PARK = fileURLToPath(new URL('../../../parks/putuo/', import.meta.url));
/** The whole published tables; they lie beside a clone, not in it. */
const PUBLISHED = fileURLToPath(new URL('../../../../shared/data/composite/', import.meta.url));

interface Document {
  readonly counts: Readonly<Record<string, number>>;
  readonly nodes: readonly { readonly id: string; readonly parent: string | null }[];
  readonly units: readonly {
    readonly id: string;
    readonly scores: Readonly<Record<string, number | null>>;
    readonly ranks: Readonly<Record<string, number | null>>;
    readonly missingShare: number;
  }[];
}

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'evaluate-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

const runOn = (scheme: string, data: string, ...more: readonly string[]) =>
  run('evaluate', 'run', '--scheme', scheme, '--data', data, ...more);

async function evaluated(scheme: string, data: string): Promise<Document> {
  const { code, out, err } = await runOn(scheme, data, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Document;
}

function published(path: string): Map<string, Readonly<Record<string, string>>> {
  const [head, ...rows] = readCsv(readFileSync(path, 'utf8'));
  return new Map(
    rows.map(({ cells }) => [
      cells[0] ?? '',
      Object.fromEntries((head?.cells ?? []).map((name, i) => [name, cells[i] ?? ''])),
    ]),
  );
}

describe('the human development index', () => {
  test('of the sample agrees with the published values', async () => {
    const sample = join(EXAMPLE, 'sample.csv');
    const rows = published(sample);
    const { units, counts } = await evaluated(join(EXAMPLE, 'hdi.yaml'), sample);
    expect(units.map(({ id, scores }) => [id, scores.hdi])).toEqual(
      [...rows].map(([id, row]) => [id, Number(row.hdi_2021)]),
    );
    expect(counts).toEqual({ units: 9, scored: 9, ranked: 8, leftOutOfRanking: 1 });
  });

  test('ranks share places by the printed score; what is no country has a score and no rank', async () => {
    const { units } = await evaluated(join(EXAMPLE, 'hdi.yaml'), join(EXAMPLE, 'sample.csv'));
    const rank = Object.fromEntries(units.map(({ id, ranks }) => [id, ranks.hdi]));
    expect(rank).toEqual({
      CHE: 1,
      HKG: 2,
      IRL: 3,
      AND: 4,
      HRV: 4,
      CHN: 6,
      ZWE: 7,
      TCD: 8,
      'ZZK.WORLD': null,
    });
  });

  test('beyond the best goalpost a component is full, not more', async () => {
    const { units } = await evaluated(join(EXAMPLE, 'hdi.yaml'), join(EXAMPLE, 'sample.csv'));
    expect(units.find(({ id }) => id === 'IRL')?.scores.income).toBe(1);
    expect(units.find(({ id }) => id === 'HKG')?.scores.health).toBe(1);
  });

  const HDI = join(PUBLISHED, 'hdi-2021.csv');
  test.skipIf(!existsSync(HDI))(
    'of the whole published table agrees to the printed digits, ranks included',
    async () => {
      const rows = published(HDI);
      const { units } = await evaluated(join(EXAMPLE, 'hdi.yaml'), HDI);
      const wrong = units.filter(({ id, scores, ranks }) => {
        const { hdi_2021, hdi_rank_2021 } = rows.get(id) ?? {};
        const rank = hdi_rank_2021 === '' ? null : Number(hdi_rank_2021);
        return scores.hdi !== Number(hdi_2021) || ranks.hdi !== rank;
      });
      console.log(`human development index: ${units.length} rows, ${wrong.length} off`);
      expect([units.length, wrong]).toEqual([202, []]);
    },
  );

  const GDI = join(PUBLISHED, 'gdi-2021.csv');
  test.skipIf(!existsSync(GDI))(
    'of women over that of men is the published gender development index',
    async () => {
      const rows = published(GDI);
      const { units } = await evaluated(join(EXAMPLE, 'gdi.yaml'), GDI);
      const wrong = units.filter(({ id, scores }) => scores.gdi !== Number(rows.get(id)?.gdi_2021));
      console.log(`gender development index: ${units.length} rows, ${wrong.length} off`);
      expect([units.length, wrong]).toEqual([183, []]);
    },
  );
});

const SMALL = `id: small
name: { zh: 小例, en: Small }
units: { column: unit }
missing: { method: renormalise, at_most_percent: 50, written_as: [n/a] }
derive:
  - { column: per head, formula: money / people }
  - { column: doubled, formula: per head * 2 }
output: { scale: 1 }
tree:
  id: whole
  aggregate: formula
  formula: good * (1 - harm / 100)
  parts:
    - id: good
      aggregate: arithmetic
      parts:
        - { id: a, weight: 3, column: doubled, normalise: { method: goalposts, worst: 0, best: 20 } }
        - { id: b, weight: 1, column: b, normalise: { method: min-max } }
    - { id: harm, column: harm, normalise: { method: as-is, best: 1 } }
`;
const SMALL_DATA = 'unit,money,people,b,harm\nnorth,10,2,1,0.5\n"south, old",12,3,n/a,0\neast,,4,5,\n';

test('derived columns, words for missing, formulas of nodes and quoted cells go together', async () => {
  const { units, nodes } = await evaluated(file('small.yaml', SMALL), file('small.csv', SMALL_DATA));
  const [north, south, east] = units;
  expect(north).toMatchObject({
    scores: { a: 0.5, b: 0, good: 0.375, harm: 0.5, whole: 0.1875 },
    ranks: { whole: 2 },
  });
  expect(south).toMatchObject({
    id: 'south, old',
    scores: { b: null, good: 0.4, whole: 0.4 },
    ranks: { whole: 1 },
  });
  expect(east).toMatchObject({ scores: { good: 1, harm: null, whole: null }, ranks: { whole: null } });
  expect(nodes.map(({ id, parent }) => [id, parent])).toEqual([
    ['whole', null],
    ['good', 'whole'],
    ['a', 'good'],
    ['b', 'good'],
    ['harm', 'whole'],
  ]);
});

test("a park's own scheme runs on a table as well", async () => {
  const scheme = join(PARK, 'schemes', 'putuo-subpark.yaml');
  const ids = [...readFileSync(scheme, 'utf8').matchAll(/indicator: (subpark-\w+)/g)].map(
    ([, id = '']) => id,
  );
  const data = file('park.csv', `id,${ids.join(',')}\nbest,${ids.map(() => '100000').join(',')}\n`);
  const { units } = await evaluated(scheme, data);
  expect(units[0]?.scores['putuo-subpark']).toBe(100);
});

describe("a park's scheme that draws on a library beside it", () => {
  const scheme = join(PARK, 'schemes', 'putuo-carrier-state.yaml');
  const ids = [
    ...readFileSync(join(PARK, 'schemes', 'putuo-carrier.library.yaml'), 'utf8').matchAll(/- id: (K\d+)/g),
  ].map(([, id = '']) => id);
  interface Graded {
    readonly id: string;
    readonly contributions: Readonly<Record<string, number | null>>;
    readonly gaps: Readonly<Record<string, string>>;
    readonly [entry: string]: unknown;
  }
  const gradedOn = async (data: string): Promise<readonly Graded[]> =>
    (await evaluated(scheme, data)).units as never;
  const row = (id: string, of: (leaf: string) => string, more = '') =>
    `${id},${ids.map(of).join(',')}${more}\n`;

  test('gives final scores and grades with bonus, penalties and vetoes, counted in columns of their ids', async () => {
    const head = `id,${ids.join(',')},X1,X4,Y2,Z1\n`;
    const full = () => '100000';
    const [first, second, third] = await gradedOn(
      file(
        'graded.csv',
        head + row('a', full, ',1,4,3,0') + row('b', full, ',,,,1') + row('c', () => '0', ',0,0,1,0'),
      ),
    );
    expect(first).toMatchObject({ points: 100, bonusEarned: 7, bonus: 5, penalty: 6, final: 99, rank: 1 });
    // one A in three would be more than 30 %
    expect(first).toMatchObject({ grade: 'B', heldFrom: 'A' });
    expect(second).toMatchObject({ final: 100, vetoes: ['Z1'], grade: 'D', rank: null });
    expect(third).toMatchObject({ points: 0, final: -2, grade: 'D', rank: 2 });
  });

  test('an empty cell is a zero where the carrier owed the value, otherwise its weight is shared in the group', async () => {
    const leave = (id: string) => (id === 'K201' || id === 'K204' ? '' : '100000');
    const [only] = await gradedOn(file('gaps.csv', `id,${ids.join(',')}\n${row('a', leave)}`));
    expect(only?.gaps).toEqual({ K201: 'zero', K204: 'share' });
    expect(only?.contributions).toMatchObject({ K201: 0, K204: null, K203: 5.2631578947 });
  });

  test('without an incubation area the indicators of incubation do not apply', async () => {
    const [only] = await gradedOn(
      file('facts.csv', `id,${ids.join(',')},has_incubation\n${row('a', () => '100000', ',0')}`),
    );
    expect(Object.keys(only?.gaps ?? {})).toEqual(['K104', 'K305', 'K306', 'K406', 'K501', 'K603']);
    expect(only).toMatchObject({ points: 100, final: 100 });
  });

  test('half an occurrence is refused', async () => {
    const data = file('half.csv', `id,${ids.join(',')},X1\n${row('a', () => '1', ',0.5')}`);
    const { code, err } = await runOn(scheme, data);
    expect(code).toBe(1);
    expect(err).toContain('X1 of a is 0.5; it says how often it occurred');
  });
});

test('--steps writes the table of each step', async () => {
  const steps = join(dir, 'steps');
  const scheme = file('small.yaml', SMALL);
  const data = file('small.csv', SMALL_DATA);
  await runOn(scheme, data, '--steps', steps);
  expect(readdirSync(steps).toSorted()).toEqual([
    '1-columns.csv',
    '2-normalised.csv',
    '3-aggregated.csv',
    '4-ranks.csv',
  ]);
  expect(readFileSync(join(steps, '2-normalised.csv'), 'utf8')).toBe(
    'unit,a,b,harm\nnorth,50,0,50\n"south, old",40,,0\neast,,100,\n',
  );
});

test('--text prints the units by rank', async () => {
  const { out } = await runOn(join(EXAMPLE, 'hdi.yaml'), join(EXAMPLE, 'sample.csv'), '--text');
  expect(out.split('\n').slice(0, 3)).toEqual([
    '人类发展指数 / Human development index',
    '#  iso3       hdi    health  education  income',
    '1  CHE        0.962  0.984   0.920      0.983',
  ]);
});

describe('what cannot be computed is said with its place', () => {
  const line = (needle: string) => 1 + SMALL.split('\n').findIndex((text) => text.includes(needle));

  test.each([
    [
      'an unknown method',
      'method: min-max',
      'method: minmax',
      'normalise: { method: min-max',
      'must be: goalposts | as-is | min-max | bands | ratio-to',
    ],
    [
      'goalposts that are the same',
      'worst: 0, best: 20',
      'worst: 20, best: 20',
      '{ id: a',
      'worst and best must differ',
    ],
    [
      'a parameter that the method does not have',
      'best: 20 }',
      'best: 20, worts: 1 }',
      '{ id: a',
      'Unrecognized key: "worts"',
    ],
    ['a leaf without a method', ', normalise: { method: min-max }', '', '{ id: b', 'b needs normalise'],
    ['a node id twice', 'id: b,', 'id: a,', 'id: b,', 'the id a is there twice'],
    [
      'a formula over a node that is not there',
      'harm / 100)',
      'harms / 100)',
      'formula: good',
      'There is no "harms" here',
    ],
    [
      'a derivation that cannot be read',
      'money / people',
      'money / / people',
      'per head, formula',
      'cannot be read near',
    ],
    ['an entry that does not exist', 'missing:', 'mising:', 'mising', 'there is no such entry as mising'],
    ['no name', 'name: { zh: 小例, en: Small }\n', '', 'id: small', 'name is missing'],
  ])('in the scheme: %s', async (_what, was, is, near, reason) => {
    expect(SMALL).toContain(was);
    const scheme = file('broken.yaml', SMALL.replace(was, is));
    const { code, out, err } = await runOn(scheme, file('small.csv', SMALL_DATA));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(reason);
    expect(err).toContain('nothing was computed');
    const at = near === 'mising' ? line('missing:') : near === 'id: small' ? 1 : line(near);
    expect(err).toContain(`broken.yaml:${at}:`);
  });

  test.each([
    [
      'a missing column',
      ',harm\n',
      ',harms\n',
      'does not have the column "harm", which small needs; it has unit, money',
    ],
    ['a cell that is no number', 'north,10', 'north,ten', ':2 money is "ten", which is no number'],
    ['a unit twice', 'east,', 'north,', ':4 the unit north stands on line 2 already.'],
    ['a unit without a name', 'east,', ',', ':4 does not say which unit it is (unit).'],
    ['a line with a cell less', 'north,10,', 'north,', ':2 has 4 cells instead of 5.'],
    ['a column twice', 'money,people', 'money,money', ':1 the column "money" is there twice.'],
    ['a quote that is not closed', '"south, old"', '"south, old', ':3 the quote is not closed.'],
  ])('in the data: %s', async (_what, was, is, reason) => {
    const data = file('broken.csv', SMALL_DATA.replace(was, is));
    const { code, out, err } = await runOn(file('small.yaml', SMALL), data);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(reason);
  });

  test('an empty file', async () => {
    const { code, err } = await runOn(file('small.yaml', SMALL), file('empty.csv', ''));
    expect(code).toBe(1);
    expect(err).toContain('has no data: names of columns in the first line');
  });

  test.each([
    ['starts with(nuit, "n")', 'units.ranked_when, character 13: There is no "nuit" here.'],
    ['money + 1', 'units.ranked_when, character 1: A condition is needed, this is a number.'],
  ])('who is ranked: %s', async (condition, reason) => {
    const scheme = SMALL.replace('{ column: unit }', `{ column: unit, ranked_when: '${condition}' }`);
    const { code, err } = await runOn(file('ranked.yaml', scheme), file('small.csv', SMALL_DATA));
    expect(code).toBe(1);
    expect(err).toContain(reason);
  });

  test('a file that is not there, or no file at all, is wrong use', async () => {
    const gone = await run('evaluate', 'run', '--scheme', join(dir, 'none.yaml'), '--data', 'x.csv');
    expect([gone.code, gone.out]).toEqual([2, '']);
    expect(gone.err).toContain('none.yaml cannot be read (ENOENT); check its path.');
    const none = await run('evaluate', 'run', '--scheme', 'x.yaml');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('Usage: yuanheng evaluate run')]);
  });
});
