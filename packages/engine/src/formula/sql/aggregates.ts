import { COUNT, type FormulaType, listOf } from '../types.ts';
import type { SqlCall, SqlForm } from './form.ts';
import { type Fragment, NEVER, booleanOf, commonType, refuse } from './fragment.ts';
import { itemType } from './lists.ts';
import { inItsOrder, isOrdered, logic, numberOf, quotient, truth } from './operators.ts';

/** What a function adds up: items that stand in the formula one by one, or a list that is known only when it runs. */
type Items = { readonly written: readonly Fragment[] } | { readonly list: Fragment };

/** `f(a, b)` and `f([a, b])` are the same; one argument that is no list is an item of its own. */
function itemsOf({ args }: SqlCall): Items {
  const [only = NEVER] = args;
  if (args.length !== 1) return { written: args };
  if (only.items) return { written: only.items };
  return only.type.kind === 'list' ? { list: only } : { written: [only] };
}

interface Ways {
  readonly kind: (type: FormulaType) => boolean;
  readonly written: (items: readonly Fragment[], call: SqlCall) => Fragment;
  /** Over the column `x` of a list's items, of which none is missing. */
  readonly listed: (x: Fragment, call: SqlCall) => Fragment;
}

/** A function that cannot be told as soon as one item is missing, or there is none. */
function aggregate({ kind, written, listed }: Ways): SqlForm {
  return (call) => {
    const items = itemsOf(call);
    if ('written' in items) {
      const all = items.written;
      const type = all.reduce<FormulaType | undefined>((a, { type: b }) => a && commonType(a, b), {
        kind: 'any',
      });
      const isWhole = type && kind(type) && all.every(({ type: { kind: own } }) => own !== 'any');
      return all.length > 0 && isWhole ? written(all, call) : NEVER;
    }
    const of = itemType(items.list);
    if (!kind(of)) return NEVER;
    const row = call.writer.name();
    const result = listed({ sql: `${row}.x`, type: of }, call);
    const isWhole = `count(*) > 0 and count(*) = count(${row}.x)`;
    const rows = `unnest(${items.list.sql}) as ${row}(x)`;
    return { ...result, sql: `(select case when ${isWhole} then ${result.sql} end from ${rows})` };
  };
}

const isNumber = ({ kind }: FormulaType) => kind === 'number';
const chain = (operator: string) => (items: readonly Fragment[]) =>
  numberOf(`(${items.map(({ sql }) => sql).join(` ${operator} `)})`);
const numbers = (items: readonly Fragment[]): Fragment => ({
  sql: `array[${items.map(({ sql }) => sql).join(', ')}]`,
  type: listOf(COUNT),
});

/** `least` and `greatest` pass over what is missing, so they are asked only when nothing is. */
function extreme(scalar: 'least' | 'greatest', ofRows: 'min' | 'max'): SqlForm {
  return aggregate({
    kind: isOrdered,
    written: (items, { writer }) =>
      items.length === 1
        ? (items[0] ?? NEVER)
        : writer.sharing(items, (...all) => ({
            sql: `(case when ${all.map(({ sql }) => `${sql} is not null`).join(' and ')} then ${scalar}(${all.map(inItsOrder).join(', ')}) end)`,
            type: items[0]?.type ?? COUNT,
          })),
    listed: (x) => ({ sql: `${ofRows}(${inItsOrder(x)})`, type: x.type }),
  });
}

const total = chain('+');
const counted = (n: number | string) => numberOf(`${n}::numeric`);

/** The two in the middle of the sorted items; the same one twice when their number is odd. */
function middle(x: Fragment): Fragment {
  const sorted = `(array_agg(${x.sql} order by ${x.sql}))`;
  const ends = ['(count(*) + 1) / 2', 'count(*) / 2 + 1'].map((place) => `${sorted}[${place}]`);
  return quotient(numberOf(`(${ends.join(' + ')})`), counted(2));
}

function overRows(listed: (x: Fragment) => Fragment): SqlForm {
  const form = aggregate({
    kind: isNumber,
    written: (items, call) => form({ ...call, args: [numbers(items)] }),
    listed,
  });
  return form;
}

/** Decided by one deciding item; otherwise it cannot be told when one is missing. */
function quantifier(operator: 'and' | 'or'): SqlForm {
  return (call) => {
    const items = itemsOf(call);
    if ('written' in items)
      return items.written.length === 0
        ? booleanOf(String(operator === 'and'))
        : logic(operator, items.written);
    const of = itemType(items.list);
    const row = call.writer.name();
    const deciding = operator === 'or';
    if (of.kind !== 'boolean')
      return booleanOf(`(case when cardinality(${items.list.sql}) = 0 then ${!deciding} end)`);
    return call.writer.sharing([items.list], ({ sql } = NEVER) => {
      const decided = `case when bool_or(${row}.x is ${deciding}) then ${deciding} when bool_or(${row}.x is null) then null else ${!deciding} end`;
      return booleanOf(
        `(case when ${sql} is not null then (select ${decided} from unnest(${sql}) as ${row}(x)) end)`,
      );
    });
  };
}

export const AGGREGATES: Readonly<Record<string, SqlForm>> = {
  sum: aggregate({ kind: isNumber, written: total, listed: ({ sql }) => numberOf(`sum(${sql})`) }),
  mean: aggregate({
    kind: isNumber,
    written: (items) => quotient(total(items), counted(items.length)),
    listed: ({ sql }) => quotient(numberOf(`sum(${sql})`), counted('count(*)')),
  }),
  product: aggregate({
    kind: isNumber,
    written: chain('*'),
    listed: (_x, { at }) => refuse(at, 'The product of a list that is not written out'),
  }),
  median: overRows(middle),
  min: extreme('least', 'min'),
  max: extreme('greatest', 'max'),
  count: (call) => {
    const items = itemsOf(call);
    const [only = NEVER] = call.args;
    if ('list' in items) return numberOf(`cardinality(${items.list.sql})::numeric`);
    if (call.args.length === 1 && only.type.kind === 'any') return NEVER;
    if (call.args.length === 1 && only.type.kind !== 'list')
      return numberOf(`(case when ${only.sql} is not null then 1::numeric end)`);
    return counted(items.written.length);
  },
  all: quantifier('and'),
  any: quantifier('or'),
  not: ({ args: [value = NEVER] }) => booleanOf(`(not ${truth(value)})`),
};
