import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
      rmSync(homeDir, { recursive: true, force: true });
    },
  };
}

interface Start {
  readonly homeDir: string;
  /** 0: a free one. */
  readonly port: number;
  readonly enterprises?: number;
}

/** The command of a start, not yet waited for. */
export const startCommand = (env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, ['packages/cli/bin/yuanheng.mjs', 'start', '--json'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Starts in a data folder that stays, and answers once everything is ready. */
export async function startHome({ homeDir, port, enterprises = 24 }: Start): Promise<Product> {
  const child = startCommand({
    YUANHENG_HOME: homeDir,
    PORT: String(port),
    YUANHENG_DEMO_ENTERPRISES: String(enterprises),
  });
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
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
