import { expect, test } from 'vitest';
import { type FormulaValue, decimal, evaluate, parse } from './index.ts';

/** The four expressions on which the known JavaScript engines answer wrongly. */
const value = (source: string, inputs: Record<string, FormulaValue> = {}) => evaluate(parse(source), inputs);

test('absent compared with absent cannot be told; it is not true', () => {
  expect(value('甲 = 乙')).toBeNull();
  expect(value('甲 = null')).toBe(true);
});

test('0.1 + 0.2 is 0.3', () => {
  expect(value('0.1 + 0.2 = 0.3')).toBe(true);
});

test('a cent added to a hundred billion is not lost', () => {
  expect(value('a + 0.01', { a: decimal('123456789012.34') })?.toString()).toBe('123456789012.35');
});

test('an absent condition leads to neither branch', () => {
  expect(value('if 研发人员 > 0 then 1 else 2')).toBeNull();
});
