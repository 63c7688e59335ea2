import { z } from 'zod';
import { FormulaError, parse } from '../formula/index.ts';
import { Grading } from './grading.ts';
import { AGGREGATE, NORMALISE } from './methods.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** A leaf reads a column and brings it to 0–100; a node puts its children together. */
const Leaf = z.strictObject({
  id: z.string().min(1),
  name: Words.optional(),
  weight: z.number().positive().default(1),
  column: z.string().min(1),
  normalise: z
    .looseObject({
      method: z.enum(Object.keys(NORMALISE) as [keyof typeof NORMALISE, ...(keyof typeof NORMALISE)[]]),
    })
    .superRefine(({ method, ...params }, ctx) => {
      const checked = NORMALISE[method].params.safeParse(params);
      for (const issue of checked.error?.issues ?? [])
        ctx.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    }),
  /**
   * What a gap means. `share`: it is not the unit's fault, its siblings share the weight. `zero`: the unit did not report
   * what it owed (未报送) and gets nothing.
   */
  gap: z.enum(['share', 'zero']).default('share'),
  /** A column of 1 and 0: where it is 0 the leaf does not apply to the unit and its siblings share the weight. */
  appliesWhen: z.string().min(1).optional(),
});

const Group = z.strictObject({
  id: z.string().min(1),
  name: Words.optional(),
  weight: z.number().positive().default(1),
  aggregate: z.enum(Object.keys(AGGREGATE) as [keyof typeof AGGREGATE, ...(keyof typeof AGGREGATE)[]]),
  children: z.array(z.string()).min(1),
  /** For `aggregate: formula`: over the scores of the children, by their ids. */
  formula: z.string().optional(),
});

/** A column made of others by a formula; its names are known when there is a table. */
const Derived = z.strictObject({
  column: z.string().min(1),
  formula: z.string().superRefine((source, ctx) => {
    try {
      parse(source);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      ctx.addIssue({ code: 'custom', message: `character ${error.at.from + 1}: ${error.message}` });
    }
  }),
});

export type Leaf = z.infer<typeof Leaf>;
export type Group = z.infer<typeof Group>;
export type Node = Leaf | Group;
export const isGroup = (node: Node): node is Group => 'children' in node;

/**
 * A scheme: a tree of nodes, the first of which is the whole, and what happens where data are missing.
 *
 * `missing.method`: `refuse`: a unit with a gap is not rated; `renormalise`: the weights of the siblings that are there
 * share out, as long as at most `atMostPercent` of all weight is missing.
 */
export const Scheme = z
  .strictObject({
    id: z.string().min(1),
    version: z.int().positive().default(1),
    unitColumn: z.string().default('id'),
    nodes: z.array(z.union([Group, Leaf])).min(1),
    missing: z
      .object({
        method: z.enum(['refuse', 'renormalise']),
        atMostPercent: z.number().min(0).max(100).default(0),
      })
      .default({ method: 'refuse', atMostPercent: 0 }),
    /** Columns made of columns, in their order; each may use those before it. */
    derive: z.array(Derived).default([]),
    /** What a full score is called when it is shown: 100, or 1 for an index from 0 to 1. */
    scale: z.number().positive().default(100),
    /** Places that a shown score has; ranks follow the shown score. */
    decimals: z.int().min(0).max(10).optional(),
    /** How points become a grade: bonus, penalties, vetoes, bands. Without it there are scores and ranks only. */
    grading: Grading.optional(),
  })
  .superRefine(({ nodes }, ctx) => {
    const refuse = (index: number, message: string, field?: string) =>
      ctx.addIssue({
        code: 'custom',
        path: ['nodes', index, ...(field === undefined ? [] : [field])],
        message,
      });
    const parents = new Map<string, string>();
    nodes.forEach((node, i) => {
      if (nodes.findIndex((other) => other.id === node.id) !== i) refuse(i, `there are two nodes ${node.id}`);
      if (!isGroup(node)) return;
      for (const child of node.children) {
        if (!nodes.some((other) => other.id === child))
          refuse(i, `node ${node.id} has a child ${child} that is not there`);
        if (parents.has(child)) refuse(i, `${child} is a child of ${parents.get(child)} and of ${node.id}`);
        parents.set(child, node.id);
      }
      const reason = AGGREGATE[node.aggregate].refuses(node);
      if (reason !== null)
        refuse(i, `${node.id}: ${reason}`, node.formula === undefined ? undefined : 'formula');
    });
    const [root, ...others] = nodes;
    if (root && parents.has(root.id))
      refuse(0, `the first node, ${root.id}, is the whole and cannot be a child`);
    others.forEach((node, i) => !parents.has(node.id) && refuse(i + 1, `node ${node.id} hangs nowhere`));
  });
export type Scheme = z.infer<typeof Scheme>;
