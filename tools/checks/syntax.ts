/** What the checks need of a source file's syntax tree: functions, identifiers and texts, each with its line. */
import { parseSync } from '@swc/core';
import type { SourceFile } from './finding.ts';

export interface FunctionFound {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
}

export interface Word {
  readonly text: string;
  readonly line: number;
}

export interface Syntax {
  readonly functions: readonly FunctionFound[];
  readonly imports: number;
  readonly identifiers: readonly Word[];
  /** Texts in quotes, templates and between tags; not the names of imported modules. */
  readonly texts: readonly Word[];
}

interface Tree {
  readonly type?: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
]);
const TEXTS: Readonly<Record<string, string>> = {
  StringLiteral: 'value',
  TemplateElement: 'raw',
  JSXText: 'value',
};

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

export function readSyntax({ path, text }: SourceFile): Syntax {
  const module = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), decorators: false });
  const lineOf = lines(text);
  const functions: FunctionFound[] = [];
  const identifiers: Word[] = [];
  const texts: Word[] = [];
  const visit = (node: Tree, called: string): void => {
    const name = nameOf(node) ?? called;
    if (FUNCTIONS.has(node.type ?? '')) {
      const found = functionAt(node, name, lineOf);
      if (found) functions.push(found);
    }
    const line = lineOf(node.span?.start ?? 1);
    if (node.type === 'Identifier' && typeof node['value'] === 'string')
      identifiers.push({ text: node['value'], line });
    const field = TEXTS[node.type ?? ''];
    if (field !== undefined && typeof node[field] === 'string') texts.push({ text: node[field], line });
    if (node.type === 'ImportDeclaration') return;
    for (const child of Object.values(node))
      for (const one of Array.isArray(child) ? child : [child]) if (isTree(one)) visit(one, name);
  };
  visit(module as unknown as Tree, '');
  return {
    functions,
    imports: module.body.filter(({ type }) => type === 'ImportDeclaration').length,
    identifiers,
    texts,
  };
}

/** The line of a position: the parser counts bytes, from 1. */
function lines(text: string): (position: number) => number {
  const ends: number[] = [];
  Buffer.from(text).forEach((byte, i) => byte === 10 && ends.push(i));
  return (position) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < position - 1) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The name that a declaration, method or property gives to what stands in it. */
function nameOf(node: Tree): string | undefined {
  const own = node['identifier'] ?? node['id'] ?? node['key'];
  if (!isTree(own)) return undefined;
  const inner = isTree(own['id']) ? own['id'] : own;
  return typeof inner['value'] === 'string' ? inner['value'] : undefined;
}

/** A function with a body; overloads and signatures have none. */
function functionAt(
  node: Tree,
  name: string,
  lineOf: (position: number) => number,
): FunctionFound | undefined {
  const inner = isTree(node['function']) ? node['function'] : node;
  if (!isTree(inner['body']) || !node.span) return undefined;
  const parameters = Array.isArray(inner['params']) ? inner['params'].length : 0;
  const line = lineOf(node.span.start);
  return { name, line, lines: lineOf(node.span.end - 1) - line + 1, parameters };
}
