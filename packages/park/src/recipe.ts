import { AGGREGATE, NORMALISE, Scheme } from '@yuanheng/engine/evaluation';
import { z } from 'zod';
import { type Mistake, readYaml } from './read.ts';
import { type Path, Reporter } from './report.ts';
import { Words } from './primitives.ts';
import { readScheme } from './read-scheme.ts';
import type { SchemeFile } from './scheme-schema.ts';
import { leavesOf, schemeOf } from './scheme.ts';

const keysOf = <T extends object>(record: T) =>
  Object.keys(record) as [keyof T & string, ...(keyof T & string)[]];

/** A node of the tree: a leaf reads a column, a group puts its parts together. */
interface RecipeNode {
  readonly id: string;
  readonly name?: z.infer<typeof Words> | undefined;
  readonly weight: number;
  readonly column?: string | undefined;
  readonly normalise?: { readonly method: keyof typeof NORMALISE } | undefined;
  readonly aggregate?: keyof typeof AGGREGATE | undefined;
  readonly formula?: string | undefined;
  readonly parts?: readonly RecipeNode[] | undefined;
  readonly basis?: string | undefined;
}

const RecipeNode: z.ZodType<RecipeNode> = z.strictObject({
  id: z.string().min(1),
  name: Words.optional(),
  weight: z.number().positive().default(1),
  column: z.string().min(1).optional(),
  normalise: z.looseObject({ method: z.enum(keysOf(NORMALISE)) }).optional(),
  aggregate: z.enum(keysOf(AGGREGATE)).optional(),
  formula: z.string().optional(),
  get parts() {
    return z.array(RecipeNode).min(1).optional();
  },
  /** Where the indicator, its goalposts or its weight come from. */
  basis: z.string().optional(),
});

/** A scheme in one file, for any table of units × indicators: docs/scheme.md. */
export const RecipeFile = z.strictObject({
  id: z.string().min(1),
  version: z.int().positive().default(1),
  name: Words,
  source: z.string().optional(),
  units: z.strictObject({
    column: z.string().min(1),
    /** A condition over the columns of a row; the units that do not meet it have scores and no ranks. */
    ranked_when: z.string().optional(),
  }),
  missing: z
    .strictObject({
      method: z.enum(['refuse', 'renormalise']),
      at_most_percent: z.number().min(0).max(100).default(0),
      /** Words that stand for a missing value, beside the empty cell. */
      written_as: z.array(z.string()).default([]),
    })
    .default({ method: 'refuse', at_most_percent: 0, written_as: [] }),
  derive: z.array(z.strictObject({ column: z.string().min(1), formula: z.string() })).default([]),
  output: z
    .strictObject({
      scale: z.number().positive().default(100),
      decimals: z.int().min(0).max(10).optional(),
    })
    .default({ scale: 100 }),
  tree: RecipeNode,
});
export type RecipeFile = z.infer<typeof RecipeFile>;

/** A scheme ready to be computed on a table. */
export interface Recipe {
  readonly name: z.infer<typeof Words>;
  readonly scheme: Scheme;
  readonly unitColumn: string;
  readonly rankedWhen: string | null;
  readonly missingWords: readonly string[];
  /** Other names that a column may have in a table. */
  readonly alsoCalled: ReadonlyMap<string, string>;
}

/**
 * Reads a scheme file, its own kind or one of a park; without a recipe there is at least one mistake. `beside` are the
 * files next to it, where a scheme of a library finds the library.
 */
export function readRecipe(
  file: string,
  text: string,
  beside: ReadonlyMap<string, string> = new Map(),
): { readonly recipe: Recipe | null; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const files = new Map([...beside, [file, text]]);
  if (/^(groups|library)\s*:/m.test(text)) {
    const { value } = readScheme({ files, mistakes }, file);
    return { recipe: value ? recipeOfPark(value) : null, mistakes };
  }
  const { value, locate } = readYaml({ files, mistakes }, file, RecipeFile);
  if (!value) return { recipe: null, mistakes };
  const report = new Reporter(file, locate, mistakes);
  const flat = flatten(value.tree, ['tree']);
  for (const { node, path } of flat) checkKind(report, node, path);
  report.idsAt(flat.map(({ node, path }) => ({ id: node.id, path: [...path, 'id'] })));
  if (mistakes.length > 0) return { recipe: null, mistakes };
  const scheme = engineScheme(value, flat, report);
  return { recipe: scheme ? recipeOf(value, scheme) : null, mistakes };
}

const recipeOf = ({ name, units, missing }: RecipeFile, scheme: Scheme): Recipe => ({
  name,
  scheme,
  unitColumn: units.column,
  rankedWhen: units.ranked_when ?? null,
  missingWords: missing.written_as,
  alsoCalled: new Map(),
});

/** A park's scheme needs a table whose units stand in `id` and whose columns are its indicators, by either of their ids. */
const recipeOfPark = (file: SchemeFile): Recipe => ({
  name: file.name,
  scheme: schemeOf(file),
  unitColumn: 'id',
  rankedWhen: null,
  missingWords: [],
  alsoCalled: new Map(leavesOf(file).map(({ id, indicator }) => [indicator, id])),
});

interface Placed {
  readonly node: RecipeNode;
  readonly path: Path;
}

const flatten = (node: RecipeNode, path: Path): Placed[] => [
  { node, path },
  ...(node.parts ?? []).flatMap((part, i) => flatten(part, [...path, 'parts', i])),
];

function checkKind(
  report: Reporter,
  { id, column, normalise, aggregate, parts, formula }: RecipeNode,
  path: Path,
): void {
  const refuse = (zh: string, en: string) =>
    report.say(path, 'SHAPE', {
      reason: `${id} ${zh} / ${id} ${en}`,
      fix: '见 docs/scheme.md / see docs/scheme.md',
    });
  if ((column === undefined) === (parts === undefined))
    refuse('须有 column 或 parts，且只有其一', 'needs either a column or parts');
  else if (column !== undefined && normalise === undefined) refuse('缺少 normalise', 'needs normalise');
  else if (parts !== undefined && aggregate === undefined) refuse('缺少 aggregate', 'needs aggregate');
  else if (column !== undefined && aggregate !== undefined)
    refuse('是末级，没有 aggregate', 'is a leaf and has no aggregate');
  else if (parts !== undefined && normalise !== undefined)
    refuse('不是末级，没有 normalise', 'is no leaf and has no normalise');
  else if ((formula !== undefined) !== (aggregate === 'formula'))
    refuse(
      '的 formula 与 aggregate: formula 须同时出现',
      'has formula only together with aggregate: formula',
    );
}

/** What the engine refuses of the whole is reported at the node or the formula that it speaks of. */
function engineScheme(file: RecipeFile, flat: readonly Placed[], report: Reporter): Scheme | null {
  const { missing, output, derive, id, version } = file;
  const { data, error } = Scheme.safeParse({
    id,
    version,
    unitColumn: file.units.column,
    nodes: flat.map(({ node }, i) => nodeOf(i === 0 ? { name: file.name, ...node } : node)),
    missing: { method: missing.method, atMostPercent: missing.at_most_percent },
    derive,
    ...output,
  });
  for (const { path, message } of error?.issues ?? []) {
    const [head, index, ...rest] = path as Path;
    const place = head === 'nodes' ? [...(flat[Number(index)]?.path ?? ['tree']), ...rest] : (path as Path);
    report.say(place, 'SHAPE', {
      reason: `${place.join('.')}: ${message}`,
      fix: '见 docs/scheme.md / see docs/scheme.md',
    });
  }
  return data ?? null;
}

function nodeOf({ id, name, weight, column, normalise, aggregate, formula, parts }: RecipeNode): object {
  const common = { id, weight, ...(name ? { name } : {}) };
  return parts
    ? {
        ...common,
        aggregate,
        children: parts.map((part) => part.id),
        ...(formula === undefined ? {} : { formula }),
      }
    : { ...common, column, normalise };
}
