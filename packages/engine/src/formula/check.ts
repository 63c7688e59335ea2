import type { Ast, AstOf, Test } from './ast.ts';
import { FormulaError } from './error.ts';
import { isVariadic } from './functions/define.ts';
import { FUNCTIONS } from './functions/registry.ts';
import { TYPE_NAMES } from './functions/texts.ts';
import { ANY, BOOLEAN, COUNT, DAYS, type FormulaType, TEXT, isDuration, listOf } from './types.ts';
import { calendarType } from './calendar-types.ts';
import { BARE, describeUnit, invert, isSameUnit, measureTheSame, multiply } from './units.ts';

/** The types of the names that an expression may use. */
export type Environment = Readonly<Record<string, FormulaType>>;

/**
 * The type of an expression, refused before it is saved when it cannot be typed: unknown names and functions, a
 * number compared with a text, persons added to money.
 *
 * @throws FormulaError UNKNOWN_NAME, UNKNOWN_FUNCTION, TYPE or UNIT with the position
 */
export function check(ast: Ast, names: Environment): FormulaType {
  const of = (node: Ast) => check(node, names);
  switch (ast.kind) {
    case 'number':
      return COUNT;
    case 'text':
      return TEXT;
    case 'boolean':
      return BOOLEAN;
    case 'null':
      return ANY;
    case 'name':
      return typeOfName(ast, names);
    case 'negate':
      return negationType(ast, of(ast.of));
    case 'arithmetic':
      return arithmeticType(ast, of);
    case 'compare':
      comparable(ast, of(ast.left), of(ast.right));
      return BOOLEAN;
    case 'logic':
      booleanAt(ast.left, of(ast.left));
      booleanAt(ast.right, of(ast.right));
      return BOOLEAN;
    case 'if':
      booleanAt(ast.condition, of(ast.condition));
      return common(ast, of(ast.yes), of(ast.no));
    case 'between':
      comparable(ast, of(ast.value), of(ast.low));
      comparable(ast, of(ast.value), of(ast.high));
      return BOOLEAN;
    case 'in':
      for (const test of ast.tests) checkTest(ast, test, of);
      return BOOLEAN;
    case 'list':
      return listOf(ast.items.map(of).reduce((a, b) => common(ast, a, b), ANY));
    case 'range':
      numberAt(ast.low, of(ast.low));
      numberAt(ast.high, of(ast.high));
      return listOf(COUNT);
    case 'filter':
    case 'quantified':
    case 'for':
      return iterationType(ast, names);
    case 'call':
      return callType(ast, of);
    case 'property':
      return propertyType(ast, of);
    case 'instance':
      if (!TYPE_NAMES.has(ast.type))
        throw new FormulaError('UNSUPPORTED', ast, `instance of ${ast.type} is outside the subset.`);
      of(ast.of);
      return BOOLEAN;
  }
}

function typeOfName(ast: AstOf<'name'>, names: Environment): FormulaType {
  const type = Object.hasOwn(names, ast.name) ? names[ast.name] : undefined;
  if (type) return type;
  const near = Object.keys(names).filter((name) => name.includes(ast.name) || ast.name.includes(name));
  if (/^[“”‘’].*[“”‘’]$/.test(ast.name))
    throw new FormulaError(
      'UNKNOWN_NAME',
      ast,
      `There is no ${ast.name} here. A text stands in straight quotes: "${ast.name.slice(1, -1)}".`,
    );
  const hint = near.length > 0 ? ` Did you mean ${near.slice(0, 3).join(' or ')}?` : '';
  throw new FormulaError('UNKNOWN_NAME', ast, `There is no "${ast.name}" here.${hint}`);
}

function wrong(ast: Ast, wanted: string, type: FormulaType): never {
  throw new FormulaError('TYPE', ast, `A ${wanted} is needed here, this is a ${type.kind}.`);
}

function numberAt(ast: Ast, type: FormulaType): FormulaType {
  return type.kind === 'number' || type.kind === 'any' ? type : wrong(ast, 'number', type);
}

function booleanAt(ast: Ast, type: FormulaType): void {
  if (type.kind !== 'boolean' && type.kind !== 'any') wrong(ast, 'condition that is true or false', type);
}

const negationType = ({ of }: AstOf<'negate'>, type: FormulaType): FormulaType =>
  isDuration(type) ? type : numberAt(of, type);

function arithmeticType(ast: AstOf<'arithmetic'>, of: (node: Ast) => FormulaType): FormulaType {
  const [left, right] = [of(ast.left), of(ast.right)];
  const isText =
    [left, right].every(({ kind }) => kind === 'text' || kind === 'any') && left.kind !== right.kind;
  if (ast.operator === '+' && (isText || (left.kind === 'text' && right.kind === 'text'))) return TEXT;
  const calendar = calendarType(ast.operator, left, right);
  if (calendar) return calendar;
  const [a, b] = [numberAt(ast.left, left), numberAt(ast.right, right)];
  if (a.kind !== 'number' || b.kind !== 'number') return ANY;
  if (ast.operator === '*') return { kind: 'number', unit: multiply(a.unit, b.unit) };
  if (ast.operator === '/') return { kind: 'number', unit: multiply(a.unit, invert(b.unit)) };
  if (ast.operator === '**') return { kind: 'number', unit: BARE };
  return common(ast, a, b);
}

/** Both must measure the same in the same unit; a literal takes the other's unit. */
function common(ast: Ast, a: FormulaType, b: FormulaType): FormulaType {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind !== b.kind)
    throw new FormulaError('TYPE', ast, `A ${a.kind} and a ${b.kind} do not go together.`);
  if (a.kind !== 'number' || b.kind !== 'number') return a;
  if (a.unit.bare) return b;
  if (b.unit.bare || isSameUnit(a.unit, b.unit)) return a;
  const way = measureTheSame(a.unit, b.unit)
    ? 'Multiply one of them so that both have one unit.'
    : 'They measure different things.';
  throw new FormulaError(
    'UNIT',
    ast,
    `${describeUnit(a.unit)} and ${describeUnit(b.unit)} do not go together. ${way}`,
  );
}

function comparable(ast: Ast, a: FormulaType, b: FormulaType): void {
  common(ast, a, b);
}

function checkTest(ast: AstOf<'in'>, test: Test, of: (node: Ast) => FormulaType): void {
  const value = of(ast.value);
  const ends = test.kind === 'interval' ? [test.low, test.high] : [test.to];
  for (const end of ends) {
    const type = of(end);
    comparable(ast, value, type.kind === 'list' && value.kind !== 'list' ? type.of : type);
  }
}

function iterationType(ast: AstOf<'filter' | 'quantified' | 'for'>, names: Environment): FormulaType {
  const list = check(ast.list, names);
  const item = list.kind === 'list' ? list.of : list;
  if (ast.kind === 'for') {
    const turn = check(ast.result, { ...names, [ast.variable]: item });
    return ast.joins ? turn : listOf(turn);
  }
  if (ast.kind === 'quantified') {
    booleanAt(ast.test, check(ast.test, { ...names, [ast.variable]: item }));
    return BOOLEAN;
  }
  const test = check(ast.test, { ...names, item });
  return test.kind === 'number' ? item : listOf(item);
}

function callType(ast: AstOf<'call'>, of: (node: Ast) => FormulaType): FormulaType {
  const definition = FUNCTIONS.get(ast.name);
  if (!definition)
    throw new FormulaError(
      'UNKNOWN_FUNCTION',
      ast,
      `There is no function "${ast.name}"; yuanheng formula subset lists them.`,
    );
  const { params, optional = 0 } = definition;
  const fewest = isVariadic(definition) ? 1 : params.length - optional;
  const most = isVariadic(definition) ? Infinity : params.length;
  const says = `${ast.name}(${params.join(', ')})`;
  if (ast.args.length < fewest || ast.args.length > most)
    throw new FormulaError('TYPE', ast, `${says} does not take ${ast.args.length} arguments.`);
  const isOneNamed = ast.args.length === 1 && ast.argNames?.[0] === definition.alsoNamed;
  const unknown = isOneNamed
    ? undefined
    : ast.argNames?.find((given) => !params.some((param) => param.replace('…', '') === given));
  if (unknown !== undefined) throw new FormulaError('TYPE', ast, `${says} has no parameter "${unknown}".`);
  const [only] = ast.args;
  if (definition.typeOfText && only?.kind === 'text')
    return (
      definition.typeOfText(only.value) ??
      wrongText(
        only,
        `${says} cannot read ${JSON.stringify(only.value)}; write it such as "P1Y6M" or "P30D".`,
      )
    );
  return definition.type(ast.args.map(of), (reason) => {
    throw new FormulaError(reason.includes('unit') ? 'UNIT' : 'TYPE', ast, `${ast.name}: ${reason}.`);
  });
}

function wrongText(ast: Ast, message: string): never {
  throw new FormulaError('TYPE', ast, message);
}

const PROPERTIES: Readonly<Partial<Record<FormulaType['kind'], readonly string[]>>> = {
  date: ['year', 'month', 'day'],
  'date and time': ['year', 'month', 'day', 'hour', 'minute', 'second', 'time offset'],
  time: ['hour', 'minute', 'second', 'time offset'],
  'days and time duration': ['days', 'hours', 'minutes', 'seconds'],
  'years and months duration': ['years', 'months'],
};

function propertyType(ast: AstOf<'property'>, of: (node: Ast) => FormulaType): FormulaType {
  const type = of(ast.of);
  if (type.kind === 'any') return COUNT;
  const names = PROPERTIES[type.kind] ?? wrong(ast.of, 'date or a duration', type);
  if (names.includes(ast.name)) return ast.name === 'time offset' ? DAYS : COUNT;
  throw new FormulaError('UNKNOWN_NAME', ast, `A ${type.kind} has ${names.join(', ')}, no "${ast.name}".`);
}
