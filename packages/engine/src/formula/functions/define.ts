import type { FormulaType } from '../types.ts';
import type { FormulaValue } from '../values.ts';

/** Says why the arguments do not fit; the caller knows the position. */
export type Refuse = (reason: string) => never;

/** One function of the language. Adding one is adding a record; nothing else asks which one it is. */
export interface FormulaFunction {
  readonly name: string;
  /** Names for calls by name; a trailing `…` takes any number of arguments or one list. */
  readonly params: readonly string[];
  readonly optional?: number;
  readonly doc: string;
  readonly type: (args: readonly FormulaType[], refuse: Refuse) => FormulaType;
  /** Null when it cannot be told. Arguments of another type than `type` allows give null as well. */
  readonly run: (args: readonly FormulaValue[]) => FormulaValue;
}

export const isVariadic = ({ params }: FormulaFunction): boolean => params.at(-1)?.endsWith('…') ?? false;

/** Every argument must be of a kind, or unknown before it runs. */
export function kinds(...wanted: readonly FormulaType['kind'][]) {
  return (args: readonly FormulaType[], refuse: Refuse): void => {
    args.forEach((arg, i) => {
      const kind = wanted[Math.min(i, wanted.length - 1)];
      if (kind !== undefined && kind !== 'any' && arg.kind !== 'any' && arg.kind !== kind)
        refuse(`argument ${i + 1} must be a ${kind}, it is a ${arg.kind}`);
    });
  };
}

/** A function of arguments of fixed kinds with a result of one type. */
export const fixed =
  (result: FormulaType, ...wanted: readonly FormulaType['kind'][]) =>
  (args: readonly FormulaType[], refuse: Refuse): FormulaType => {
    kinds(...wanted)(args, refuse);
    return result;
  };
