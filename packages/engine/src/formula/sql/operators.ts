import type { Ast, AstOf, CompareOperator, Test } from '../ast.ts';
import { Decimal } from '../decimal.ts';
import type { Span } from '../error.ts';
import { TYPE_NAMES } from '../functions/texts.ts';
import { COUNT, type FormulaType, TEXT, isDuration } from '../types.ts';
import { calendarArithmetic } from './calendar.ts';
import { compareQuotient } from './quotients.ts';
import { type Fragment, NEVER, type Site, as, booleanOf, commonType, refuse } from './fragment.ts';

const isKind = (kind: FormulaType['kind'], ...fragments: readonly Fragment[]) =>
  fragments.every(({ type }) => type.kind === kind);

export function numberOf(sql: string): Fragment {
  return { sql, type: COUNT };
}

export const negate = (value: Fragment): Fragment =>
  isKind('number', value) || isDuration(value.type) ? { ...value, sql: `(- ${value.sql})` } : NEVER;

export function arithmetic(ast: AstOf<'arithmetic'>, { of, ...site }: Site): Fragment {
  const [a, b] = [of(ast.left), of(ast.right)];
  if (ast.operator === '+' && isKind('text', a, b)) return { sql: `(${a.sql} || ${b.sql})`, type: TEXT };
  if (!isKind('number', a, b))
    return calendarArithmetic(ast.operator, [a, b], { writer: site.writer, quotient }) ?? NEVER;
  if (ast.operator === '/') return quotient(a, b);
  if (ast.operator === '**') return power(a, ast.right, { of, ...site });
  return numberOf(`(${a.sql} ${ast.operator} ${b.sql})`);
}

/**
 * Rounded half away from zero at 20 places, like `Decimal.dividedBy`. PostgreSQL's own `/` rounds at a scale that it
 * chooses; `div` cuts off, and the 21st place alone says whether to round away from zero.
 */
export function quotient(a: Fragment, b: Fragment): Fragment {
  const cut = `div(${a.sql} * 1000000000000000000000, nullif(${b.sql}, 0))`;
  return numberOf(`round(${cut} * 0.000000000000000000001, 20)`);
}

export const LARGEST_EXPONENT = 16;

/** PostgreSQL's `power` is no exact one: a written exponent becomes products. */
function power(base: Fragment, exponent: Ast, { writer, at }: Site): Fragment {
  const n = literalNumber(exponent)?.toSafeInteger();
  if (n === undefined || Math.abs(n) > LARGEST_EXPONENT)
    return refuse(at, `An exponent that is no written whole number up to ${LARGEST_EXPONENT}`);
  return writer.sharing([base], (one = NEVER) => {
    if (n === 0) return numberOf(`(case when ${one.sql} is not null then 1::numeric end)`);
    const raised = numberOf(`(${Array.from({ length: Math.abs(n) }, () => one.sql).join(' * ')})`);
    return n > 0 ? raised : quotient(numberOf('1::numeric'), raised);
  });
}

/** The number that a part of a formula is by its text, or undefined. */
export function literalNumber(ast: Ast | undefined): Decimal | undefined {
  if (ast?.kind === 'negate') return literalNumber(ast.of)?.negated();
  return ast?.kind === 'number' ? Decimal.parse(ast.text) : undefined;
}

/** `x = null` and `x != null` with the literal null are the only tests for missing. */
export function compareNodes(ast: AstOf<'compare'>, { of }: Site): Fragment {
  const [a, b] = [of(ast.left), of(ast.right)];
  const given = ast.left.kind === 'null' ? b : ast.right.kind === 'null' ? a : undefined;
  if (given && ast.operator === '=') return booleanOf(`(${given.sql} is null)`);
  if (given && ast.operator === '!=') return booleanOf(`(${given.sql} is not null)`);
  return boundOfQuotient(ast, of) ?? compare(ast.operator, [a, b], ast);
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const;

/** A quotient beside a written number, on either side. */
function boundOfQuotient({ operator, left, right }: AstOf<'compare'>, of: Site['of']): Fragment | undefined {
  const [quotientNode, bound, asked] =
    literalNumber(right) === undefined
      ? [right, literalNumber(left), MIRRORED[operator]]
      : [left, literalNumber(right), operator];
  if (bound === undefined || quotientNode.kind !== 'arithmetic' || quotientNode.operator !== '/')
    return undefined;
  const [dividend, divisor] = [of(quotientNode.left), of(quotientNode.right)];
  return isKind('number', dividend, divisor)
    ? compareQuotient(asked, { dividend, divisor, bound })
    : undefined;
}

const ORDERED = new Set<FormulaType['kind']>([
  'number',
  'text',
  'date',
  'days and time duration',
  'years and months duration',
]);
export const isOrdered = (type: FormulaType): boolean => ORDERED.has(type.kind);
/** Texts are ordered by their characters' numbers, whatever the database sorts by. */
export const inItsOrder = ({ sql, type }: Fragment): string =>
  type.kind === 'text' ? `(${sql} collate "C")` : sql;

export function compare(
  operator: CompareOperator,
  [a, b]: readonly [Fragment, Fragment],
  at: Span,
): Fragment {
  const type = commonType(a.type, b.type);
  if (type === undefined)
    return a.type.kind === 'list' && b.type.kind === 'list'
      ? refuse(at, 'A comparison of lists of different kinds')
      : NEVER;
  if (a.type.kind === 'any' || b.type.kind === 'any') return NEVER;
  const isEquality = operator === '=' || operator === '!=';
  if (!isEquality && !isOrdered(type)) return NEVER;
  const [x, y] = isEquality ? [as(type, a), as(type, b)] : [inItsOrder(a), inItsOrder(b)];
  return booleanOf(`(${x} ${operator === '!=' ? '<>' : operator} ${y})`);
}

/** SQL's logic is FEEL's; what is no boolean cannot be told. */
export function logic(operator: 'and' | 'or', operands: readonly Fragment[]): Fragment {
  return booleanOf(`(${operands.map(truth).join(` ${operator} `)})`);
}

export const truth = (value: Fragment): string => (isKind('boolean', value) ? value.sql : 'null::boolean');

/** A condition that cannot be told leads to neither branch: a bare ELSE would take it for a no. */
export function condition(ast: AstOf<'if'>, { of }: Site): Fragment {
  const [yes, no] = [of(ast.yes), of(ast.no)];
  const type = commonType(yes.type, no.type);
  if (type === undefined) return refuse(ast, 'An if whose branches are of different kinds');
  const [when, then, otherwise] = [truth(of(ast.condition)), as(type, yes), as(type, no)];
  return { sql: `(case ${when} when true then ${then} when false then ${otherwise} end)`, type };
}

export function between(ast: AstOf<'between'>, { of, writer }: Site): Fragment {
  const [low, high] = [of(ast.low), of(ast.high)];
  return writer.sharing([of(ast.value)], (value = NEVER) =>
    logic('and', [compare('>=', [value, low], ast), compare('<=', [value, high], ast)]),
  );
}

export function among(ast: AstOf<'in'>, site: Site): Fragment {
  const written = ast.tests.map((test) =>
    test.kind === 'equal' && test.to.kind !== 'null' ? site.of(test.to) : null,
  );
  return site.writer.sharing([site.of(ast.value)], (value = NEVER) => {
    const isScalar = (to: Fragment | null): to is Fragment =>
      to !== null && to.type.kind === value.type.kind && to.type.kind !== 'list';
    const scalars = written.filter(isScalar);
    const others = ast.tests
      .filter((_test, i) => !isScalar(written[i] ?? null))
      .map((test) => passes(test, value, site));
    // one list of values is what PostgreSQL looks up at once
    const one = scalars.length > 0 && value.type.kind !== 'any' ? [oneOf(value, scalars)] : [];
    return one.length + others.length === 1
      ? ([...one, ...others][0] ?? NEVER)
      : logic('or', [...one, ...others]);
  });
}

const oneOf = (value: Fragment, items: readonly Fragment[]): Fragment =>
  booleanOf(`(${value.sql} in (${items.map((item) => as(value.type, item)).join(', ')}))`);

function passes(test: Test, value: Fragment, { of, at, writer }: Site): Fragment {
  switch (test.kind) {
    case 'compare':
      return compare(test.operator, [value, of(test.to)], at);
    case 'interval':
      return logic('and', [
        compare(test.lowOpen ? '>' : '>=', [value, of(test.low)], at),
        compare(test.highOpen ? '<' : '<=', [value, of(test.high)], at),
      ]);
    case 'equal': {
      if (test.to.kind === 'null') return booleanOf(`(${value.sql} is null)`);
      const to = of(test.to);
      return to.type.kind === 'list' ? within(value, to, { at, writer }) : compare('=', [value, to], at);
    }
  }
}

/** Whether a value is one of a list; a missing value cannot be told, not even of an empty list. */
function within(value: Fragment, list: Fragment, { at, writer }: Pick<Site, 'at' | 'writer'>): Fragment {
  if (list.type.kind !== 'list' || value.type.kind === 'list')
    return refuse(at, 'A list as an item of a list');
  if (value.type.kind === 'any') return NEVER;
  const { of } = list.type;
  if (commonType(value.type, of) === undefined)
    return refuse(at, 'A search for a value among values of another kind');
  if (list.items && list.items.length > 0) return oneOf(value, list.items);
  const items = as({ kind: 'list', of: value.type }, list);
  return writer.sharing([value], (one = NEVER) =>
    booleanOf(`(case when ${one.sql} is not null then ${one.sql} = any(${items}) end)`),
  );
}

const STANDARD_NAMES: Readonly<Record<string, FormulaType['kind']>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  'days and time duration': 'days and time duration',
  'years and months duration': 'years and months duration',
};

/** A missing value is an instance of nothing. */
export function instance(value: Fragment, ast: AstOf<'instance'>): Fragment {
  if (!TYPE_NAMES.has(ast.type)) return refuse(ast, `instance of ${ast.type}`);
  const fits = ast.type === 'Any' || value.type.kind === STANDARD_NAMES[ast.type];
  return booleanOf(fits ? `(${value.sql} is not null)` : 'false');
}
