import type { Scheme, Table } from '@yuanheng/engine/evaluation';
import {
  BOOLEAN,
  Decimal,
  type Environment,
  FormulaError,
  type FormulaValue,
  TEXT,
  check,
  evaluate,
  namesIn,
  numberIn,
  parse,
} from '@yuanheng/engine/formula';
import type { Recipe } from '@yuanheng/park';
import { CsvMistake, type CsvRow, readCsv } from './csv.ts';
import { CheckFailed } from './output.ts';

interface Source {
  readonly file: string;
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly missing: ReadonlySet<string>;
}

/** The table of a data file that a scheme needs. @throws CheckFailed with the line and column of what does not fit */
export function tableOf(file: string, text: string, recipe: Recipe): Table {
  const source = readSource(file, text, recipe.missingWords);
  const units = unitsOf(source, recipe.unitColumn);
  const columns = Object.fromEntries([
    ...columnsOf(recipe.scheme).map((column) => {
      const also = recipe.alsoCalled.get(column);
      const name = also !== undefined && source.head.includes(also) ? also : column;
      return [column, numbersOf(source, name, recipe.scheme.id)] as const;
    }),
    ...optionalColumnsOf(recipe.scheme)
      .filter((column) => source.head.includes(column))
      .map((column) => [column, numbersOf(source, column, recipe.scheme.id)] as const),
  ]);
  return recipe.rankedWhen === null
    ? { units, columns }
    : { units, columns, ranked: rankedOf(source, recipe.rankedWhen) };
}

function readSource(file: string, text: string, missingWords: readonly string[]): Source {
  const [first, ...rows] = rowsOf(file, text);
  if (first === undefined || rows.length === 0)
    throw new CheckFailed(
      `${file} 里没有数据：第一行写列名，以下每行一个单位。`,
      `${file} has no data: names of columns in the first line, then one unit per line.`,
    );
  const head = first.cells;
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined)
    throw new CheckFailed(
      `${file}:1 列名 ${twice} 重复。`,
      `${file}:1 the column "${twice}" is there twice.`,
    );
  const ragged = rows.find(({ cells }) => cells.length !== head.length);
  if (ragged)
    throw new CheckFailed(
      `${file}:${ragged.line} 有 ${ragged.cells.length} 格，应为 ${head.length} 格。`,
      `${file}:${ragged.line} has ${ragged.cells.length} cells instead of ${head.length}.`,
    );
  return { file, head, rows, missing: new Set(['', ...missingWords]) };
}

function rowsOf(file: string, text: string): CsvRow[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (!(error instanceof CsvMistake)) throw error;
    throw new CheckFailed(`${file}:${error.line} 引号没有配对。`, `${file}:${error.line} ${error.message}.`);
  }
}

function placeOf({ file, head }: Source, column: string, neededBy: string): number {
  const at = head.indexOf(column);
  if (at >= 0) return at;
  throw new CheckFailed(
    `${file} 里没有 ${neededBy} 要用的列 ${column}；有的列：${head.join('、')}。`,
    `${file} does not have the column "${column}", which ${neededBy} needs; it has ${head.join(', ')}.`,
  );
}

function unitsOf(source: Source, column: string): string[] {
  const at = placeOf(source, column, 'units.column');
  const seen = new Map<string, number>();
  return source.rows.map(({ line, cells }) => {
    const id = cells[at] ?? '';
    const before = seen.get(id);
    if (id === '')
      throw new CheckFailed(
        `${source.file}:${line} 没有填 ${column}。`,
        `${source.file}:${line} does not say which unit it is (${column}).`,
      );
    if (before !== undefined)
      throw new CheckFailed(
        `${source.file}:${line} 单位 ${id} 在第 ${before} 行已有。`,
        `${source.file}:${line} the unit ${id} stands on line ${before} already.`,
      );
    seen.set(id, line);
    return id;
  });
}

/** The columns that must be in the data: those of leaves and formulas that no formula makes. */
function columnsOf({ nodes, derive }: Scheme): string[] {
  const made = new Set<string>();
  const needed = new Set<string>();
  for (const { column, formula } of derive) {
    for (const name of namesIn(parse(formula))) if (!made.has(name)) needed.add(name);
    made.add(column);
  }
  for (const node of nodes) if ('column' in node && !made.has(node.column)) needed.add(node.column);
  return [...needed];
}

/** Columns that may be left out: facts about units, which then hold, and bonus, penalties and vetoes, which did not occur. */
export function optionalColumnsOf({ nodes, grading }: Scheme): string[] {
  const facts = nodes.flatMap((node) =>
    'column' in node && node.appliesWhen !== undefined ? [node.appliesWhen] : [],
  );
  return [...new Set([...facts, ...occurrencesOf(grading)])];
}

export const occurrencesOf = (grading: Scheme['grading']): string[] =>
  grading ? [...grading.bonus, ...grading.penalties, ...grading.vetoes].map(({ id }) => id) : [];

function numbersOf(source: Source, column: string, scheme: string): (number | null)[] {
  const at = placeOf(source, column, scheme);
  return source.rows.map(({ line, cells }) => {
    const text = cells[at] ?? '';
    if (source.missing.has(text)) return null;
    const number = Decimal.parse(text)?.toNumber();
    if (number !== undefined && Number.isFinite(number)) return number;
    throw new CheckFailed(
      `${source.file}:${line} 的 ${column} 是“${text}”，不是数；没有数请留空，或在 missing.written_as 里写明。`,
      `${source.file}:${line} ${column} is "${text}", which is no number; leave it empty or list the word under missing.written_as.`,
    );
  });
}

function rankedOf(source: Source, condition: string): boolean[] {
  const types = Object.fromEntries(
    source.head.map((name, at) => [name, isNumeric(source, at) ? NUMBER : TEXT]),
  );
  const ast = typedCondition(condition, types);
  return source.rows.map(({ cells }) => {
    const inputs = Object.fromEntries(
      source.head.map((name, at) => [name, cellValue(cells[at] ?? '', types[name] === NUMBER, source)]),
    );
    return evaluate(ast, inputs) === true;
  });
}

const NUMBER = numberIn('');

const isNumeric = ({ rows, missing }: Source, at: number): boolean =>
  rows.every(({ cells }) => missing.has(cells[at] ?? '') || Decimal.parse(cells[at] ?? '') !== undefined);

function cellValue(text: string, numeric: boolean, { missing }: Source): FormulaValue {
  if (missing.has(text)) return null;
  return numeric ? (Decimal.parse(text) ?? null) : text;
}

function typedCondition(condition: string, types: Environment) {
  try {
    const ast = parse(condition);
    const { kind } = check(ast, types);
    if (kind === BOOLEAN.kind) return ast;
    throw new FormulaError(
      'TYPE',
      { from: 0, to: condition.length },
      `A condition is needed, this is a ${kind}.`,
    );
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new CheckFailed(
      `units.ranked_when 第 ${error.at.from + 1} 字起不能用，须是关于数据列的判断。`,
      `units.ranked_when, character ${error.at.from + 1}: ${error.message}`,
    );
  }
}
