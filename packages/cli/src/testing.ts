import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const BIN = fileURLToPath(new URL('../bin/yuanheng.mjs', import.meta.url));

/** A server of its own process on a data folder, ready. */
export interface TestServer {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the server with a demonstration of 12 enterprises and waits until it is ready. */
export async function startServer(homeDir: string, ...options: readonly string[]): Promise<TestServer> {
  const child = spawn(process.execPath, [BIN, 'start', '--json', ...options], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: '0',
      YUANHENG_HOME: homeDir,
      YUANHENG_DEMO_ENTERPRISES: '12',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const { url } = JSON.parse(String(line)) as { url: string };
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, process: child, stop };
}

/** What a data folder says of its database. */
export interface Secrets {
  readonly databaseDir: string;
  readonly superuser: string;
}

export const secretsOf = (homeDir: string): Secrets =>
  JSON.parse(readFileSync(join(homeDir, 'database.json'), 'utf8')) as Secrets;

/** The address of the running database of a data folder, as its superuser. */
export function superuserUrl(homeDir: string): string {
  const { databaseDir, superuser } = secretsOf(homeDir);
  const port = readFileSync(join(databaseDir, 'data', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://postgres:${superuser}@127.0.0.1:${port}/yuanheng`;
}

/** Removes a data folder and its database. */
export function removeHome(homeDir: string): void {
  if (existsSync(join(homeDir, 'database.json')))
    rmSync(secretsOf(homeDir).databaseDir, { recursive: true, force: true });
  rmSync(homeDir, { recursive: true, force: true });
}
