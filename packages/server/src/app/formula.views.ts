import {
  type Ast,
  type FormulaType,
  type FormulaValue,
  type SqlExpression,
  asSqlText,
  compileSql,
  fromSqlText,
  sqlTypeOf,
  toSqlText,
} from '@yuanheng/engine/formula';
import { connect } from '../kernel/db/prepare.ts';
import { throwAwayCluster } from '../kernel/postgres/throw-away.ts';

/** A formula with the values that its names stand for. */
export interface FormulaWithInputs {
  readonly ast: Ast;
  readonly inputs: Readonly<Record<string, FormulaValue>>;
  readonly types: Readonly<Record<string, FormulaType>>;
}
export type AnswerInSql = (formula: FormulaWithInputs) => Promise<FormulaValue>;

/**
 * Formulas answered by PostgreSQL, for as long as `work` goes on: an embedded database of its own, with no data in it.
 *
 * @throws FormulaError UNSUPPORTED for what has no SQL form
 */
export async function withFormulasInSql<T>(work: (answer: AnswerInSql) => Promise<T>): Promise<T> {
  const cluster = await throwAwayCluster();
  // its folder would live on after Ctrl-C
  const interrupted = () => void cluster.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    const client = await connect(cluster.adminUrl);
    try {
      return await work(async ({ ast, inputs, types }) => {
        const given = Object.entries(types).filter(([, { kind }]) => kind !== 'any');
        const columns = Object.fromEntries(
          Object.entries(types).map(([name, type]): [string, SqlExpression] => [
            name,
            { sql: `e.c${given.findIndex(([other]) => other === name)}`, type },
          ]),
        );
        const parameters: string[] = [];
        const expression = compileSql(ast, columns, parameters);
        const cells = given.map(
          ([, type], i) => `$${parameters.length + i + 1}::${sqlTypeOf(type)} as c${i}`,
        );
        const from = cells.length > 0 ? `from (select ${cells.join(', ')}) as e` : '';
        const { rows } = await client.query<{ value: string | null }>(
          `select ${asSqlText(expression)} as value ${from}`,
          [...parameters, ...given.map(([name]) => toSqlText(inputs[name] ?? null))],
        );
        return fromSqlText(rows[0]?.value ?? null, expression.type);
      });
    } finally {
      await client.end();
    }
  } finally {
    process.off('SIGINT', interrupted);
    await cluster.stop();
  }
}
