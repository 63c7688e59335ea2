import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product as a person starts it: its own process, its own database files, a small demonstration. */
export interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

const ROOT = new URL('../../', import.meta.url).pathname;

/** Starts on a free port and answers once the demonstration is there. */
export async function startProduct(enterprises: number): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'yuanheng-e2e-'));
  const child = spawn(process.execPath, ['packages/cli/bin/yuanheng.mjs', 'start', '--json'], {
    cwd: ROOT,
    env: { ...process.env, YUANHENG_HOME: home, PORT: '0', YUANHENG_DEMO_ENTERPRISES: String(enterprises) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
  return {
    url,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
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
