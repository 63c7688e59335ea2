import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  FormulaError,
  type FormulaErrorCode,
  type FormulaValue,
  type Trace,
  check,
  decimal,
  isDay,
  isList,
  parse,
  subset,
  trace,
} from '@yuanheng/engine/formula';
import { withFormulasInSql } from '@yuanheng/server';
import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { feelPage } from './feel-page.ts';
import {
  type Answers,
  type CaseResult,
  answerAll,
  byTrace,
  evaluateCase,
  readCases,
  typedOf,
  typesInSql,
  typesOf,
} from './formula-cases.ts';
import { readStdin } from './input.ts';
import { CheckFailed, EXIT, UsageError, print } from './output.ts';

const USAGE = `Usage: yuanheng formula eval [--backend trace|sql|both] < cases.json
       yuanheng formula eval EXPRESSION [--backend trace|sql|both] [--context JSON] [--trace] [--json]`;

const BACKENDS: readonly string[] = ['trace', 'sql', 'both'];

/** `yuanheng formula eval`: cases from standard input, or one expression from the command line. */
export async function formulaEvalCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      backend: { type: 'string', default: 'trace' },
      context: { type: 'string', default: '{}' },
      trace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (!BACKENDS.includes(values.backend))
    throw new UsageError(
      `没有后端 ${values.backend}，可用：${BACKENDS.join('、')}。`,
      `There is no back end ${values.backend}; there are ${BACKENDS.join(', ')}.`,
    );
  if (values.trace && values.backend === 'sql')
    throw new UsageError(
      'SQL 后端没有逐步过程；--trace 请用 --backend trace 或 both。',
      'The SQL back end keeps no steps; use --trace with --backend trace or both.',
    );
  const [expression, ...rest] = positionals;
  if (rest.length > 0)
    throw new UsageError(
      `表达式须放在一对引号里，多出了：${rest.join(' ')}`,
      `Put the expression between quotes; there is more behind it: ${rest.join(' ')}`,
    );
  return await withAnswers(values.backend, (answers) =>
    expression === undefined ? evaluateCases(answers) : evaluateOne(expression, values, answers),
  );
}

/** The back ends that were asked for; the database of the second one is started only for it. */
async function withAnswers(backend: string, work: (answers: Answers) => Promise<number>): Promise<number> {
  if (backend === 'trace') return await work({ trace: byTrace });
  return await withFormulasInSql((sql) => work(backend === 'sql' ? { sql } : { trace: byTrace, sql }));
}

/** Refused cases are results; back ends that disagree are a failure. */
async function evaluateCases(answers: Answers): Promise<number> {
  const results: CaseResult[] = [];
  for (const one of readCases(readJson(await readStdin(USAGE))))
    results.push(await evaluateCase(one, answers));
  print({ json: true }, { results }, '');
  const isAgreed = results.every((result) => !('error' in result) || result.error.code !== 'DISAGREEMENT');
  return isAgreed ? EXIT.done : EXIT.checkFailed;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`标准输入不是 JSON：${reason}`, `Standard input is no JSON: ${reason}`);
  }
}

interface OneOptions {
  readonly context: string;
  readonly trace: boolean;
  readonly json: boolean;
}

async function evaluateOne(source: string, options: OneOptions, answers: Answers): Promise<number> {
  const inputs = readContext(options.context);
  try {
    const ast = parse(source);
    check(ast, typesOf(inputs));
    const value = agreed(await answerAll({ ast, inputs, types: typesInSql(ast, inputs) }, answers));
    const steps = options.trace ? trace(ast, inputs, source) : undefined;
    const text = steps ? traceLines(steps, 0).join('\n') : show(value);
    print(options, { value: typedOf(value), ...(steps ? { trace: typedTrace(steps) } : {}) }, text);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const { code, at, message } = error;
    if (!options.json) throw new CheckFailed(pointAt(source, at), sentence(error, source));
    print(options, { error: { code, at, message } }, '');
    return EXIT.checkFailed;
  }
}

function agreed(given: readonly (readonly [string, FormulaValue])[]): FormulaValue {
  const [value = null] = given.map(([, one]) => one);
  const texts = given.map(([name, one]) => `${name}: ${show(one)}`);
  if (given.some(([, one]) => show(one) !== show(value)))
    throw new CheckFailed(
      `两个后端不一致：${texts.join('；')}`,
      `The back ends disagree: ${texts.join('; ')}`,
    );
  return value;
}

/** JSON is read as YAML, which keeps the digits of numbers: a double would lose them. */
function readContext(text: string): Record<string, FormulaValue> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'json' });
  const [broken] = document.errors;
  if (broken || !isMap(document.contents)) {
    const column = broken ? counter.linePos(broken.pos[0]).col : 1;
    throw new UsageError(
      `--context 第 ${column} 字读不懂，应为 JSON 对象，例如 {"营业收入": 12.5}。`,
      `--context cannot be read at character ${column}; give a JSON object such as {"revenue": 12.5}.`,
    );
  }
  return Object.fromEntries(
    document.contents.items.map(({ key, value }) => [String(key), valueOfNode(value, String(key))]),
  );
}

function valueOfNode(node: unknown, name: string): FormulaValue {
  if (isSeq(node)) return node.items.map((item) => valueOfNode(item, name));
  if (isScalar(node)) {
    const { value, source } = node;
    if (typeof value === 'number') return decimal(source ?? String(value));
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  }
  throw new UsageError(
    `--context 的 ${name} 须是数字、文字、true、false、null 或列表。`,
    `"${name}" of --context must be a number, a text, true, false, null or a list.`,
  );
}

function show(value: FormulaValue): string {
  if (value === null) return '无法判定 / cannot tell';
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  return isDay(value) ? value.day : typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function traceLines({ source, value, children }: Trace, depth: number): string[] {
  return [
    `${'  '.repeat(depth)}${source} → ${show(value)}`,
    ...children.flatMap((child) => traceLines(child, depth + 1)),
  ];
}

function typedTrace({ from, to, source, value, children }: Trace): object {
  return { from, to, source, value: typedOf(value), children: children.map(typedTrace) };
}

const REASONS: Readonly<Record<FormulaErrorCode, string>> = {
  SYNTAX: '读不懂，检查括号、引号和运算符',
  UNSUPPORTED: '不在可用的写法之内，见 yuanheng formula subset',
  UNKNOWN_NAME: '没有这个名称，检查拼写或在 --context 里给出',
  UNKNOWN_FUNCTION: '没有这个函数，见 yuanheng formula subset',
  TYPE: '类型不合，检查两边是不是同一类的值',
  UNIT: '单位不合，先换算成同一单位',
};

/** Full-width characters take two columns of a terminal. */
const widthOf = (text: string) =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);

function pointAt(source: string, at: { readonly from: number; readonly to: number }): string {
  const mark = '^'.repeat(Math.max(1, widthOf(source.slice(at.from, at.to))));
  return `${source}\n${' '.repeat(widthOf(source.slice(0, at.from)))}${mark}`;
}

function sentence({ code, at, message }: FormulaError, source: string): string {
  const part = source.slice(at.from, at.to) || '末尾';
  return `第 ${at.from + 1} 字“${part}”：${REASONS[code]}。\nCharacter ${at.from + 1}: ${message}`;
}

/** `yuanheng formula subset [--json] [--write FILE]`: what an expression may use. */
export async function formulaSubsetCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, write: { type: 'string' } },
  });
  const all = subset();
  if (values.write !== undefined) writeFileSync(values.write, feelPage(all));
  const rows = [
    ...all.constructs.map(({ name, example, ...where }) => [name, where, example] as const),
    ...all.functions.map(
      ({ name, params, doc, ...where }) => [`${name}(${params.join(', ')})`, where, doc] as const,
    ),
  ];
  const text = rows.map(
    ([name, { backends, limit }, says]) =>
      `${name.padEnd(52)} ${backends.join(', ').padEnd(11)} ${says}${limit === undefined ? '' : ` (SQL: ${limit})`}`,
  );
  print(values, all, text.join('\n'));
  return EXIT.done;
}
