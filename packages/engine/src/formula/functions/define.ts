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
  /** Another name of the first parameter, when it stands alone. */
  readonly alsoNamed?: string;
  /** The type of a call with one written text, where it depends on that text; undefined refuses it. */
  readonly typeOfText?: (text: string) => FormulaType | undefined;
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

/**
 * The arguments of a call in the order of the function's parameters, undefined where an optional one in the middle is
 * left out; null when they do not fit.
 */
export function inOrder<T>(
  definition: FormulaFunction,
  args: readonly T[],
  argNames: readonly string[] | null,
): (T | undefined)[] | null {
  const { params, optional = 0 } = definition;
  const fewest = isVariadic(definition) ? 1 : params.length - optional;
  const most = isVariadic(definition) ? Infinity : params.length;
  if (argNames === null) return args.length >= fewest && args.length <= most ? [...args] : null;
  const names = params.map((param) => param.replace('…', ''));
  if (argNames.length === 1 && argNames[0] === definition.alsoNamed) return [...args];
  if (argNames.some((given) => !names.includes(given))) return null;
  const ordered = names.map((param) => args[argNames.indexOf(param)]);
  while (ordered.at(-1) === undefined && ordered.length > 0) ordered.pop();
  return ordered.length < params.length - optional ? null : ordered;
}
