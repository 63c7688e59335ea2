import {
  type Ast,
  Decimal,
  type FormulaType,
  type FormulaValue,
  type SqlExpression,
  asSqlText,
  compileSql,
  evaluate,
  fromSqlText,
  isDay,
  isList,
  sqlTypeOf,
} from '@yuanheng/engine/formula';
import type pg from 'pg';

/** Both back ends of the formula language on the same formulas and rows. */
type Cell = string | readonly (string | null)[] | null;
export type Row = Readonly<Record<string, Cell>>;
type Types = Readonly<Record<string, FormulaType>>;
export interface Formula {
  readonly source: string;
  readonly ast: Ast;
}

/** What a cell is worth in the trace back end. */
const valueOf = (cell: Cell, type: FormulaType): FormulaValue =>
  cell === null || typeof cell === 'string'
    ? fromSqlText(cell, type)
    : cell.map((item) => fromSqlText(item, type.kind === 'list' ? type.of : type));

/** A value as both back ends must write it. */
function written(value: FormulaValue): string {
  if (value === null) return 'null';
  if (value instanceof Decimal) return value.toString();
  if (isDay(value)) return value.day;
  return isList(value) ? `[${value.map(written).join(', ')}]` : JSON.stringify(value);
}

/** Rows in a table of the session, with one column per name. */
export async function layRows(client: pg.Client, types: Types, rows: readonly Row[]): Promise<void> {
  const columns = Object.values(types).map((type, i) => `c${i} ${sqlTypeOf(type)}`);
  await client.query('drop table if exists pg_temp.e');
  await client.query(`create temp table e (row_number integer, ${columns.join(', ')})`);
  const places = Object.values(types).map((type, i) => `$${i + 2}::${sqlTypeOf(type)}`);
  for (const [i, row] of rows.entries()) {
    const cells = Object.keys(types).map((name) => row[name] ?? null);
    await client.query(`insert into e values ($1, ${places.join(', ')})`, [i, ...cells]);
  }
}

export interface Compared {
  /** Formula, both answers and the row, one line each. */
  readonly differences: readonly string[];
  readonly answers: number;
  /** How many answers are not null. */
  readonly told: number;
}

const PER_STATEMENT = 50;
type Fault = (sql: string) => string;
const faultless: Fault = (sql) => sql;

/** What both say; `fault` changes the SQL on its way to the database. */
export async function compareBackEnds(
  client: pg.Client,
  {
    types,
    rows,
    formulas,
  }: { readonly types: Types; readonly rows: readonly Row[]; readonly formulas: readonly Formula[] },
  fault: Fault = faultless,
): Promise<Compared> {
  const columns = Object.fromEntries(
    Object.entries(types).map(([name, type], i): [string, SqlExpression] => [name, { sql: `e.c${i}`, type }]),
  );
  const inputs = rows.map((row) =>
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, valueOf(row[name] ?? null, type)])),
  );
  const differences: string[] = [];
  let [answers, told] = [0, 0];
  for (let from = 0; from < formulas.length; from += PER_STATEMENT) {
    const some = formulas.slice(from, from + PER_STATEMENT);
    const parameters: string[] = [];
    const compiled = some.map(({ ast }) => compileSql(ast, columns, parameters));
    const list = compiled.map((one) => fault(asSqlText(one)));
    const { rows: found } = await client.query<(string | null)[]>({
      text: `select ${list.join(',\n')} from e order by row_number`,
      values: parameters,
      rowMode: 'array',
    });
    for (const [f, { source, ast }] of some.entries())
      for (const [r, values] of inputs.entries()) {
        const type = compiled[f]?.type ?? { kind: 'any' };
        const [byTrace, bySql] = [evaluate(ast, values), fromSqlText(found[r]?.[f] ?? null, type)].map(
          written,
        );
        answers++;
        if (byTrace !== 'null') told++;
        if (byTrace !== bySql) differences.push(`${source} in row ${r}: trace ${byTrace}, SQL ${bySql}`);
      }
  }
  return { differences, answers, told };
}
