import { existsSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Duration, subset } from '@yuanheng/engine/formula';
import { describe, expect, test } from 'vitest';
import { feelPage } from './feel-page.ts';
import { type CaseResult, type Typed, evaluateCase, readCases } from './formula-cases.ts';
import { run } from './testing.ts';

const decimal = (value: string): Typed => ({ type: 'decimal', value });

describe('formula eval of one expression', () => {
  test('prints the value; digits beyond a double are kept', async () => {
    expect(await run('formula', 'eval', 'a + 0.01', '--context', '{"a": 12345678901234567890.12}')).toEqual({
      code: 0,
      out: '12345678901234567890.13\n',
      err: '',
    });
  });

  test('what is missing cannot be told', async () => {
    const { out } = await run(
      'formula',
      'eval',
      '研发费用 / 营业收入',
      '--context',
      '{"研发费用": 3, "营业收入": null}',
    );
    expect(out).toBe('无法判定 / cannot tell\n');
  });

  test('--trace prints what every part was worth', async () => {
    const { out } = await run(
      'formula',
      'eval',
      '甲 / 乙 >= 0.05',
      '--context',
      '{"甲": 1, "乙": 8}',
      '--trace',
    );
    expect(out).toBe('甲 / 乙 >= 0.05 → true\n  甲 / 乙 → 0.125\n    甲 → 1\n    乙 → 8\n  0.05 → 0.05\n');
  });

  test('--json prints one document with typed values', async () => {
    const { out } = await run('formula', 'eval', '[甲, 1.50]', '--context', '{"甲": 0.1}', '--json');
    expect(JSON.parse(out)).toEqual({ value: { list: [decimal('0.1'), decimal('1.5')] } });
  });

  test('an unknown name is refused with its place under the expression', async () => {
    const { code, out, err } = await run(
      'formula',
      'eval',
      '研发费用 / 营收',
      '--context',
      '{"研发费用": 1}',
    );
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([
      '研发费用 / 营收',
      '           ^^^^',
      '第 8 字“营收”：没有这个名称，检查拼写或在 --context 里给出。',
      'Character 8: There is no "营收" here.',
    ]);
  });

  test('--json says code and place of an error', async () => {
    const { code, out } = await run('formula', 'eval', '1 + "a"', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'TYPE', at: { from: 4, to: 7 } } });
  });

  test.each([
    [['1', '+', '1'], 'Put the expression between quotes; there is more behind it: + 1'],
    [['a', '--context', '{"a": '], '--context cannot be read at character'],
    [['a', '--context', '[1]'], '--context cannot be read at character 1'],
    [['a', '--context', '{"a": {"b": 1}}'], '"a" of --context must be a number'],
    [['a', '--backend', 'duckdb'], 'There is no back end duckdb; there are trace, sql, both.'],
    [['a', '--backend', 'sql', '--trace'], 'The SQL back end keeps no steps'],
  ])('%j is wrong use', async (args, reason) => {
    const { code, err } = await run('formula', 'eval', ...args);
    expect(code).toBe(2);
    expect(err).toContain(reason);
  });
});

describe('formula eval of cases', () => {
  const one = (expression: string, inputs: Record<string, Typed> = {}, typeRef: string | null = null) =>
    evaluateCase({ id: 'x', expression, inputs, typeRef });

  test('gives typed values back', async () => {
    expect(await one('Full Name + "!"', { 'Full Name': { type: 'string', value: 'Ann' } })).toEqual({
      id: 'x',
      value: { type: 'string', value: 'Ann!' },
    });
    expect(await one('date("2026-10-22")')).toEqual({
      id: 'x',
      value: { type: 'date', value: '2026-10-22' },
    });
    expect(await one('@"2021-03-01" - @"2021-01-01"')).toEqual({
      id: 'x',
      value: { type: 'duration', value: 'P59D' },
    });
    expect(await one('甲 = 乙')).toEqual({ id: 'x', value: { null: true } });
    expect(await one('[1 / 3]', {}, 'number')).toEqual({ id: 'x', value: decimal('0.33333333333333333333') });
  });

  test.each([
    ['time("10:00:00@Asia/Shanghai")', 'UNSUPPORTED', 5],
    ['1 + now()', 'UNSUPPORTED', 4],
    ['{a: 1}', 'UNSUPPORTED', 0],
    ['1 instance of list<Any>', 'UNSUPPORTED', 0],
    ['1 +* 2', 'SYNTAX', 3],
  ])('%s is refused with %s at its place', async (expression, code, from) => {
    expect(await one(expression)).toMatchObject({ error: { code, at: { from } } });
  });

  test('an input that is no value of the subset is refused by name', async () => {
    expect(await one('loan', { loan: { context: {} } })).toMatchObject({
      error: { code: 'UNSUPPORTED', at: { from: 0, to: 4 } },
    });
  });

  test('input in another form is refused with its place', () => {
    const cases = [{ id: 'x', expression: 'a', inputs: { a: { type: 'decimal', value: 12 } } }];
    expect(() => readCases({ cases })).toThrow('cases.0.inputs.a must have the form');
    expect(() => readCases([])).toThrow('{"cases":[…]}');
  });
});

/** The public conformance cases of DMN; they lie beside a clone, not in it. CONTRIBUTING says where they come from. */
const FILE =
  env.YUANHENG_TCK ??
  fileURLToPath(new URL('../../../../shared/data/dmn-tck/feel-cases.json', import.meta.url));
const FEWEST_PASSED = 1_600;
const FEWEST_DECIMALS = 8;

/** Where we answer otherwise than the public cases, and why. Matched against "id expression". */
const DEVIATIONS = (
  JSON.parse(readFileSync(new URL('../../../docs/feel-deviations.json', import.meta.url), 'utf8')) as {
    readonly matches: string;
    readonly reason: string;
  }[]
).map(({ matches, reason }) => ({ matches: new RegExp(matches), reason }));

interface PublicCase {
  readonly id: string;
  readonly expression: string;
  readonly expected: Typed;
}

/** What became of a case; null when nothing accounts for it. */
function fate(
  { id, expression, expected }: PublicCase,
  result: CaseResult,
): 'passed' | 'refused' | 'deviating' | null {
  if ('value' in result && sameValue(result.value, expected)) return 'passed';
  // refused by name: the sentence says what is outside the subset
  if ('error' in result && result.error.code === 'UNSUPPORTED')
    return /\S is .*outside the subset/.test(result.error.message) ? 'refused' : null;
  return DEVIATIONS.some(({ matches }) => matches.test(`${id} ${expression}`)) ? 'deviating' : null;
}

function sameValue(got: Typed, expected: Typed): boolean {
  if ('type' in got && 'type' in expected && got.type === 'decimal' && expected.type === 'decimal')
    return Math.abs(Number(got.value) - Number(expected.value)) <= 10 ** -FEWEST_DECIMALS;
  if ('type' in got && 'type' in expected && got.type === 'duration' && expected.type === 'duration')
    return got.value === Duration.parse(expected.value)?.toString();
  if ('list' in got && 'list' in expected)
    return (
      got.list.length === expected.list.length &&
      got.list.every((item, i) => sameValue(item, expected.list[i] ?? { null: true }))
    );
  return JSON.stringify(got) === JSON.stringify(expected);
}

test.skipIf(!existsSync(FILE))('the public conformance cases go through the command', async () => {
  const all = JSON.parse(readFileSync(FILE, 'utf8')) as readonly PublicCase[];
  const results = await Promise.all(readCases({ cases: all }).map((one) => evaluateCase(one)));
  expect(results.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const fates = all.map((one, i) => {
    const result = results[i];
    return result === undefined ? null : fate(one, result);
  });
  const count = (which: string) => fates.filter((one) => one === which).length;
  const [passed, refused, named] = [count('passed'), count('refused'), count('deviating')] as const;
  console.log(
    `formula eval: ${all.length} cases, ${passed} passed, ${refused} refused by name, ${named} named deviations`,
  );
  expect(
    all.flatMap(({ id, expression }, i) => (fates[i] === null ? [[id, expression, results[i]]] : [])),
  ).toEqual([]);
  expect(passed + refused + named).toBe(all.length);
  expect(passed).toBeGreaterThanOrEqual(FEWEST_PASSED);
});

describe('formula subset', () => {
  test('prints constructs and functions per back end', async () => {
    const { out } = await run('formula', 'subset', '--json');
    expect(JSON.parse(out)).toEqual(subset());
    const text = (await run('formula', 'subset')).out;
    for (const { name } of subset().functions) expect(text).toContain(`${name}(`);
  });

  test('docs/feel.md is what the subset says; otherwise run: npx yuanheng formula subset --write docs/feel.md', () => {
    const page = readFileSync(new URL('../../../docs/feel.md', import.meta.url), 'utf8');
    expect(page).toBe(feelPage(subset()));
  });

  test('every example of docs/feel.md can be read', async () => {
    for (const { example } of subset().constructs)
      expect(
        await evaluateCase({ id: example, expression: example, inputs: {}, typeRef: null }),
      ).toHaveProperty('value');
  });
});
