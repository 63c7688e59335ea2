import { BOOLEAN, COUNT, type FormulaType, listOf } from '../types.ts';
import type { SqlCall, SqlForm } from './form.ts';
import { type Fragment, NEVER, as, booleanOf, commonType, refuse, sqlTypeOf } from './fragment.ts';
import { itemType, listFrom } from './lists.ts';

/** A list and further values that are items of it, all of one type. */
interface Parts {
  readonly list: string;
  readonly items: readonly string[];
  readonly type: FormulaType;
}

function ofList(result: (list: FormulaType) => FormulaType, write: (parts: Parts) => string): SqlForm {
  return (call) => {
    const [list = NEVER, ...items] = [listFrom(call.args[0] ?? NEVER, call), ...call.args.slice(1)];
    if (list.type.kind === 'any') return NEVER;
    const of = items.reduce<FormulaType | undefined>(
      (type, item) => type && commonType(type, item.type),
      itemType(list),
    );
    if (of === undefined || sqlTypeOf(listOf(of)) === undefined)
      return refuse(call.at, 'A list with items of different kinds');
    const type = listOf(of);
    return call.writer.sharing([{ sql: as(type, list), type }], ({ sql } = NEVER) => ({
      sql: `(case when ${sql} is not null then ${write({ list: sql, items: items.map((item) => as(of, item)), type: of })} end)`,
      type: result(type),
    }));
  };
}

const itself = (list: FormulaType): FormulaType => list;
const truthOf = (): FormulaType => BOOLEAN;

/** Each value once, where it stands first. */
const once = (lists: string): string =>
  `array(select d.x from (select u.x, min(u.n) as n from unnest(${lists}) with ordinality as u(x, n) group by u.x) as d order by d.n)`;

/** Several lists one after the other, as one list. */
function together(call: SqlCall, write: (list: string) => string): Fragment {
  const lists = call.args.map((arg) => listFrom(arg, call));
  const type = lists.reduce<FormulaType | undefined>((a, { type: b }) => a && commonType(a, b), {
    kind: 'any',
  });
  if (type === undefined) return refuse(call.at, 'A list with items of different kinds');
  if (lists.some((list) => list.type.kind === 'any')) return NEVER;
  return call.writer.sharing(
    lists.map((list) => ({ sql: as(type, list), type })),
    (...all) => {
      const whole = all.map(({ sql }) => `${sql} is not null`).join(' and ');
      return {
        sql: `(case when ${whole} then ${write(`(${all.map(({ sql }) => sql).join(' || ')})`)} end)`,
        type,
      };
    },
  );
}

export const LIST_FORMS: Readonly<Record<string, SqlForm>> = {
  'list contains': ofList(
    truthOf,
    ({ list, items: [item = ''] }) => `array_position(${list}, ${item}) is not null`,
  ),
  append: ofList(itself, ({ list, items }) => `${list} || array[${items.join(', ')}]`),
  reverse: ofList(
    itself,
    ({ list }) => `array(select u.x from unnest(${list}) with ordinality as u(x, n) order by u.n desc)`,
  ),
  'index of': ofList(
    () => listOf(COUNT),
    ({ list, items: [item = ''] }) => `array_positions(${list}, ${item})::numeric[]`,
  ),
  'distinct values': ofList(itself, ({ list }) => once(list)),
  flatten: ofList(itself, ({ list }) => list),
  concatenate: (call) => together(call, (list) => list),
  union: (call) => together(call, once),
  is: ({ args: [a = NEVER, b = NEVER], at }) => {
    const type = commonType(a.type, b.type);
    if (type === undefined && a.type.kind === 'list' && b.type.kind === 'list')
      return refuse(at, 'A comparison of lists of different kinds');
    return type === undefined
      ? booleanOf(`(${a.sql} is null and ${b.sql} is null)`)
      : booleanOf(`(${as(type, a)} is not distinct from ${as(type, b)})`);
  },
};
