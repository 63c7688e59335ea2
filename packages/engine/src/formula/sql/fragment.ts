import type { Ast } from '../ast.ts';
import { FormulaError, type Span } from '../error.ts';
import { ANY, BOOLEAN, type FormulaType } from '../types.ts';

/** A piece of SQL with the type that it has before it runs. A type of `any` says that it is always null. */
export interface Fragment {
  /** May stand anywhere in an expression: it is a name, a parameter or in brackets. */
  readonly sql: string;
  readonly type: FormulaType;
  /** Of a list that is written out: its items. */
  readonly items?: readonly Fragment[];
}

/** What is null whatever the inputs are. */
export const NEVER: Fragment = { sql: 'null', type: ANY };
export const booleanOf = (sql: string): Fragment => ({ sql, type: BOOLEAN });

/** Times have none: a time of day with an offset is not what PostgreSQL compares. */
const SCALARS: Readonly<Partial<Record<FormulaType['kind'], string>>> = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  // seconds
  'days and time duration': 'numeric',
  // whole months
  'years and months duration': 'numeric',
  any: 'text',
};

/** The type of PostgreSQL that holds values of a type; undefined for lists of lists, which have none. */
export function sqlTypeOf(type: FormulaType): string | undefined {
  if (type.kind !== 'list') return SCALARS[type.kind];
  const of = SCALARS[type.of.kind];
  return of && `${of}[]`;
}

/** The type that holds values of both, or undefined when there is none. */
export function commonType(a: FormulaType, b: FormulaType): FormulaType | undefined {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind === 'list' && b.kind === 'list') {
    const of = commonType(a.of, b.of);
    return of && { kind: 'list', of };
  }
  return a.kind === b.kind ? a : undefined;
}

/** A fragment as a value of a type that it goes with: what is always null gets that type. */
export function as(type: FormulaType, { sql, type: own }: Fragment): string {
  const isOpen = own.kind === 'any' || (own.kind === 'list' && own.of.kind === 'any');
  return isOpen ? `${sql}::${sqlTypeOf(type) ?? 'text'}` : sql;
}

/** What an expression is written with: its literals and names that nothing else in it uses. */
export class Writer {
  readonly #literals: string[] = [];
  #names = 0;

  /** A literal of the formula: it is sent beside the statement and never becomes part of its text. */
  literal(value: string, type: FormulaType): Fragment {
    const place = `${OPEN}${this.#literals.push(value) - 1}${CLOSE}`;
    return { sql: `${place}::${sqlTypeOf(type) ?? 'text'}`, type };
  }

  /** The text with `$1`, `$2` … for the literals that are left in it; PostgreSQL refuses parameters that nothing uses. */
  finish(sql: string, parameters: string[]): string {
    const numbers = new Map<string, number>();
    return sql.replaceAll(PLACE, (_whole, index: string) => {
      const number = numbers.get(index) ?? parameters.push(this.#literals[Number(index)] ?? '');
      numbers.set(index, number);
      return `$${number}`;
    });
  }

  name(): string {
    this.#names += 1;
    return `feel_${this.#names}`;
  }

  /**
   * SQL that mentions its operands several times. Long ones are worked out in a row of their own, so that nested
   * expressions do not double their text with every level.
   */
  sharing(operands: readonly Fragment[], body: (...operands: readonly Fragment[]) => Fragment): Fragment {
    if (operands.every(({ sql }) => sql.length <= SHORT)) return body(...operands);
    const row = this.name();
    const columns = operands.map((one, i) => `${as(one.type, one)} as v${i}`).join(', ');
    const result = body(
      ...operands.map(({ type }, i) => (type.kind === 'any' ? NEVER : { sql: `${row}.v${i}`, type })),
    );
    // without the offset the planner would put the operands back in
    return { ...result, sql: `(select ${result.sql} from (select ${columns} offset 0) as ${row})` };
  }
}

const SHORT = 80;
// characters of private use around the number of a literal
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const PLACE = /\uE000(\d+)\uE001/g;

/** What a form of SQL is made from: the parts of the formula, the statement, and the place to name when there is none. */
export interface Site {
  readonly at: Span;
  readonly writer: Writer;
  /** The SQL of a part, with names that only it knows. */
  readonly of: (node: Ast, bound?: Readonly<Record<string, Fragment>>) => Fragment;
}

export function refuse(at: Span, what: string): never {
  throw new FormulaError(
    'UNSUPPORTED',
    at,
    `${what} has no SQL form; yuanheng formula subset lists what has.`,
  );
}
