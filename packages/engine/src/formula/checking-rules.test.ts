import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type FormulaType,
  type FormulaValue,
  TEXT,
  check,
  compileSql,
  decimal,
  evaluate,
  namesIn,
  numberIn,
  parse,
} from './index.ts';

/** The checking rules of the park's forms, and a clean record on which all of them hold; both back ends read them. */
const { rules, record } = JSON.parse(
  readFileSync(new URL('checking-rules.json', import.meta.url), 'utf8'),
) as { readonly rules: Readonly<Record<string, string>>; readonly record: Readonly<Record<string, string>> };

const isText = (text: string) => !/^-?\d/.test(text);
const inputs: Record<string, FormulaValue> = Object.fromEntries(
  Object.entries(record).map(([name, text]) => [name, isText(text) ? text : decimal(text)]),
);
const types: Record<string, FormulaType> = Object.fromEntries(
  Object.entries(record).map(([name, text]) => [name, isText(text) ? TEXT : numberIn('')]),
);

test('there are 78 rules', () => {
  expect(Object.keys(rules)).toHaveLength(78);
});

describe.each(Object.entries(rules))('rule %s: %s', (_id, source) => {
  test('is a condition, and holds on the clean record', () => {
    expect(check(parse(source), types)).toEqual({ kind: 'boolean' });
    expect(evaluate(parse(source), inputs)).toBe(true);
  });

  test('has an SQL form with the same names and its literals beside it', () => {
    const ast = parse(source);
    const columns = Object.fromEntries(
      namesIn(ast).map((name, i) => [name, { sql: `c${i}`, type: types[name] ?? TEXT }]),
    );
    const parameters: string[] = [];
    const { sql, type } = compileSql(ast, columns, parameters);
    expect(type.kind).toBe('boolean');
    expect(new Set(sql.match(/\bc\d+\b/g))).toEqual(new Set(namesIn(ast).map((_name, i) => `c${i}`)));
    expect(new Set(sql.match(/\$\d+/g))).toEqual(new Set(parameters.map((_value, i) => `$${i + 1}`)));
  });

  test('with a field missing it is true only when the answer does not depend on that field', () => {
    const ast = parse(source);
    for (const name of namesIn(ast)) {
      const { [name]: _gone, ...rest } = inputs;
      if (evaluate(ast, rest) !== true) continue;
      // the other half of an `or` decides: it must stay true whatever the missing value would have been
      for (const guess of ['-1000000000', '0', '1', '1000000000']) {
        const filled = isText(record[name] ?? '') ? guess : decimal(guess);
        expect([name, guess, evaluate(ast, { ...rest, [name]: filled })]).toEqual([name, guess, true]);
      }
    }
  });
});
