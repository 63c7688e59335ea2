import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Running, serve } from '@yuanheng/server';
import { UsageError } from './output.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const version = (): string =>
  (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;
export const homeDir = (): string => process.env.YUANHENG_HOME ?? `${ROOT}.yuanheng`;

/** Starts the server and stops it in order on Ctrl-C. */
export async function startCommand(args: readonly string[]): Promise<null> {
  const { values } = parseArgs({
    args: [...args],
    options: { empty: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const say = (text: string) => void (values.json ? process.stderr : process.stdout).write(`${text}\n`);
  const running = await serve({
    homeDir: homeDir(),
    databaseUrl: process.env.DATABASE_URL,
    host: process.env.HOST ?? '127.0.0.1',
    port: portFrom(process.env.PORT),
    version: version(),
    webDir: `${ROOT}packages/web/dist`,
    prepare: async () => null,
  });
  stopOnSignal(running, say);
  say(`园衡已就绪 / Yuanheng is ready: ${running.url}`);
  if (running.database.databaseDir) say(`数据库文件 / database files: ${running.database.databaseDir}`);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ url: running.url, pid: process.pid, zone: null })}\n`);
  return null;
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? 4310);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new UsageError(
    `PORT=${text} 不是端口号，应为 0–65535 的整数。 / PORT=${text} is no port; give a whole number from 0 to 65535.`,
  );
}

function stopOnSignal(running: Running, say: (text: string) => void): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('正在停止… / Stopping …');
      void running.stop().then(() => process.exit(0));
    });
  }
}
