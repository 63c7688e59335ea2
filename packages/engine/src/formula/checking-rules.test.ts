import { describe, expect, test } from 'vitest';
import { CHECKING_RULES, CLEAN_RECORD } from './checking-rules.fixture.ts';
import {
  type FormulaType,
  type FormulaValue,
  TEXT,
  check,
  decimal,
  evaluate,
  namesIn,
  numberIn,
  parse,
} from './index.ts';

const isText = (text: string) => !/^-?\d/.test(text);
const inputs: Record<string, FormulaValue> = Object.fromEntries(
  Object.entries(CLEAN_RECORD).map(([name, text]) => [name, isText(text) ? text : decimal(text)]),
);
const types: Record<string, FormulaType> = Object.fromEntries(
  Object.entries(CLEAN_RECORD).map(([name, text]) => [name, isText(text) ? TEXT : numberIn('')]),
);

test('there are 78 rules', () => {
  expect(CHECKING_RULES).toHaveLength(78);
});

describe.each(CHECKING_RULES)('rule %s: %s', (_id, source) => {
  test('is a condition, and holds on the clean record', () => {
    expect(check(parse(source), types)).toEqual({ kind: 'boolean' });
    expect(evaluate(parse(source), inputs)).toBe(true);
  });

  test('with a field missing it is true only when the answer does not depend on that field', () => {
    const ast = parse(source);
    for (const name of namesIn(ast)) {
      const { [name]: _gone, ...rest } = inputs;
      if (evaluate(ast, rest) !== true) continue;
      // the other half of an `or` decides: it must stay true whatever the missing value would have been
      for (const guess of ['-1000000000', '0', '1', '1000000000']) {
        const filled = isText(CLEAN_RECORD[name] ?? '') ? guess : decimal(guess);
        expect([name, guess, evaluate(ast, { ...rest, [name]: filled })]).toEqual([name, guess, true]);
      }
    }
  });
});
