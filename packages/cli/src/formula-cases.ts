import {
  ANY,
  type Ast,
  BOOLEAN,
  DATE,
  DAYS,
  Decimal,
  Duration,
  type Environment,
  FormulaError,
  MOMENT,
  MONTHS,
  Moment,
  TIME,
  type FormulaType,
  TEXT,
  type FormulaErrorCode,
  type FormulaValue,
  check,
  day,
  evaluate,
  isDay,
  isList,
  listOf,
  momentFromText,
  namesIn,
  numberIn,
  parse,
  subset,
  timeFromText,
} from '@yuanheng/engine/formula';
import type { AnswerInSql } from '@yuanheng/server';
import { UsageError } from './output.ts';

/** A typed value: numbers as decimal text, `{"null": true}` for what is missing. */
export type Typed =
  | { readonly null: true }
  | { readonly type: string; readonly value: string }
  | { readonly list: readonly Typed[] }
  | { readonly context: Readonly<Record<string, Typed>> };

interface Case {
  readonly id: string;
  readonly expression: string;
  readonly inputs: Readonly<Record<string, Typed>>;
  readonly typeRef: string | null;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Reads `{"cases":[…]}`; every input is looked at before the first case runs. */
export function readCases(content: unknown): readonly Case[] {
  if (!isFields(content) || !Array.isArray(content.cases)) return wrong('', '{"cases":[…]}');
  return content.cases.map((one: unknown, i) => {
    const at = `cases.${i}`;
    if (!isFields(one)) return wrong(at, '{"id","expression","inputs","typeRef"}');
    const { id, expression, inputs = {}, typeRef = null } = one;
    if (typeof id !== 'string') return wrong(`${at}.id`, '"text"');
    if (typeof expression !== 'string') return wrong(`${at}.expression`, '"text"');
    if (typeRef !== null && typeof typeRef !== 'string') return wrong(`${at}.typeRef`, '"text"');
    return { id, expression, inputs: readInputs(inputs, `${at}.inputs`), typeRef };
  });
}

function readInputs(inputs: unknown, at: string): Readonly<Record<string, Typed>> {
  if (!isFields(inputs)) return wrong(at, '{"name": value}');
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, readTyped(value, `${at}.${name}`)]),
  );
}

function readTyped(value: unknown, at: string): Typed {
  if (isFields(value)) {
    if (value.null === true) return { null: true };
    if (Array.isArray(value.list))
      return { list: value.list.map((item: unknown, i) => readTyped(item, `${at}.list.${i}`)) };
    if (isFields(value.context)) return { context: readInputs(value.context, `${at}.context`) };
    const { type, value: text } = value;
    if (typeof type === 'string' && (typeof text === 'string' || typeof text === 'boolean'))
      return { type, value: String(text) };
  }
  return wrong(at, '{"type": "decimal", "value": "12.5"} | {"list": […]} | {"null": true}');
}

function wrong(at: string, form: string): never {
  const place = at === '' ? '输入 / the input' : at;
  throw new UsageError(`${place} 应写成 ${form}。`, `${place} must have the form ${form}.`);
}

export interface CaseError {
  readonly code: FormulaErrorCode | 'DISAGREEMENT';
  /** Half-open, in characters of the expression. */
  readonly at: { readonly from: number; readonly to: number };
  readonly message: string;
}
export type CaseResult =
  | { readonly id: string; readonly value: Typed }
  | { readonly id: string; readonly error: CaseError };

/** How the back ends answer a formula; several must say the same. */
export type Answers = Readonly<Record<string, AnswerInSql>>;
export const byTrace: AnswerInSql = ({ ast, inputs }) => Promise.resolve(evaluate(ast, inputs));

/** The value of one case, or why it is refused; a case that a back end refuses is refused. */
export async function evaluateCase(
  { id, expression, inputs, typeRef }: Case,
  answers: Answers = { trace: byTrace },
): Promise<CaseResult> {
  try {
    const ast = parse(expression);
    const values = Object.fromEntries(
      Object.entries(inputs).map(([name, typed]) => [name, valueOf(name, typed, expression)]),
    );
    refuseOutside(ast);
    const given = await answerAll({ ast, inputs: values, types: typesInSql(ast, values) }, answers);
    const all = given.map(([name, value]) => [name, typedOf(coerce(value, typeRef))] as const);
    const [value = { null: true }, ...others] = all.map(([, typed]) => typed);
    if (others.every((other) => JSON.stringify(other) === JSON.stringify(value))) return { id, value };
    const message = all.map(([name, typed]) => `${name}: ${JSON.stringify(typed)}`).join(', ');
    return { id, error: { code: 'DISAGREEMENT', at: { from: ast.from, to: ast.to }, message } };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { id, error: { code: error.code, at: error.at, message: error.message } };
  }
}

export async function answerAll(
  formula: Parameters<AnswerInSql>[0],
  answers: Answers,
): Promise<readonly (readonly [string, FormulaValue])[]> {
  const given: [string, FormulaValue][] = [];
  for (const [name, answer] of Object.entries(answers)) given.push([name, await answer(formula)]);
  return given;
}

/** The types of all names of a formula: one without a value is missing whatever it would be. */
export const typesInSql = (
  ast: Ast,
  values: Readonly<Record<string, FormulaValue>>,
): Readonly<Record<string, FormulaType>> => ({
  ...Object.fromEntries(namesIn(ast).map((name) => [name, ANY])),
  ...typesOf(values),
});

const FUNCTIONS = new Set(subset().functions.map(({ name }) => name));

/** Functions and types outside the subset are named, not answered with "cannot tell". */
function refuseOutside(node: unknown): void {
  if (node === null || typeof node !== 'object') return;
  if (isAst(node, 'call') && !FUNCTIONS.has(node.name)) throw outside(node, `The function ${node.name}`);
  if (isAst(node, 'instance')) check({ ...node, of: { kind: 'null', from: node.from, to: node.from } }, {});
  for (const part of Object.values(node)) refuseOutside(part);
}

const outside = (node: Ast, what: string) =>
  new FormulaError(
    'UNSUPPORTED',
    node,
    `${what} is outside the subset; yuanheng formula subset lists what can be used.`,
  );

/** The types of values by name, as a formula over them is checked. */
export const typesOf = (inputs: Readonly<Record<string, FormulaValue>>): Environment =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, typeOfValue(value)]));

function typeOfValue(value: FormulaValue): FormulaType {
  if (value === null) return ANY;
  if (typeof value === 'string') return TEXT;
  if (typeof value === 'boolean') return BOOLEAN;
  if (isList(value)) return listOf(typeOfValue(value.find((item) => item !== null) ?? null));
  if (value instanceof Duration) return value.isMonths ? MONTHS : DAYS;
  if (value instanceof Moment) return value.date ? MOMENT : TIME;
  return isDay(value) ? DATE : numberIn('');
}

const isAst = <K extends Ast['kind']>(node: object, kind: K): node is Extract<Ast, { kind: K }> =>
  'kind' in node && node.kind === kind && 'from' in node;

const NUMERIC = new Set(['decimal', 'number', 'double', 'integer']);

function valueOf(name: string, typed: Typed, expression: string): FormulaValue {
  if ('null' in typed) return null;
  if ('list' in typed) return typed.list.map((item) => valueOf(name, item, expression));
  const type = 'type' in typed ? typed.type : 'context';
  if ('value' in typed) {
    if (type === 'string') return typed.value;
    if (type === 'boolean') return typed.value === 'true';
    if (NUMERIC.has(type)) return Decimal.parse(typed.value) ?? null;
    if (type === 'date') return day(typed.value);
    if (type === 'duration') return Duration.parse(typed.value) ?? null;
    if (type === 'dateTime') return momentFromText(typed.value);
    if (type === 'time') return timeFromText(typed.value);
  }
  const at = Math.max(0, expression.indexOf(name));
  throw new FormulaError(
    'UNSUPPORTED',
    { from: at, to: at + (expression.includes(name) ? name.length : 0) },
    `The input "${name}" is a ${type}, which is outside the subset; it has numbers, texts, booleans, dates, times, durations and lists.`,
  );
}

const FITS: Readonly<Record<string, (value: FormulaValue) => boolean>> = {
  number: (value) => value instanceof Decimal,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
};

/** What the wanted type makes of a value: a list of one is its item, a value of another type is missing. */
function coerce(value: FormulaValue, typeRef: string | null | undefined): FormulaValue {
  const fits = FITS[typeRef ?? ''];
  if (!fits || fits(value)) return value;
  const [only = null] = value !== null && isList(value) && value.length === 1 ? value : [];
  return fits(only) ? only : null;
}

export function typedOf(value: FormulaValue): Typed {
  if (value === null) return { null: true };
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'boolean') return { type: 'boolean', value: String(value) };
  if (value instanceof Decimal) return { type: 'decimal', value: value.toString() };
  if (value instanceof Duration) return { type: 'duration', value: value.toString() };
  if (value instanceof Moment) return { type: value.date ? 'dateTime' : 'time', value: value.toString() };
  return isDay(value) ? { type: 'date', value: value.day } : { list: value.map(typedOf) };
}
