import { existsSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  Decimal,
  Duration,
  FormulaError,
  Moment,
  momentFromText,
  timeFromText,
  type FormulaValue,
  evaluate,
  isDay,
  isList,
  parse,
} from './index.ts';
import { TYPE_NAMES } from './functions/texts.ts';
import { FUNCTIONS } from './functions/registry.ts';
import { subset } from './subset.ts';

/** The public conformance cases of DMN; they lie beside a clone, not in it. CONTRIBUTING says where they come from. */
const FILE =
  env.YUANHENG_TCK ??
  fileURLToPath(new URL('../../../../../shared/data/dmn-tck/feel-cases.json', import.meta.url));
const FEWEST_PASSED = 1_600;

/** Where we answer otherwise than the public cases, and why. Matched against "id expression". */
const DEVIATIONS = (
  JSON.parse(readFileSync(new URL('../../../../docs/feel-deviations.json', import.meta.url), 'utf8')) as {
    readonly matches: string;
    readonly reason: string;
  }[]
).map(({ matches, reason }) => ({ matches: new RegExp(matches), reason }));

interface Case {
  readonly id: string;
  readonly expression: string;
  readonly typeRef?: string | null;
  readonly inputs: Readonly<Record<string, Typed>>;
  readonly expected: Typed;
  readonly errorResult?: boolean;
}
type Typed =
  | { readonly null: true }
  | { readonly type: string; readonly value: string }
  | { readonly list: readonly Typed[] }
  | { readonly context: unknown };

class OutsideSubset extends Error {}

function valueOf(typed: Typed): FormulaValue {
  if ('list' in typed) return typed.list.map(valueOf);
  if (!('type' in typed)) {
    if ('context' in typed) throw new OutsideSubset('context');
    return null;
  }
  const { type, value } = typed;
  if (type === 'string') return value;
  if (type === 'boolean') return String(value) === 'true';
  if (/decimal|number|double|integer/.test(type)) return Decimal.parse(String(value)) ?? null;
  if (type === 'date') return { day: value };
  if (type === 'dateTime') return momentFromText(value);
  if (type === 'time') return timeFromText(value);
  if (type === 'duration') return Duration.parse(value) ?? null;
  throw new OutsideSubset(type);
}

const TOLERANCE = Decimal.parse('0.00000001') as Decimal;

function same(got: FormulaValue, expected: FormulaValue): boolean {
  if (got instanceof Decimal && expected instanceof Decimal)
    return got.minus(expected).abs().compare(TOLERANCE) <= 0;
  if (got !== null && expected !== null && isList(got) && isList(expected)) {
    return got.length === expected.length && got.every((item, i) => same(item, expected[i] ?? null));
  }
  if (got !== null && expected !== null && isDay(got) && isDay(expected)) return got.day === expected.day;
  if (got instanceof Moment && expected instanceof Moment) return String(got) === String(expected);
  if (got instanceof Duration && expected instanceof Duration) return String(got) === String(expected);
  return got === expected;
}

/** Constructs outside the subset that only show when the expression is read further. */
function refuseOutside(source: string): void {
  const ast = JSON.stringify(parse(source));
  for (const [, name] of ast.matchAll(/"kind":"call","name":"([^"]+)"/g))
    if (name && !FUNCTIONS.has(name)) throw new OutsideSubset(`function ${name}`);
  for (const [, type] of ast.matchAll(/"kind":"instance".*?"type":"([^"]+)"/g))
    if (type && !TYPE_NAMES.has(type)) throw new OutsideSubset(`type ${type}`);
}

const COERCED: Readonly<Record<string, (value: FormulaValue) => boolean>> = {
  number: (value) => value instanceof Decimal,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
};

/** What the decision's type makes of a value: a list of one is its item, another type is null. */
function coerce(value: FormulaValue, typeRef: string | null | undefined): FormulaValue {
  const fits = COERCED[typeRef ?? ''];
  if (!fits || fits(value)) return value;
  const [only] = value !== null && isList(value) && value.length === 1 ? value : [null];
  return only !== null && only !== undefined && fits(only) ? only : null;
}

function outcome({
  expression,
  inputs,
  expected,
  typeRef,
}: Case): 'passed' | `refused: ${string}` | `got ${string}` {
  try {
    refuseOutside(expression);
    const values = Object.fromEntries(Object.entries(inputs).map(([name, typed]) => [name, valueOf(typed)]));
    const got = coerce(evaluate(parse(expression), values), typeRef);
    return same(got, valueOf(expected)) ? 'passed' : `got ${JSON.stringify(got)}`;
  } catch (error) {
    if (error instanceof OutsideSubset) return `refused: ${error.message}`;
    if (error instanceof FormulaError && error.code === 'UNSUPPORTED')
      return `refused: ${/\(([^()]*)\) is outside/.exec(error.message)?.[1] ?? error.message}`;
    // a code alone names nothing
    if (error instanceof FormulaError) return `got ${error.code}`;
    throw error;
  }
}

const PRINTED = subset();
const PRINTED_FUNCTIONS = new Set(PRINTED.functions.map(({ name }) => name));
const PRINTED_TYPES = (PRINTED.constructs.find(({ name }) => name.startsWith('instance of'))?.name ?? '')
  .replace('instance of', '')
  .split(',')
  .map((type) => type.trim());

/** What a case uses that the printed subset does not have, read from its text and not by our parser. */
function outsideThePrinted({ expression, inputs }: Case): string[] {
  const code = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) =>
    /^"(?:\d{4}-\d\d-\d\d|-?PT?\d.*)"$/.test(text) ? '"D"' : '""',
  );
  const called = [...code.matchAll(/([A-Za-z_"][\w "]*?)\s*\(/g)].flatMap(([, words = '']) => {
    const name = words.replace(/^.*\b(?:if|then|else|and|or|return|satisfies|in|between|of)\s+/, '').trim();
    return /^(|if|then|else|and|or|return|satisfies|in|between|not)$/.test(name) ? [] : [name];
  });
  const types = [...code.matchAll(/instance of\s+([^)]+)/g)].map(([, type = '']) => type.trim());
  return [
    ...called.filter((name) => !PRINTED_FUNCTIONS.has(name)).map((name) => `function ${name}`),
    ...types.filter((type) => !PRINTED_TYPES.includes(type)).map((type) => `instance of ${type}`),
    ...(/\{/.test(code) ? ['context'] : []),
    ...(/\d@[A-Za-z]/.test(expression) ? ['a time zone by name'] : []),
    ...(RANGE_AS_VALUE.test(code) ? ['a range as a value'] : []),
    ...(/\bfor\b[^.]*\bin\s*\[[^\]]*\.\./.test(code) ? ['a loop over an interval in brackets'] : []),
    ...(/\bin\s*\[\s*\[[^\]]*\.\./.test(code) ? ['a list of intervals'] : []),
    ...(/"context":/.test(JSON.stringify(inputs)) ? ['input'] : []),
  ];
}
/** An interval or a comparison in brackets that does not stand behind `in`. */
const RANGE_AS_VALUE = /(?<!\bin\s*\(?)(?:[[(\]][^[\](),]*\.\.[^[\](),]*[[\])]|\(\s*(?:[<>]=?|!?=)[^()]*\))/;

describe('the public conformance cases of FEEL', () => {
  test.skipIf(!existsSync(FILE))('are passed, refused by name, or deviate for a named reason', () => {
    const cases = JSON.parse(readFileSync(FILE, 'utf8')) as Case[];
    const results = cases.map((one) => [one, outcome(one)] as const);
    const passed = results.filter(([, result]) => result === 'passed').length;
    const refused = results.filter(([, result]) => /^refused: \S/.test(result)).length;
    const deviating = results.filter(([, result]) => result.startsWith('got'));
    const reasonOf = ({ id, expression }: Case) =>
      DEVIATIONS.find(({ matches }) => matches.test(`${id} ${expression}`))?.reason;
    const unnamed = deviating.filter(([one]) => reasonOf(one) === undefined);
    const named = deviating.length - unnamed.length;
    console.log(
      `FEEL conformance: ${cases.length} cases, ${passed} passed, ${refused} refused by name, ${named} named deviations`,
    );
    expect(
      unnamed.map(([one, result]) => [one.id, one.expression, JSON.stringify(one.expected), result]),
    ).toEqual([]);
    expect(passed + refused + named).toBe(cases.length);
    expect(passed).toBeGreaterThanOrEqual(FEWEST_PASSED);
    // a reason that no case needs any more is taken off the list
    const needed = new Set(deviating.map(([one]) => reasonOf(one)));
    expect(DEVIATIONS.map(({ reason }) => reason).filter((reason) => !needed.has(reason))).toEqual([]);
  });

  test.skipIf(!existsSync(FILE))('are not refused when the printed subset has all that they use', () => {
    const cases = JSON.parse(readFileSync(FILE, 'utf8')) as Case[];
    const refused = cases
      .map((one) => [one, outcome(one)] as const)
      .filter(([, r]) => r.startsWith('refused'));
    expect(refused.length).toBeGreaterThan(0);
    expect(
      refused
        .filter(([one]) => outsideThePrinted(one).length === 0)
        .map(([{ id, expression, inputs }, result]) => [id, expression, JSON.stringify(inputs), result]),
    ).toEqual([]);
  });
});
