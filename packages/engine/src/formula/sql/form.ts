import type { Ast } from '../ast.ts';
import type { FormulaType } from '../types.ts';
import { type Fragment, NEVER, type Site } from './fragment.ts';

/** A call to be written: its arguments in the function's order, and the parts of the formula that they come from. */
export interface SqlCall extends Site {
  readonly args: readonly Fragment[];
  readonly nodes: readonly (Ast | undefined)[];
}

export type SqlForm = (call: SqlCall) => Fragment;

type Kind = FormulaType['kind'];

/**
 * A form over arguments of fixed kinds. An argument of another kind, or one that is always missing, makes the result
 * one that cannot be told; `several`: the form mentions its arguments several times.
 */
export function over(
  kinds: readonly Kind[],
  body: (args: readonly string[], call: SqlCall) => Fragment,
  several = false,
): SqlForm {
  return (call) => {
    const { args, writer } = call;
    if (args.some(({ type }, i) => type.kind !== kinds[Math.min(i, kinds.length - 1)])) return NEVER;
    const write = (...fragments: readonly Fragment[]) =>
      body(
        fragments.map(({ sql }) => sql),
        call,
      );
    return several ? writer.sharing(args, write) : write(...args);
  };
}
