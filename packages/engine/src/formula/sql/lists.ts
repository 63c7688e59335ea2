import type { AstOf } from '../ast.ts';
import { ANY, COUNT, type FormulaType, listOf } from '../types.ts';
import { type Fragment, NEVER, type Site, as, booleanOf, commonType, refuse, sqlTypeOf } from './fragment.ts';
import { truth } from './operators.ts';

/** A list whose items are written in the formula. */
export function writtenOut(items: readonly Fragment[], { at }: Site): Fragment {
  const of = items.reduce<FormulaType | undefined>((type, item) => type && commonType(type, item.type), {
    kind: 'any',
  });
  if (of === undefined) return refuse(at, 'A list with items of different kinds');
  const type = listOf(of);
  const sqlType = sqlTypeOf(type) ?? refuse(at, 'A list of lists');
  return { sql: `array[${items.map((item) => as(of, item)).join(', ')}]::${sqlType}`, type, items };
}

/** A value as the list that it is; one that is no list is a list of one, a missing one is none. */
export function listFrom(value: Fragment, { at, writer }: Pick<Site, 'at' | 'writer'>): Fragment {
  if (value.type.kind === 'list' || value.type.kind === 'any') return value;
  const type = listOf(value.type);
  if (sqlTypeOf(type) === undefined) return refuse(at, 'A list of lists');
  return writer.sharing([value], ({ sql } = NEVER) => ({
    sql: `(case when ${sql} is not null then array[${sql}] end)`,
    type,
  }));
}

export const itemType = ({ type }: Fragment): FormulaType => (type.kind === 'list' ? type.of : type);

/** An item of a list by the name of the column that holds it. */
const itemOf = (list: Fragment, sql: string): Fragment => {
  const type = itemType(list);
  return type.kind === 'any' ? NEVER : { sql, type };
};

const LONGEST_RANGE = 100_000;

export function range(ast: AstOf<'range'>, { of, writer }: Site): Fragment {
  const ends = [of(ast.low), of(ast.high)];
  if (ends.some(({ type }) => type.kind !== 'number')) return NEVER;
  return writer.sharing(ends, (low = NEVER, high = NEVER) => {
    const [a, b] = [low.sql, high.sql];
    const fits = `${a} = trunc(${a}) and ${b} = trunc(${b}) and abs(${b} - ${a}) <= ${LONGEST_RANGE}`;
    const numbers = `array(select generate_series(${a}, ${b}, case when ${a} <= ${b} then 1 else -1 end))`;
    return { sql: `(case when ${fits} then ${numbers} end)`, type: listOf(COUNT) };
  });
}

/** As in the other back end: an item that is missing is left out, a test that cannot be told of another makes all unknown. */
export function filter(ast: AstOf<'filter'>, site: Site): Fragment {
  const { of, writer } = site;
  const list = listFrom(of(ast.list), site);
  const row = writer.name();
  const test = of(ast.test, { item: itemOf(list, `${row}.x`) });
  if (list.type.kind === 'any') return NEVER;
  if (test.type.kind === 'number') return atPlace(list, of(ast.test, { item: NEVER }), writer);
  const told = `${row}_told`;
  const rows = (sql: string) =>
    `unnest(${sql}) with ordinality as ${row}(x, n), lateral (select ${answer(test)} as t) as ${told}`;
  const kept = `coalesce(array_agg(${row}.x order by ${row}.n) filter (where ${told}.t), '{}')`;
  const whole = `case when bool_or(${told}.t is null and ${row}.x is not null) then null else ${kept} end`;
  return writer.sharing([list], ({ sql, type } = NEVER) => ({
    sql: `(case when ${sql} is not null then (select ${whole} from ${rows(sql)}) end)`,
    type,
  }));
}

/** What a test says of an item: what is no condition keeps nothing. */
const answer = (test: Fragment): string =>
  test.type.kind === 'boolean' || test.type.kind === 'any'
    ? truth(test)
    : `(case when ${test.sql} is not null then false end)`;

function atPlace(list: Fragment, place: Fragment, writer: Site['writer']): Fragment {
  return writer.sharing([list, place], ({ sql } = NEVER, { sql: i } = NEVER) => {
    const fits = `${i} = trunc(${i}) and abs(${i}) <= 1000000000`;
    const at = `(case when ${i} > 0 then ${i} else cardinality(${sql}) + 1 + ${i} end)::integer`;
    return { sql: `(case when ${fits} and ${i} <> 0 then (${sql})[${at}] end)`, type: itemType(list) };
  });
}

export function quantified(ast: AstOf<'quantified'>, site: Site): Fragment {
  const { of, writer } = site;
  const list = listFrom(of(ast.list), site);
  const [row, told] = [writer.name(), writer.name()];
  const test = truth(of(ast.test, { [ast.variable]: itemOf(list, `${row}.x`) }));
  if (list.type.kind === 'any') return NEVER;
  const deciding = ast.quantifier === 'some';
  const rows = (sql: string) => `unnest(${sql}) as ${row}(x), lateral (select ${test} as t) as ${told}`;
  return writer.sharing([list], ({ sql } = NEVER) => {
    const decided = `case when bool_or(${told}.t is ${deciding}) then ${deciding} when bool_or(${told}.t is null) then null else ${!deciding} end`;
    return booleanOf(`(case when ${sql} is not null then (select ${decided} from ${rows(sql)}) end)`);
  });
}

export function loop(ast: AstOf<'for'>, site: Site): Fragment {
  const { of, writer, at } = site;
  const list = listFrom(of(ast.list), site);
  const row = writer.name();
  const result = of(ast.result, { [ast.variable]: itemOf(list, `${row}.x`) });
  if (list.type.kind === 'any') return NEVER;
  if (ast.joins) return joined({ list, result, row }, site);
  const type = listOf(result.type);
  if (sqlTypeOf(type) === undefined) return refuse(at, 'A list of lists');
  return writer.sharing([list], ({ sql } = NEVER) => {
    const turns = `array(select ${as(result.type, result)} from unnest(${sql}) with ordinality as ${row}(x, n) order by ${row}.n)`;
    return { sql: `(case when ${sql} is not null then ${turns} end)`, type };
  });
}

/** The lists of all turns one after the other; one that cannot be told makes the whole one that cannot be told. */
function joined(
  { list, result, row }: { readonly list: Fragment; readonly result: Fragment; readonly row: string },
  { writer }: Site,
): Fragment {
  const { type } = result;
  if (type.kind !== 'list') {
    // no turn, no list that is missing
    const none = `(case when cardinality(${list.sql}) = 0 then '{}'::text[] end)`;
    return { sql: none, type: listOf(ANY) };
  }
  const [turn, item] = [writer.name(), writer.name()];
  return writer.sharing([list], ({ sql } = NEVER) => {
    const turns = `(select ${row}.n, ${result.sql} as l from unnest(${sql}) with ordinality as ${row}(x, n)) as ${turn}`;
    const items = `left join lateral unnest(${turn}.l) with ordinality as ${item}(x, n) on true`;
    const all = `array_agg(${item}.x order by ${turn}.n, ${item}.n) filter (where ${item}.n is not null)`;
    const whole = `case when bool_or(${turn}.l is null) then null else coalesce(${all}, '{}') end`;
    return { sql: `(case when ${sql} is not null then (select ${whole} from ${turns} ${items}) end)`, type };
  });
}
