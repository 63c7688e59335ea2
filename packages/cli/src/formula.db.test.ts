import { existsSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { subset } from '@yuanheng/engine/formula';
import { withFormulasInSql } from '@yuanheng/server';
import { describe, expect, test } from 'vitest';
import { type Typed, byTrace, evaluateCase, readCases } from './formula-cases.ts';
import { run } from './testing.ts';

/** The public conformance cases of DMN; they lie beside a clone, not in it. */
const FILE =
  env.YUANHENG_TCK ??
  fileURLToPath(new URL('../../../../shared/data/dmn-tck/feel-cases.json', import.meta.url));
const PATIENCE = { timeout: 300_000 };

describe('formula eval with the SQL back end', () => {
  test('answers from a database of its own', PATIENCE, async () => {
    const context = '{"研发费用": 2, "营业收入": 3}';
    expect(
      await run('formula', 'eval', '研发费用 / 营业收入', '--context', context, '--backend', 'sql'),
    ).toEqual({ code: 0, out: '0.66666666666666666667\n', err: '' });
  });

  test('refuses what has no SQL form with its place', PATIENCE, async () => {
    const { code, err } = await run('formula', 'eval', '1 + 2 ** 0.5', '--backend', 'both');
    expect(code).toBe(1);
    expect(err).toContain('1 + 2 ** 0.5\n    ^^^^^^^^\n');
    expect(err).toContain('has no SQL form');
  });

  test('back ends that disagree are a failure that says what each answered', async () => {
    const wrong = () => Promise.resolve(false);
    const [one] = readCases({ cases: [{ id: 'x', expression: '1 < 2' }] });
    if (!one) throw new RangeError('There is no case.');
    expect(await evaluateCase(one, { trace: byTrace, sql: wrong })).toMatchObject({
      error: { code: 'DISAGREEMENT', at: { from: 0, to: 5 } },
    });
  });

  test('answers every construct of the subset that is said to have an SQL form', PATIENCE, async () => {
    await withFormulasInSql(async (sql) => {
      for (const { example, backends } of subset().constructs) {
        const [one] = readCases({ cases: [{ id: example, expression: example }] });
        const result = one && (await evaluateCase(one, { trace: byTrace, sql }));
        expect(result).toHaveProperty(backends.includes('sql') ? 'value' : 'error');
      }
    });
  });

  test.skipIf(!existsSync(FILE))(
    'agrees on the public conformance cases that have an SQL form',
    PATIENCE,
    async () => {
      const all = JSON.parse(readFileSync(FILE, 'utf8')) as readonly { readonly expected: Typed }[];
      const results = await withFormulasInSql(async (sql) => {
        const found = [];
        for (const one of readCases({ cases: all })) {
          const [trace, both] = [await evaluateCase(one), await evaluateCase(one, { trace: byTrace, sql })];
          found.push({ ...one, trace, both });
        }
        return found;
      });
      const answered = results.filter(({ both }) => 'value' in both);
      const told = answered.filter(({ both }) => 'value' in both && !('null' in both.value));
      const refused = results.filter(({ trace, both }) => 'value' in trace && 'error' in both);
      console.log(
        `formula eval --backend both: ${answered.length} answered alike (${told.length} not null), ${refused.length} without SQL form`,
      );
      expect(
        refused.flatMap(({ id, expression, both }) =>
          'error' in both && both.error.code !== 'UNSUPPORTED' ? [[id, expression, both.error]] : [],
        ),
      ).toEqual([]);
      expect(told.length).toBeGreaterThan(300);
    },
  );
});
