import { readFileSync } from 'node:fs';
import { type FormulaType, TEXT, check, namesIn, numberIn, parse } from '@yuanheng/engine/formula';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putuo } from '../demo/small-zone.ts';
import { connect } from '../kernel/db/prepare.ts';
import { FAULTS } from './testing/faulty-sql.ts';
import { drawFormula } from './testing/random-formulas.ts';
import { COLUMNS, drawFigure, drawRow, randomFrom } from './testing/random-rows.ts';
import { type Formula, type Row, compareBackEnds, layRows } from './testing/two-back-ends.ts';

const SEEDS = [20261123, 7, 11, 13];
const FORMULAS_PER_SEED = 5_100;
const ROWS = 6;
/** Two processors may be shared with much else. */
const PATIENCE = { timeout: 300_000 };

let client: pg.Client;
beforeAll(async () => {
  client = await connect(process.env.YUANHENG_TEST_CLUSTER ?? '');
  await client.query('set jit = off');
});
afterAll(async () => {
  await client.end();
});

interface Drawn {
  readonly types: Readonly<Record<string, FormulaType>>;
  readonly rows: readonly Row[];
  readonly formulas: readonly Formula[];
}

/** Formulas and rows of a seed, the rows laid into the database; every formula may be saved. */
async function draw(
  seed: number,
  count: number,
  drawnConstructs = new Map<string, number>(),
): Promise<Drawn> {
  const random = randomFrom(seed);
  const rows = Array.from({ length: ROWS }, () => drawRow(random));
  const formulas = Array.from({ length: count }, () => {
    const source = drawFormula(random, drawnConstructs);
    const ast = parse(source);
    check(ast, COLUMNS);
    return { source, ast };
  });
  await layRows(client, COLUMNS, rows);
  return { types: COLUMNS, rows, formulas };
}

describe('trace and SQL agree on generated formulas', () => {
  const constructs = new Map<string, number>();
  const sum = { formulas: 0, answers: 0, told: 0 };

  test.each(SEEDS)('of seed %i, digit for digit', PATIENCE, async (seed) => {
    const drawn = await draw(seed, FORMULAS_PER_SEED, constructs);
    const { differences, answers, told } = await compareBackEnds(client, drawn);
    expect(differences.slice(0, 20)).toEqual([]);
    sum.formulas += drawn.formulas.length;
    sum.answers += answers;
    sum.told += told;
  });

  test('that are many, hold every construct, and are worth something in more than a third of the rows', () => {
    const [share, counted] = [sum.told / sum.answers, [...constructs].sort()];
    console.log(`${sum.formulas} formulas, ${sum.answers} answers, ${(100 * share).toFixed(1)} % not null`);
    console.log(`drawn: ${counted.map(([name, n]) => `${name} ${n}`).join('; ')}`);
    expect(sum.formulas).toBeGreaterThanOrEqual(20_000);
    expect(share).toBeGreaterThan(1 / 3);
    expect(counted.filter(([, n]) => n < 20)).toEqual([]);
  });

  test.each(Object.entries(FAULTS))('and find %s', PATIENCE, async (_name, fault) => {
    const { differences } = await compareBackEnds(client, await draw(20261123, 1_500), fault);
    expect(differences.length).toBeGreaterThan(0);
  });
});

describe('trace and SQL agree on the checking rules', () => {
  const { rules, record } = JSON.parse(
    readFileSync(new URL('../../../engine/src/formula/checking-rules.json', import.meta.url), 'utf8'),
  ) as {
    readonly rules: Readonly<Record<string, string>>;
    readonly record: Readonly<Record<string, string>>;
  };
  const types = Object.fromEntries(
    Object.entries(record).map(([name, text]) => [name, /^-?\d/.test(text) ? numberIn('') : TEXT]),
  );
  const formulas = Object.values(rules).map((source) => ({ source, ast: parse(source) }));

  test('with each field missing, zero, negative and much too large in turn', PATIENCE, async () => {
    const changes = (text: string) =>
      /^-?\d/.test(text) ? ['0', `-${text}`, `${text.replace('.', '')}000.5`] : ['否'];
    const rows = Object.entries(record).flatMap(([name, text]) =>
      [null, ...changes(text)].map((value): Row => ({ ...record, [name]: value })),
    );
    await layRows(client, types, rows);
    const { differences, answers, told } = await compareBackEnds(client, { types, rows, formulas });
    console.log(`${formulas.length} rules, ${answers} answers, ${told} not null`);
    expect(differences.slice(0, 20)).toEqual([]);
    expect(told).toBeLessThan(answers);
  });
});

test('trace and SQL agree on every rule and indicator of the park', PATIENCE, async () => {
  const { forms, indicators } = putuo();
  const sources = new Set([
    ...forms.flatMap(({ rules }) => rules.map(({ expression }) => expression)),
    ...indicators.map(({ formula }) => formula),
  ]);
  const formulas = [...sources].map((source) => ({ source, ast: parse(source) }));
  const names = [...new Set(formulas.flatMap(({ ast }) => namesIn(ast)))];
  const types = Object.fromEntries(names.map((name) => [name, numberIn('')]));
  const random = randomFrom(20261123);
  const drawn = Array.from({ length: 40 }, () =>
    Object.fromEntries(names.map((name) => [name, random(5) === 0 ? null : drawFigure(random)])),
  );
  await layRows(client, types, drawn);
  const { differences, answers, told } = await compareBackEnds(client, { types, rows: drawn, formulas });
  console.log(`${formulas.length} rules and indicators of the park, ${answers} answers, ${told} not null`);
  expect(formulas.length).toBeGreaterThan(40);
  expect(differences.slice(0, 20)).toEqual([]);
});
