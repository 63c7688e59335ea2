import { EnvironmentFault } from '@yuanheng/server';

/** Exit codes that scripts rely on. */
export const EXIT = { done: 0, checkFailed: 1, wrongUse: 2, environment: 3 } as const;

/** A command used wrongly: one sentence, exit code 2. */
export class UsageError extends Error {}

/** Prints what went wrong in one sentence and says which exit code it is. */
export function report(error: unknown): number {
  if (error instanceof EnvironmentFault) {
    console.error(error.zh);
    console.error(error.message);
    return EXIT.environment;
  }
  if (error instanceof UsageError) {
    console.error(error.message);
    return EXIT.wrongUse;
  }
  console.error(error);
  return EXIT.environment;
}

/** With --json exactly one JSON document on stdout, otherwise the text. */
export function print(options: { readonly json: boolean }, document: unknown, text: string): void {
  process.stdout.write(options.json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`);
}
