import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  AGGREGATE,
  type EvaluationResult,
  type Gap,
  NORMALISE,
  type Node,
  type Scheme,
  type Table,
  evaluateScheme,
  isGroup,
  shownScore,
  withDerived,
} from '@yuanheng/engine/evaluation';
import { type Recipe, readRecipe } from '@yuanheng/park';
import { csvOf } from './csv.ts';
import { gradesOf } from './evaluation-grades.ts';
import { tableOf } from './evaluation-table.ts';
import { readText } from './input.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

const USAGE = 'Usage: yuanheng evaluate run --scheme S.yaml --data D.csv [--steps DIR] [--text]';

/** `yuanheng evaluate run`: a scheme computed on a table of units × indicators, one JSON document on stdout. */
export async function evaluateRunCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scheme: { type: 'string' },
      data: { type: 'string' },
      steps: { type: 'string' },
      text: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { scheme: schemeFile, data: dataFile, steps, text } = values;
  if (schemeFile === undefined || dataFile === undefined) throw new UsageError(USAGE);
  const recipe = recipeIn(schemeFile);
  const table = tableOf(dataFile, readText(dataFile), recipe);
  const result = computed(recipe.scheme, table, dataFile);
  if (steps !== undefined) writeSteps(steps, recipe.scheme, { table, result });
  print({ json: !text }, documentOf(recipe, table, result), textOf(recipe, result));
  return EXIT.done;
}

function recipeIn(file: string): Recipe {
  const { recipe, mistakes } = readRecipe(file, readText(file), librariesBeside(file));
  if (recipe) return recipe;
  const lines = mistakes.map((m) => `${m.file}:${m.line}:${m.column} ${m.code} ${m.reason} → ${m.fix}`);
  throw new CheckFailed(
    lines.join('\n'),
    `${mistakes.length} 处错误，未计算。 / ${mistakes.length} mistakes, nothing was computed.`,
  );
}

/** Libraries of indicators in the folder of a scheme, by the path that the scheme's own begins with. */
function librariesBeside(file: string): ReadonlyMap<string, string> {
  const folder = file.slice(0, file.length - basename(file).length);
  return new Map(
    readdirSync(dirname(file))
      .filter((name) => name.endsWith('.library.yaml'))
      .map((name) => [`${folder}${name}`, readText(join(dirname(file), name))]),
  );
}

function computed(scheme: Scheme, table: Table, dataFile: string): EvaluationResult {
  try {
    return evaluateScheme(scheme, table);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CheckFailed(`${dataFile} 与方案不合，未计算。`, `${dataFile}: ${error.message}`);
  }
}

type ByNode = Readonly<Record<string, number | null>>;

function documentOf(
  { name, scheme }: Recipe,
  table: Table,
  { units, nodes, missingShare }: EvaluationResult,
) {
  const byNode = (of: (node: EvaluationResult['nodes'][number]) => number | null | undefined): ByNode =>
    Object.fromEntries(nodes.map((node) => [node.id, of(node) ?? null]));
  const whole = nodes[0];
  const grades = gradesOf(scheme, table, whole?.scores ?? []);
  return {
    scheme: { id: scheme.id, version: scheme.version, name },
    counts: {
      units: units.length,
      scored: whole?.scores.filter((score) => score !== null).length ?? 0,
      ranked: whole?.ranks.filter((rank) => rank !== null).length ?? 0,
      leftOutOfRanking: table.ranked?.filter((ranked) => !ranked).length ?? 0,
    },
    nodes: scheme.nodes.map((node) => describe(node, scheme)),
    units: units.map((id, unit) => ({
      id,
      scores: byNode(({ scores }) => shown(scheme, scores[unit])),
      ranks: byNode(({ ranks }) => ranks[unit]),
      contributions: byNode(({ contributions }) => shown({ scale: scheme.scale }, contributions[unit])),
      missingShare: missingShare[unit] ?? 0,
      ...(scheme.grading ? { gaps: gapsOf(nodes, unit), ...grades[unit] } : {}),
    })),
  };
}

/** Why leaves of a unit have no value, by leaf. */
const gapsOf = (nodes: EvaluationResult['nodes'], unit: number): Readonly<Record<string, Gap>> =>
  Object.fromEntries(nodes.flatMap(({ id, gaps }) => (gaps[unit] ? [[id, gaps[unit]] as const] : [])));

const shown = (scheme: Pick<Scheme, 'scale' | 'decimals'>, score: number | null | undefined): number | null =>
  score === null || score === undefined ? null : Number(shownScore(scheme, score));

function describe(node: Node, { nodes }: Scheme) {
  const parent = nodes.find((other) => isGroup(other) && other.children.includes(node.id));
  const common = { id: node.id, name: node.name ?? null, parent: parent?.id ?? null, weight: node.weight };
  if (isGroup(node))
    return { ...common, aggregate: node.aggregate, method: AGGREGATE[node.aggregate].describe };
  const { method, ...params } = node.normalise;
  const chosen = NORMALISE[method];
  return {
    ...common,
    column: node.column,
    normalise: method,
    method: chosen.describe(chosen.params.parse(params) as never),
  };
}

/** Units by rank, the unranked behind, with the scores of the whole and of its parts. */
function textOf({ name, scheme }: Recipe, { units, nodes }: EvaluationResult): string {
  const [root] = scheme.nodes;
  const parts = root && isGroup(root) ? root.children : [];
  const columns = nodes.filter(({ id }) => id === root?.id || parts.includes(id));
  const rankOf = (unit: number) => nodes[0]?.ranks[unit] ?? Infinity;
  const order = units.map((_, unit) => unit).toSorted((a, b) => rankOf(a) - rankOf(b));
  const rows = order.map((unit) => [
    Number.isFinite(rankOf(unit)) ? String(rankOf(unit)) : '—',
    units[unit] ?? '',
    ...columns.map(({ scores }) => {
      const score = shown(scheme, scores[unit]);
      return score === null
        ? '—'
        : scheme.decimals === undefined
          ? String(score)
          : score.toFixed(scheme.decimals);
    }),
  ]);
  return [
    `${name.zh} / ${name.en}`,
    ...aligned([['#', scheme.unitColumn, ...columns.map(({ id }) => id)], ...rows]),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Each step's table as CSV: what went in and was derived, normalised, aggregated and ranked. */
function writeSteps(
  dir: string,
  scheme: Scheme,
  { table, result }: { table: Table; result: EvaluationResult },
): void {
  const leaves = new Set(scheme.nodes.filter((node) => !isGroup(node)).map(({ id }) => id));
  const [low, high] = [true, false].map((leaf) => result.nodes.filter(({ id }) => leaves.has(id) === leaf));
  const { columns } = withDerived(scheme, table);
  const steps = {
    '1-columns': Object.entries(columns),
    '2-normalised': (low ?? []).map(({ id, scores }) => [id, scores] as const),
    '3-aggregated': (high ?? []).map(({ id, scores }) => [id, scores] as const),
    '4-ranks': result.nodes.map(({ id, ranks }) => [id, ranks] as const),
  };
  mkdirSync(dir, { recursive: true });
  for (const [step, named] of Object.entries(steps))
    writeFileSync(
      join(dir, `${step}.csv`),
      csvOf([
        [scheme.unitColumn, ...named.map(([id]) => id)],
        ...table.units.map((unit, i) => [unit, ...named.map(([, values]) => values[i] ?? null)]),
      ]),
    );
}
