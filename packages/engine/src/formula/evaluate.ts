import { calendarArithmetic } from './calendar.ts';
import type { ArithmeticOperator, Ast, AstOf, CompareOperator, Test } from './ast.ts';
import { Decimal } from './decimal.ts';
import { Duration } from './duration.ts';
import { Moment } from './moment.ts';
import { partOf } from './moments.ts';
import { inOrder } from './functions/define.ts';
import { FUNCTIONS } from './functions/registry.ts';
import { isInstance } from './functions/texts.ts';
import { type FormulaValue, dayFromText, equals, isDay, isList, order, sameItem } from './values.ts';

/** Values by name; a name that is not there is missing. */
export type Inputs = Readonly<Record<string, FormulaValue>>;
/** Told of every node that was evaluated, children first. */
export type Watch = (node: Ast, value: FormulaValue) => void;

/**
 * The value of an expression under three-valued logic: missing is null, and null is never equal to null, never zero
 * and never the `else` branch.
 */
export function evaluate(ast: Ast, inputs: Inputs, watch?: Watch): FormulaValue {
  const value = valueOf(ast, inputs, watch);
  watch?.(ast, value);
  return value;
}

function valueOf(ast: Ast, inputs: Inputs, watch: Watch | undefined): FormulaValue {
  const of = (node: Ast) => evaluate(node, inputs, watch);
  switch (ast.kind) {
    case 'number':
      return Decimal.parse(ast.text) ?? null;
    case 'text':
    case 'boolean':
      return ast.value;
    case 'null':
      return null;
    case 'name':
      return Object.hasOwn(inputs, ast.name) ? (inputs[ast.name] ?? null) : null;
    case 'negate': {
      const value = of(ast.of);
      if (value instanceof Duration) return value.with(value.amount.negated());
      return value instanceof Decimal ? value.negated() : null;
    }
    case 'arithmetic':
      return arithmetic(ast.operator, of(ast.left), of(ast.right));
    case 'compare':
      return compareNodes(ast, of);
    case 'logic':
      return logic(ast.operator, of(ast.left), of(ast.right));
    case 'if': {
      const condition = of(ast.condition);
      return typeof condition === 'boolean' ? of(condition ? ast.yes : ast.no) : null;
    }
    case 'between': {
      const value = of(ast.value);
      return logic('and', compare('>=', value, of(ast.low)), compare('<=', value, of(ast.high)));
    }
    case 'in': {
      const value = of(ast.value);
      return ast.tests
        .map((test) => passes(test, value, of))
        .reduce<FormulaValue>((a, b) => logic('or', a, b), false);
    }
    case 'list':
      return ast.items.map(of);
    case 'range':
      return range(of(ast.low), of(ast.high));
    case 'filter':
    case 'quantified':
    case 'for':
      return iterate(ast, inputs, watch);
    case 'call':
      return call(ast, of);
    case 'property':
      return property(of(ast.of), ast.name);
    case 'instance':
      return isInstance(of(ast.of), ast.type);
  }
}

const LONGEST_RANGE = 100_000;
const LARGEST_EXPONENT = 1_000;

export function arithmetic(operator: ArithmeticOperator, a: FormulaValue, b: FormulaValue): FormulaValue {
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (!(a instanceof Decimal) || !(b instanceof Decimal)) return calendarArithmetic(operator, a, b) ?? null;
  switch (operator) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '*':
      return a.times(b);
    case '/':
      return a.dividedBy(b);
    case '**':
      return power(a, b);
  }
}

/** Whole exponents only: a root is no exact decimal. */
function power(base: Decimal, exponent: Decimal): FormulaValue {
  const n = exponent.toSafeInteger();
  if (n === undefined || Math.abs(n) > LARGEST_EXPONENT) return null;
  const raised = Decimal.of(base.units ** BigInt(Math.abs(n)), base.scale * Math.abs(n));
  return n < 0 ? Decimal.of(1n).dividedBy(raised) : raised;
}

/** `x = null` and `x != null` with the literal null are the only tests for missing. */
function compareNodes(
  { operator, left, right }: AstOf<'compare'>,
  of: (node: Ast) => FormulaValue,
): FormulaValue {
  const [a, b] = [of(left), of(right)];
  const literal = left.kind === 'null' || right.kind === 'null';
  if (literal && operator === '=') return a === null && b === null;
  if (literal && operator === '!=') return a !== null || b !== null;
  return compare(operator, a, b);
}

export function compare(operator: CompareOperator, a: FormulaValue, b: FormulaValue): boolean | null {
  if (operator === '=' || operator === '!=') {
    const equal = equals(a, b);
    return equal === null ? null : equal === (operator === '=');
  }
  const o = order(a, b);
  if (o === null) return null;
  return operator === '<' ? o < 0 : operator === '<=' ? o <= 0 : operator === '>' ? o > 0 : o >= 0;
}

/** Kleene's logic: false and null is false, true or null is true. */
export function logic(operator: 'and' | 'or', a: FormulaValue, b: FormulaValue): boolean | null {
  const deciding = operator === 'or';
  if (a === deciding || b === deciding) return deciding;
  return typeof a === 'boolean' && typeof b === 'boolean' ? !deciding : null;
}

function passes(test: Test, value: FormulaValue, of: (node: Ast) => FormulaValue): FormulaValue {
  switch (test.kind) {
    case 'compare':
      return compare(test.operator, value, of(test.to));
    case 'interval':
      return logic(
        'and',
        compare(test.lowOpen ? '>' : '>=', value, of(test.low)),
        compare(test.highOpen ? '<' : '<=', value, of(test.high)),
      );
    case 'equal': {
      if (test.to.kind === 'null') return value === null;
      const to = of(test.to);
      return to !== null && isList(to) ? within(value, to) : equals(value, to);
    }
  }
}

/** Whether a value is one of a list; a missing value cannot be told. */
function within(value: FormulaValue, list: readonly FormulaValue[]): FormulaValue {
  if (value === null) return null;
  const found = list.some((item) => sameItem(item, value)) || (isList(value) && sameItem(value, list));
  return found || (list.includes(null) ? null : false);
}

function range(low: FormulaValue, high: FormulaValue): FormulaValue {
  const [a, b] = [low, high].map((end) => (end instanceof Decimal ? end.toSafeInteger() : undefined));
  if (a === undefined || b === undefined || Math.abs(b - a) > LONGEST_RANGE) return null;
  const step = a <= b ? 1 : -1;
  return Array.from({ length: Math.abs(b - a) + 1 }, (_, i) => Decimal.of(BigInt(a + i * step)));
}

function iterate(
  ast: AstOf<'filter' | 'quantified' | 'for'>,
  inputs: Inputs,
  watch: Watch | undefined,
): FormulaValue {
  const list = evaluate(ast.list, inputs, watch);
  if (ast.kind === 'filter') return filter(ast, list, inputs);
  if (list === null) return null;
  const items = isList(list) ? list : [list];
  const at = (item: FormulaValue, node: Ast) => evaluate(node, { ...inputs, [ast.variable]: item });
  if (ast.kind === 'for') {
    const turns = items.map((item) => at(item, ast.result));
    return ast.joins ? joined(turns) : turns;
  }
  const operator = ast.quantifier === 'some' ? 'or' : 'and';
  return items
    .map((item) => at(item, ast.test))
    .reduce<FormulaValue>((a, b) => logic(operator, a, b), operator === 'and');
}

/** Lists one after the other; one that cannot be told makes the whole one that cannot be told. */
const joined = (lists: readonly FormulaValue[]): FormulaValue =>
  lists.every((list) => list !== null && isList(list)) ? lists.flat() : null;

/**
 * `list[2]` is a place counted from 1 (from the end when negative), `list[item > 3]` keeps what is true. An item that
 * is missing is left out when the test cannot be told of it; when it cannot be told of an item that is there, neither
 * can what is left of the list: an unknown limit does not make it empty.
 */
function filter({ test }: AstOf<'filter'>, list: FormulaValue, inputs: Inputs): FormulaValue {
  if (list === null) return null;
  const items = isList(list) ? list : [list];
  const place = evaluate(test, { ...inputs, item: null });
  if (place instanceof Decimal) {
    const at = place.toSafeInteger() ?? 0;
    return (at > 0 ? items[at - 1] : items[items.length + at]) ?? null;
  }
  const told = items.map((item) => evaluate(test, { ...inputs, item }));
  if (told.some((answer, i) => answer === null && items[i] !== null)) return null;
  return items.filter((_item, i) => told[i] === true);
}

/** A call that does not fit the function's parameters cannot be told. */
function call({ name, args, argNames }: AstOf<'call'>, of: (node: Ast) => FormulaValue): FormulaValue {
  const definition = FUNCTIONS.get(name);
  const ordered = definition && inOrder(definition, args.map(of), argNames);
  return ordered ? definition.run(ordered.map((value) => value ?? null)) : null;
}

const DAY_PARTS: Readonly<Record<string, [number, number]>> = { year: [0, 4], month: [5, 7], day: [8, 10] };

function property(value: FormulaValue, name: string): FormulaValue {
  if (value instanceof Duration) return value.parts[name] ?? null;
  if (value instanceof Moment) return partOf(value, name);
  const part = DAY_PARTS[name];
  return value !== null && isDay(value) && part ? (Decimal.parse(value.day.slice(...part)) ?? null) : null;
}

/** A day from ISO text, for inputs. */
export const day = (iso: string): FormulaValue => dayFromText(iso);
