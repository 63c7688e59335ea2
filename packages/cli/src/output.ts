import { EnvironmentFault, Problem, sentence } from '@yuanheng/server';

/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, checkFailed: 1, wrongUse: 2, environment: 3 } as const;

/** A command used wrongly: one sentence in each language, exit code 2. */
export class UsageError extends Error {
  constructor(zh: string, en?: string) {
    super(en === undefined ? zh : `${zh}\n${en}`);
  }
}

/** Something was checked and does not hold: one sentence in each language, exit code 1. */
export class CheckFailed extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
  }
}

/** Prints what went wrong in one sentence and says which exit code it is. */
export function report(error: unknown): number {
  if (error instanceof EnvironmentFault) {
    console.error(error.zh);
    console.error(error.message);
    return EXIT.environment;
  }
  if (error instanceof UsageError || error instanceof CheckFailed) {
    console.error(error.message);
    return error instanceof UsageError ? EXIT.wrongUse : EXIT.checkFailed;
  }
  if (error instanceof Problem) {
    const { zh, en } = sentence(error.code, error.data);
    console.error(`${zh}\n${en}`);
    return error.status >= 500 ? EXIT.environment : EXIT.wrongUse;
  }
  if (isWrongOption(error)) {
    console.error(`命令写错了：${error.message}`);
    console.error(`Wrong use: ${error.message}`);
    return EXIT.wrongUse;
  }
  console.error(error);
  return EXIT.environment;
}

/** What `parseArgs` says of options that it does not know or that lack their value. */
const isWrongOption = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** With --json exactly one JSON document on stdout, otherwise the text. */
export function print(options: { readonly json: boolean }, document: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`);
}
