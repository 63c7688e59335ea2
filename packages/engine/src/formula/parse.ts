import { parser } from '@bpmn-io/lezer-feel';
import type { SyntaxNode } from '@lezer/common';
import type { ArithmeticOperator, Ast, CompareOperator, Test } from './ast.ts';
import { FormulaError, type Span } from './error.ts';

const expression = parser.configure({ top: 'Expression' });

/**
 * Reads a FEEL expression (OMG DMN 1.5, clause 10) of our subset.
 *
 * @throws FormulaError SYNTAX or UNSUPPORTED with the position
 */
export function parse(source: string): Ast {
  const top = expression.parse(legible(source)).topNode;
  refuseBroken(top, source);
  const [only] = childrenOf(top);
  if (only === undefined)
    throw new FormulaError('SYNTAX', { from: 0, to: source.length }, 'The expression is empty.');
  return read(only, source);
}

/**
 * The source as the grammar can read it, character for character: FEEL knows no names with dashes and curly quotes,
 * Chinese names have them, as in 专精特新“小巨人”企业. They become letters that nobody writes; names, texts and positions
 * are always taken from the source itself.
 */
const legible = (source: string): string =>
  source.replaceAll(/[\u2010-\u206f]/g, (mark) => String.fromCodePoint(mark.charCodeAt(0) - 0x2010 + 0xfb50));

function refuseBroken(top: SyntaxNode, source: string): void {
  const cursor = top.cursor();
  do {
    if (!cursor.type.isError) continue;
    const near = source.slice(cursor.from, cursor.to + 12) || 'the end';
    throw new FormulaError(
      'SYNTAX',
      cursor,
      `The expression cannot be read near "${near}". Check brackets, quotes and operators.`,
    );
  } while (cursor.next());
}

/** Children that carry meaning: no punctuation, no keywords, no comments. */
function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const out: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (/^[A-Z]|^null$/.test(child.name) && !child.name.endsWith('Comment')) out.push(child);
  return out;
}

type Reader = (node: SyntaxNode, source: string) => Ast;

const READERS: Readonly<Record<string, Reader>> = {
  NumericLiteral: (node, source) => ({
    ...span(node),
    kind: 'number',
    text: source.slice(node.from, node.to).replaceAll(/\s/g, ''),
  }),
  StringLiteral: (node, source) => ({
    ...span(node),
    kind: 'text',
    value: unescape(source.slice(node.from + 1, node.to - 1)),
  }),
  BooleanLiteral: (node, source) => ({
    ...span(node),
    kind: 'boolean',
    value: source.slice(node.from, node.to) === 'true',
  }),
  null: (node) => ({ ...span(node), kind: 'null' }),
  VariableName: (node, source) => ({ ...span(node), kind: 'name', name: nameOf(node, source) }),
  ParenthesizedExpression: (node, source) => read(child(node, 0), source),
  ArithmeticExpression: readArithmetic,
  Comparison: readComparison,
  Conjunction: readLogic('and'),
  Disjunction: readLogic('or'),
  IfExpression: (node, source) => {
    const [condition, yes, no] = readAll(node, source, 3);
    return { ...span(node), kind: 'if', condition, yes, no } as Ast;
  },
  List: (node, source) => ({
    ...span(node),
    kind: 'list',
    items: childrenOf(node).map((item) => read(item, source)),
  }),
  FilterExpression: (node, source) => ({
    ...span(node),
    kind: 'filter',
    list: read(child(node, 0), source),
    test: read(child(node, 1), source),
  }),
  QuantifiedExpression: readQuantified,
  ForExpression: readFor,
  FunctionInvocation: readCall,
  DateTimeLiteral: readDateTime,
  PathExpression: (node, source) => ({
    ...span(node),
    kind: 'property',
    of: read(child(node, 0), source),
    name: nameOf(child(node, 1), source),
  }),
  InstanceOfExpression: (node, source) => {
    const type = child(node, 1);
    return {
      ...span(node),
      kind: 'instance',
      of: read(child(node, 0), source),
      type: source.slice(type.from, type.to).trim(),
    };
  },
};

function read(node: SyntaxNode, source: string): Ast {
  const reader = READERS[node.name];
  if (reader === undefined) {
    const what = node.name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    throw new FormulaError(
      'UNSUPPORTED',
      node,
      `"${source.slice(node.from, node.to)}" (${what}) is outside the subset; yuanheng formula subset lists what can be used.`,
    );
  }
  return reader(node, source);
}

const span = ({ from, to }: Span): Span => ({ from, to });
const nameOf = (node: SyntaxNode, source: string) =>
  source.slice(node.from, node.to).replaceAll(/\s+/g, ' ').trim();

function child(node: SyntaxNode, index: number): SyntaxNode {
  const found = childrenOf(node)[index];
  if (found === undefined)
    throw new FormulaError('SYNTAX', node, 'A part of the expression is missing here.');
  return found;
}

function readAll(node: SyntaxNode, source: string, count: number): Ast[] {
  return Array.from({ length: count }, (_, i) => read(child(node, i), source));
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

function unescape(text: string): string {
  return text.replaceAll(
    /\\(?:u\{?([0-9a-fA-F]{4,6})\}?|U([0-9a-fA-F]{6})|(.))/gs,
    (whole, ...[hex = '', long = '', simple = '']: string[]) =>
      hex || long ? String.fromCodePoint(Number.parseInt(hex || long, 16)) : (ESCAPES[simple] ?? whole),
  );
}

function readArithmetic(node: SyntaxNode, source: string): Ast {
  const parts = childrenOf(node);
  const at = parts.findIndex((part) => part.name === 'ArithOp');
  const operator = source.slice(parts[at]?.from, parts[at]?.to) as ArithmeticOperator;
  if (parts.length === 2) return { ...span(node), kind: 'negate', of: read(child(node, 1), source) };
  return {
    ...span(node),
    kind: 'arithmetic',
    operator,
    left: read(child(node, 0), source),
    right: read(child(node, 2), source),
  };
}

function readLogic(operator: 'and' | 'or'): Reader {
  return (node, source) => ({
    ...span(node),
    kind: 'logic',
    operator,
    left: read(child(node, 0), source),
    right: read(child(node, 1), source),
  });
}

function readComparison(node: SyntaxNode, source: string): Ast {
  const has = (keyword: string) => node.getChild(keyword) !== null;
  const value = read(child(node, 0), source);
  if (has('between'))
    return {
      ...span(node),
      kind: 'between',
      value,
      low: read(child(node, 1), source),
      high: read(child(node, 2), source),
    };
  if (has('in'))
    return {
      ...span(node),
      kind: 'in',
      value,
      tests: childrenOf(node)
        .slice(1)
        .flatMap((part) => readTests(part, source)),
    };
  const operator = source.slice(child(node, 1).from, child(node, 1).to) as CompareOperator;
  return { ...span(node), kind: 'compare', operator, left: value, right: read(child(node, 2), source) };
}

const TESTS = /^(Simple)?PositiveUnaryTests?$/;

function readTests(node: SyntaxNode, source: string): Test[] {
  const parts = childrenOf(node);
  const [inner] = parts;
  // one test in brackets is read as an expression in brackets
  if (node.name === 'ParenthesizedExpression' && inner && TESTS.test(inner.name))
    return readTests(inner, source);
  if (TESTS.test(node.name)) {
    const [first, second] = parts;
    if (first?.name === 'CompareOp' && second) {
      return [
        {
          kind: 'compare',
          operator: source.slice(first.from, first.to) as CompareOperator,
          to: read(second, source),
        },
      ];
    }
    return parts.flatMap((part) => readTests(part, source));
  }
  if (node.name !== 'Interval') return [{ kind: 'equal', to: read(node, source) }];
  const [low, high] = readAll(node, source, 2) as [Ast, Ast];
  const text = source.slice(node.from, node.to);
  return [{ kind: 'interval', low, high, lowOpen: !text.startsWith('['), highOpen: !text.endsWith(']') }];
}

interface Iteration {
  readonly variable: string;
  readonly list: Ast;
}

/** `x in list, y in …` of a quantifier or a loop: the first variable is the outermost. */
function readIterations(node: SyntaxNode, source: string): Iteration[] {
  return childrenOf(child(node, 0)).map((iteration) => {
    const context = child(iteration, 1);
    const [low, high] = childrenOf(context);
    const list: Ast =
      low && high
        ? { ...span(context), kind: 'range', low: read(low, source), high: read(high, source) }
        : read(child(context, 0), source);
    return { variable: nameOf(child(iteration, 0), source), list };
  });
}

function readQuantified(node: SyntaxNode, source: string): Ast {
  const quantifier = node.getChild('some') ? 'some' : 'every';
  return readIterations(node, source).reduceRight<Ast>(
    (test, iteration) => ({ ...span(node), kind: 'quantified', quantifier, ...iteration, test }),
    read(child(node, 1), source),
  );
}

/** Of several variables the inner loop gives a list per turn of the outer one; they are put one after the other. */
function readFor(node: SyntaxNode, source: string): Ast {
  const result = read(child(node, 1), source);
  const iterations = readIterations(node, source);
  return iterations.reduceRight<Ast>((inner, iteration, i) => {
    const joins = i < iterations.length - 1;
    return { ...span(node), kind: 'for', ...iteration, result: inner, joins };
  }, result);
}

function readCall(node: SyntaxNode, source: string): Ast {
  const name = nameOf(child(node, 0), source);
  const given = childrenOf(node)[1];
  if (given?.name !== 'NamedParameters') {
    return {
      ...span(node),
      kind: 'call',
      name,
      args: (given ? childrenOf(given) : []).map((arg) => read(arg, source)),
      argNames: null,
    };
  }
  const named = childrenOf(given).map(
    (parameter) => [nameOf(child(parameter, 0), source), read(child(parameter, 1), source)] as const,
  );
  return {
    ...span(node),
    kind: 'call',
    name,
    args: named.map(([, arg]) => arg),
    argNames: named.map(([argName]) => argName),
  };
}

const AT_LITERALS: readonly (readonly [form: RegExp, name: string])[] = [
  [/^-?\d{4,}-\d{2}-\d{2}$/, 'date'],
  [/^-?P\d|^-?PT\d/, 'duration'],
  [/^-?\d{4,}-\d{2}-\d{2}T/, 'date and time'],
  [/^\d{2}:/, 'time'],
];

const CALENDAR = new Set(['date', 'time', 'date and time', 'duration']);

/** `date("…")`, `time("…")` and the like, and `@"…"` with such a text in it. */
function readDateTime(node: SyntaxNode, source: string): Ast {
  const [head, parameters] = childrenOf(node);
  if (head?.name === 'AtLiteral') {
    const text = read(child(head, 0), source);
    refuseZone(text);
    const name = text.kind === 'text' && AT_LITERALS.find(([form]) => form.test(text.value))?.[1];
    if (name) return { ...span(node), kind: 'call', name, args: [text], argNames: null };
  } else if (head && CALENDAR.has(nameOf(head, source)) && parameters) {
    const call = readCall(node, source);
    if (call.kind === 'call') call.args.forEach(refuseZone);
    return call;
  }
  throw new FormulaError(
    'UNSUPPORTED',
    node,
    `"${source.slice(node.from, node.to)}" (date and time literal) is outside the subset; write ISO 8601 such as @"2026-10-22", @"10:30:00+08:00" or @"P30D".`,
  );
}

/** The offset of a named zone is politics and changes; an offset is written as one. */
function refuseZone(text: Ast): void {
  if (text.kind === 'text' && /\d@[A-Za-z]/.test(text.value))
    throw new FormulaError(
      'UNSUPPORTED',
      text,
      `"${text.value}" (time zone by name) is outside the subset; write the offset, such as +08:00.`,
    );
}
