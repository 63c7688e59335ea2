import type { Ast } from './ast.ts';
import { type Inputs, evaluate } from './evaluate.ts';
import type { FormulaValue } from './values.ts';

/** What a part of an expression was worth, with the parts that it was made of. */
export interface Trace {
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly value: FormulaValue;
  readonly children: readonly Trace[];
}

/** Evaluates an expression and keeps every step. `source` is the text that `ast` was read from. */
export function trace(ast: Ast, inputs: Inputs, source: string): Trace {
  const done: Trace[] = [];
  evaluate(ast, inputs, ({ from, to }, value) => {
    const children: Trace[] = [];
    while ((done.at(-1)?.from ?? -1) >= from && (done.at(-1)?.to ?? Infinity) <= to)
      children.unshift(...done.splice(-1));
    done.push({ from, to, source: source.slice(from, to), value, children });
  });
  const [root] = done.slice(-1);
  if (root === undefined) throw new RangeError('An expression has at least one part.');
  return root;
}

/** The named values that an expression looks at, in their order, each once. */
export function namesIn(ast: Ast): string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const node = value as Partial<Extract<Ast, { kind: 'name' }>>;
    if (node.kind === 'name' && typeof node.name === 'string') names.push(node.name);
    Object.values(value).forEach(visit);
  };
  visit(ast);
  return [...new Set(names)];
}
