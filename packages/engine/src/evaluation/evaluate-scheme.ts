import { namesIn, decimal, parse } from '../formula/index.ts';
import { AGGREGATE, NORMALISE, computed } from './methods.ts';
import { type Group, type Leaf, type Node, type Scheme, isGroup } from './scheme.ts';

/** Units × columns; null: not there. */
export interface Table {
  readonly units: readonly string[];
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
  /** Which units are ranked; all when not given. The others, such as the mean of a region, only have scores. */
  readonly ranked?: readonly boolean[];
}

/** One node's arithmetic, one entry per unit. */
export interface NodeResult {
  readonly id: string;
  /** 0–100; null: cannot be told or not rated. */
  readonly scores: readonly (number | null)[];
  /** Share of the whole's score that comes from here; only where every mean above is arithmetic. */
  readonly contributions: readonly (number | null)[];
  /** Ties share the better place; null: not rated. */
  readonly ranks: readonly (number | null)[];
  /** Why a leaf has no value of a unit; null where it has one, and at nodes. */
  readonly gaps: readonly (Gap | null)[];
}

/** `share`: its siblings share the weight; `zero`: not reported, nothing; `not-applicable`: the unit has no such thing. */
export type Gap = Leaf['gap'] | 'not-applicable';

export interface EvaluationResult {
  readonly units: readonly string[];
  readonly nodes: readonly NodeResult[];
  /** Share of all weight, 0–1, whose data are missing, per unit. */
  readonly missingShare: readonly number[];
}

/** Computes every node of a scheme. Doubles throughout, summed in the order of the scheme. */
export function evaluateScheme(scheme: Scheme, given: Table): EvaluationResult {
  const table = withDerived(scheme, given);
  const byId = new Map(scheme.nodes.map((node) => [node.id, node]));
  const [root] = scheme.nodes;
  if (root === undefined) throw new RangeError('A scheme has at least one node.');
  const missingShare = table.units.map((_, unit) => missingWeight(root, { byId, table }, unit));
  const limit = scheme.missing.method === 'renormalise' ? scheme.missing.atMostPercent / 100 : 0;
  const rated = missingShare.map((share) => share <= limit + 1e-12);
  const scores = new Map<string, (number | null)[]>();
  scoreOf(root, { byId, table, scores, whole: scheme.missing.method === 'refuse' });
  const whole = scores.get(root.id)?.map((score, unit) => (rated[unit] ? score : null)) ?? [];
  scores.set(root.id, whole);
  const contributions = new Map<string, (number | null)[]>([[root.id, whole]]);
  contribute(root, { byId, scores, contributions, factors: table.units.map(() => 1) });
  const nodes = scheme.nodes.map((node) => {
    const { id } = node;
    const own = scores.get(id) ?? [];
    return {
      id,
      gaps: table.units.map((_, unit) => (isGroup(node) ? null : gapOf(node, table, unit))),
      scores: own,
      contributions: contributions.get(id) ?? own.map(() => null),
      ranks: ranksOf(
        own.map((score, unit) => (table.ranked?.[unit] === false ? null : score)),
        (score) => shownScore(scheme, score),
      ),
    };
  });
  return { units: table.units, nodes, missingShare };
}

/** The table with the derived columns of a scheme. @throws RangeError for a formula that names no column */
export function withDerived(scheme: Scheme, table: Table): Table {
  return scheme.derive.reduce<Table>((before, { column, formula }) => {
    const ast = parse(formula);
    const names = namesIn(ast);
    const unknown = names.find((name) => before.columns[name] === undefined);
    if (unknown !== undefined)
      throw new RangeError(
        `The derived column "${column}" needs the column "${unknown}", which the table does not have.`,
      );
    const values = before.units.map((_, unit) =>
      computed(ast, Object.fromEntries(names.map((name) => [name, before.columns[name]?.[unit] ?? null]))),
    );
    return { ...before, columns: { ...before.columns, [column]: values } };
  }, table);
}

function childrenOf(node: Group, byId: ReadonlyMap<string, Node>): Node[] {
  return node.children.flatMap((id) => byId.get(id) ?? []);
}

function rawOf(leaf: Leaf, table: Table): readonly (number | null)[] {
  const column = table.columns[leaf.column];
  if (column === undefined)
    throw new RangeError(`Node ${leaf.id} needs the column "${leaf.column}", which the table does not have.`);
  return column;
}

function gapOf(leaf: Leaf, table: Table, unit: number): Gap | null {
  if (leaf.appliesWhen !== undefined && table.columns[leaf.appliesWhen]?.[unit] === 0)
    return 'not-applicable';
  return rawOf(leaf, table)[unit] === null ? leaf.gap : null;
}

/** The share of a node's weight that rests on nothing; what does not apply to the unit is no part of it. */
function missingWeight(node: Node, at: Pick<Scoring, 'byId' | 'table'>, unit: number): number {
  if (!isGroup(node)) return gapOf(node, at.table, unit) === 'share' ? 1 : 0;
  const children = childrenOf(node, at.byId).filter((child) => applies(child, at, unit));
  const total = children.reduce((all, child) => all + child.weight, 0);
  return children.reduce((all, child) => all + child.weight * missingWeight(child, at, unit), 0) / total;
}

function applies(node: Node, at: Pick<Scoring, 'byId' | 'table'>, unit: number): boolean {
  return isGroup(node)
    ? childrenOf(node, at.byId).some((child) => applies(child, at, unit))
    : gapOf(node, at.table, unit) !== 'not-applicable';
}

interface Scoring {
  readonly byId: ReadonlyMap<string, Node>;
  readonly table: Table;
  readonly scores: Map<string, (number | null)[]>;
  /** A gap anywhere below a node leaves the node without a score. */
  readonly whole: boolean;
}

function scoreOf(node: Node, at: Scoring): (number | null)[] {
  const own = isGroup(node) ? aggregate(node, at) : normalise(node, at.table);
  at.scores.set(node.id, own);
  return own;
}

function normalise(leaf: Leaf, table: Table): (number | null)[] {
  const { method, ...params } = leaf.normalise;
  const chosen = NORMALISE[method];
  const gaps = table.units.map((_, unit) => gapOf(leaf, table, unit));
  const values = rawOf(leaf, table).map((value, unit) => (gaps[unit] === null ? value : null));
  return chosen
    .run(values, chosen.params.parse(params) as never)
    .map((score, unit) => (gaps[unit] === 'zero' ? 0 : score));
}

/**
 * The weights of the children that are there share out: a gap does not pull a unit towards zero. Where the scheme or
 * the method needs all children, a gap leaves no score.
 */
function aggregate(node: Group, at: Scoring): (number | null)[] {
  const method = AGGREGATE[node.aggregate];
  const parts = childrenOf(node, at.byId).map((child) => ({
    node: child,
    weight: child.weight,
    scores: scoreOf(child, at),
  }));
  return at.table.units.map((_, unit) => {
    const there = parts.filter(({ scores }) => typeof scores[unit] === 'number');
    const complete = there.length === parts.filter((part) => applies(part.node, at, unit)).length;
    if (there.length === 0 || (!complete && (at.whole || method.needsAll))) return null;
    return method.run(
      there.map(({ scores }) => scores[unit] as number),
      there.map(({ weight }) => weight),
      node,
    );
  });
}

interface Contributing {
  readonly byId: ReadonlyMap<string, Node>;
  readonly scores: ReadonlyMap<string, readonly (number | null)[]>;
  readonly contributions: Map<string, (number | null)[]>;
  readonly factors: readonly number[];
}

function contribute(node: Node, at: Contributing): void {
  if (!isGroup(node) || !AGGREGATE[node.aggregate].additive) return;
  const children = childrenOf(node, at.byId);
  const present = at.factors.map((_, unit) =>
    children.reduce((all, child) => all + (at.scores.get(child.id)?.[unit] == null ? 0 : child.weight), 0),
  );
  const whole = at.contributions.get(node.id) ?? [];
  for (const child of children) {
    const factors = at.factors.map((factor, unit) => (factor * child.weight) / (present[unit] ?? 1));
    const own = (at.scores.get(child.id) ?? []).map((score, unit) =>
      score === null || whole[unit] === null ? null : score * (factors[unit] ?? 0),
    );
    at.contributions.set(child.id, own);
    contribute(child, { ...at, factors });
  }
}

/** Rank 1 is the highest recorded score; units with the same recorded score share a rank. */
export function ranksOf(
  scores: readonly (number | null)[],
  record: (score: number) => string = recordScore,
): (number | null)[] {
  const recorded = scores.map((score) => (score === null ? null : Number(record(score))));
  return recorded.map((own) =>
    own === null ? null : 1 + recorded.filter((other) => other !== null && other > own).length,
  );
}

const RECORDED_PLACES = 10;

/**
 * A score as it is recorded: decimal text rounded half away from zero to 10 places. A double carries 15 to 17 digits,
 * so the last digits, where logarithms of different platforms may differ, are gone.
 */
export function recordScore(score: number): string {
  return decimal(String(score)).round(RECORDED_PLACES).toString();
}

/** A score as the scheme shows it: on its scale, with its decimals, rounded from the recorded text. */
export function shownScore({ scale, decimals }: Pick<Scheme, 'scale' | 'decimals'>, score: number): string {
  const recorded = recordScore(scale === 100 ? score : (score * scale) / 100);
  return decimals === undefined ? recorded : decimal(recorded).round(decimals).toString();
}

/**
 * The same scheme with equal weights among siblings, and with a geometric mean over its main groups: does the order rest
 * on the choice? Inside the groups means stay as they are: there a single leaf at its worst goalpost would make every
 * unit that has one worth 0, and all of them the same.
 */
export function alternatives(scheme: Scheme): { readonly equal: Scheme; readonly geometric: Scheme } {
  return {
    equal: { ...scheme, nodes: scheme.nodes.map((node) => ({ ...node, weight: 1 })) },
    geometric: {
      ...scheme,
      nodes: scheme.nodes.map((node, i) =>
        i === 0 && isGroup(node) && node.aggregate === 'arithmetic'
          ? { ...node, aggregate: 'geometric' as const }
          : node,
      ),
    },
  };
}

/** What the weight of all leaves rests on, in shares of 1. */
export function weightShares<S extends string>(
  scheme: Scheme,
  sourceOf: (column: string) => S,
): Record<S, number> {
  const byId = new Map(scheme.nodes.map((node) => [node.id, node]));
  const shares: Partial<Record<S, number>> = {};
  const visit = (node: Node | undefined, share: number): void => {
    if (node === undefined) return;
    if (!isGroup(node)) {
      const source = sourceOf(node.column);
      shares[source] = (shares[source] ?? 0) + share;
      return;
    }
    const children = childrenOf(node, byId);
    const total = children.reduce((all, child) => all + child.weight, 0);
    for (const child of children) visit(child, (share * child.weight) / total);
  };
  visit(scheme.nodes[0], 1);
  return shares as Record<S, number>;
}
