import { vi } from 'vitest';
import { main } from './main.ts';

/** What a command printed and its exit code. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as the shell would, in this process. */
export async function run(...args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const before = process.exitCode;
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = vi.spyOn(console, 'error').mockImplementation((...words) => void err.push(words.join(' ')));
  try {
    process.exitCode = 0;
    await main(args);
    return { code: Number(process.exitCode), out: out.join(''), err: err.join('\n') };
  } finally {
    process.exitCode = before;
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
