import type { Ast, AstOf } from '../ast.ts';
import { Decimal } from '../decimal.ts';
import { FormulaError } from '../error.ts';
import { inOrder } from '../functions/define.ts';
import { FUNCTIONS } from '../functions/registry.ts';
import { COUNT, type FormulaType, TEXT } from '../types.ts';
import { property } from './calendar.ts';
import { SQL_FUNCTIONS } from './functions.ts';
import { type Fragment, NEVER, type Site, Writer, as, booleanOf, refuse, sqlTypeOf } from './fragment.ts';
import { filter, loop, quantified, range, writtenOut } from './lists.ts';
import { among, arithmetic, between, compareNodes, condition, instance, logic, negate } from './operators.ts';

/** An expression of PostgreSQL with the type of its value. */
export interface SqlExpression {
  readonly sql: string;
  readonly type: FormulaType;
}

/**
 * The SQL expression that is worth what `evaluate` says, for every row: three values, exact decimals, quotients rounded
 * half away from zero at 20 places. It raises no error, whatever the values are, as long as numbers
 * stay below the 131,072 digits that PostgreSQL can hold. Names stand for the expressions of
 * `columns`; literals are appended to `parameters`, so that several expressions fit into one statement.
 *
 * @throws FormulaError UNSUPPORTED for what has no SQL form, UNKNOWN_NAME; with the position
 */
export function compileSql(
  ast: Ast,
  columns: Readonly<Record<string, SqlExpression>>,
  parameters: string[],
): SqlExpression {
  const names = Object.entries(columns).map(([name, { sql, type }]): [string, Fragment] => [
    name,
    type.kind === 'any' ? NEVER : (column(sql, type) ?? refuse(ast, `The list of lists ${name}`)),
  ]);
  const writer = new Writer();
  const written = write(ast, new Map(names), writer);
  return { sql: writer.finish(as(written.type, written), parameters), type: written.type };
}

/** One collation for all texts, that of their characters' numbers: two different ones could not be compared. */
function column(sql: string, type: FormulaType): Fragment | undefined {
  const sqlType = sqlTypeOf(type);
  const isText = sqlType?.startsWith('text');
  return sqlType
    ? { sql: isText ? `((${sql})::${sqlType} collate "C")` : `(${sql})::${sqlType}`, type }
    : undefined;
}

function write(ast: Ast, names: ReadonlyMap<string, Fragment>, writer: Writer): Fragment {
  const of: Site['of'] = (node, bound) =>
    write(node, bound ? new Map([...names, ...Object.entries(bound)]) : names, writer);
  const site: Site = { at: ast, writer, of };
  switch (ast.kind) {
    case 'number':
      return writer.literal(Decimal.parse(ast.text)?.toString() ?? '', COUNT);
    case 'text':
      return writer.literal(ast.value, TEXT);
    case 'boolean':
      return booleanOf(String(ast.value));
    case 'null':
      return NEVER;
    case 'name':
      return names.get(ast.name) ?? unknown(ast);
    case 'negate':
      return negate(of(ast.of));
    case 'arithmetic':
      return arithmetic(ast, site);
    case 'compare':
      return compareNodes(ast, site);
    case 'logic':
      return logic(ast.operator, [of(ast.left), of(ast.right)]);
    case 'if':
      return condition(ast, site);
    case 'between':
      return between(ast, site);
    case 'in':
      return among(ast, site);
    case 'list':
      return writtenOut(
        ast.items.map((item) => of(item)),
        site,
      );
    case 'range':
      return range(ast, site);
    case 'filter':
      return filter(ast, site);
    case 'quantified':
      return quantified(ast, site);
    case 'for':
      return loop(ast, site);
    case 'call':
      return call(ast, site);
    case 'property':
      return property(of(ast.of), ast.name);
    case 'instance':
      return instance(of(ast.of), ast);
  }
}

function unknown(ast: AstOf<'name'>): never {
  throw new FormulaError('UNKNOWN_NAME', ast, `There is no "${ast.name}" here.`);
}

/** A call that does not fit the function's parameters cannot be told, as in the other back end. */
function call(ast: AstOf<'call'>, site: Site): Fragment {
  const definition = FUNCTIONS.get(ast.name);
  const form = SQL_FUNCTIONS[ast.name];
  if (!definition || !form) return refuse(ast, `The function ${ast.name}`);
  const nodes = inOrder(definition, ast.args, ast.argNames);
  if (nodes === null) return NEVER;
  return form({ ...site, nodes, args: nodes.map((node) => (node ? site.of(node) : NEVER)) });
}
