import { readFileSync } from 'node:fs';
import { UsageError } from './output.ts';

/** The text of a file that the user named: UTF-8, or GB 18030 as spreadsheets save it. */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `读不了文件 ${file}（${reason}），请检查路径。`,
      `The file ${file} cannot be read (${reason}); check its path.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Everything on standard input; a terminal is no input. */
export async function readStdin(usage: string): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError(usage);
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const part of process.stdin) text += String(part);
  return text;
}
