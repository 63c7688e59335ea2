import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product as a person starts it: its own process, its own database files. */
export interface Product {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Without warning, as kill -9. */
  kill(): Promise<void>;
}

const ROOT = new URL('../../', import.meta.url).pathname;

/** Starts on a free port in a data folder of its own, and answers once the demonstration is there. */
export async function startProduct(enterprises: number): Promise<Product> {
  const homeDir = mkdtempSync(join(tmpdir(), 'yuanheng-e2e-'));
  const product = await startHome({ homeDir, port: 0, enterprises });
  return {
    ...product,
    async stop() {
      await product.stop();
      removeHome(homeDir);
    },
  };
}

/** Removes a data folder with its database, which lies elsewhere when root has made it. */
export function removeHome(homeDir: string): void {
  const file = join(homeDir, 'database.json');
  const { databaseDir } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly databaseDir: string })
    : { databaseDir: homeDir };
  for (const dir of [databaseDir, homeDir]) rmSync(dir, { recursive: true, force: true });
}

interface Start {
  readonly homeDir: string;
  /** 0: a free one. */
  readonly port: number;
  readonly enterprises?: number;
  /** Without demonstration data. */
  readonly empty?: boolean;
  /** Somebody else's PostgreSQL. */
  readonly databaseUrl?: string;
  /** When to answer: once everything is ready, or while the demonstration is being made. */
  readonly until?: 'ready' | 'making';
}

interface Start {
  readonly homeDir: string;
  /** 0: a free one. */
  readonly port: number;
  readonly enterprises?: number;
  /** Without demonstration data. */
  readonly empty?: boolean;
  /** Somebody else's PostgreSQL. */
  readonly databaseUrl?: string;
  /** When to answer: once everything is ready, or while the demonstration is being made. */
  readonly until?: 'ready' | 'making';
}

/** The command of a start, not yet waited for. */
function command(env: Readonly<Record<string, string>>, args: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, ['packages/cli/bin/yuanheng.mjs', 'start', '--json', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A start that ends by itself, with what it said. */
export function runStart(env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = command(env);
  const [out, err]: string[][] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out?.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => err?.push(chunk.toString()));
  return new Promise((done) => {
    child.once('close', (code) => done({ code, out: (out ?? []).join(''), err: (err ?? []).join('') }));
  });
}

/** Starts in a data folder that stays, and answers once everything is ready. */
export async function startHome({
  homeDir,
  port,
  enterprises = 24,
  empty,
  databaseUrl,
  until,
}: Start): Promise<Product> {
  const env = {
    YUANHENG_HOME: homeDir,
    PORT: String(port),
    YUANHENG_DEMO_ENTERPRISES: String(enterprises),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  const child = command(env, empty ? ['--empty'] : []);
  const url = until === 'making' ? await addressWhileMaking(child) : urlOf(await firstLine(child));
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  };
  return {
    url,
    port: Number(new URL(url).port),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

const urlOf = (line: string): string => (JSON.parse(line) as { readonly url: string }).url;

/** The address that was said early, once the progress bar has begun. */
function addressWhileMaking(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined && said.includes('[░')) done(url);
    });
    child.once('exit', (code) => fail(new Error(`yuanheng start ended with ${code}:\n${said}`)));
  });
}

/** The line that `--json` prints when everything is ready; what was said on the way is shown when it never comes. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let out = '';
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const end = out.indexOf('\n');
      if (end >= 0) done(out.slice(0, end));
    });
    child.once('exit', (code) =>
      fail(new Error(`yuanheng start ended with ${code}:\n${said.slice(-2_000)}`)),
    );
  });
}
