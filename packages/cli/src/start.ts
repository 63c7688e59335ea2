import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Demonstration, type DemoSignIn, type Running, hasZone, serve } from '@yuanheng/server';
import { readDemoState, writeDemoState } from './demo-state.ts';
import { ROOT, homeDir } from './home.ts';
import { UsageError } from './output.ts';
import { putuo } from './putuo.ts';

const version = (): string =>
  (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;

/** Starts the server and stops it in order on Ctrl-C. */
export async function startCommand(args: readonly string[]): Promise<null> {
  const { values } = parseArgs({
    args: [...args],
    options: { empty: { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const say: Say = (text) => void (values.json ? process.stderr : process.stdout).write(`${text}\n`);
  const home = homeDir();
  const before = readDemoState(home);
  if (before.state === 'making')
    say('上次演示数据没有做完，重新生成。 / The demonstration was not finished last time; it is made again.');
  const running = await serve({
    homeDir: home,
    databaseUrl: process.env.DATABASE_URL,
    recreate: before.state === 'making',
    host: process.env.HOST ?? '127.0.0.1',
    port: portFrom(process.env.PORT),
    version: version(),
    webDir: `${ROOT}packages/web/dist`,
    prepare: async (pool) => {
      if (await hasZone(pool)) return before.state === 'made' ? { people: before.people } : null;
      return values.empty ? null : { people: await makeDemo(pool, home, say) };
    },
  });
  stopOnSignal(running, say);
  announce(running, say);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ url: running.url, pid: process.pid, zone: running.zoneId })}\n`);
  return null;
}

type Say = (text: string) => void;

/** Makes the demonstration behind a progress bar. */
async function makeDemo(pool: Running['pool'], home: string, say: Say): Promise<readonly DemoSignIn[]> {
  const park = putuo();
  writeDemoState(home, { state: 'making' });
  say('正在生成演示数据（第一次约一分钟）… / Making the demonstration data …');
  const people = await new Demonstration({
    pool,
    park,
    day: park.demo.day,
    enterprises: Number(process.env.YUANHENG_DEMO_ENTERPRISES ?? park.demo.enterprises),
    progress: (share, what) => drawBar(share, what),
  }).make();
  if (process.stderr.isTTY) process.stderr.write('\n');
  writeDemoState(home, { state: 'made', people });
  return people;
}

const BAR = 30;

function drawBar(share: number, what: string): void {
  const done = Math.round(share * BAR);
  const line = `[${'█'.repeat(done)}${'░'.repeat(BAR - done)}] ${Math.round(share * 100)}% ${what}`;
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
}

function announce(running: Running, say: Say): void {
  say(`园衡已就绪 / Yuanheng is ready: ${running.url}`);
  if (running.database.databaseDir) say(`数据库文件 / database files: ${running.database.databaseDir}`);
  if (running.demo === null) return;
  say('演示账号 / demonstration sign-ins:');
  for (const { login, password, name, role, placeName } of running.demo.people)
    say(`  ${login.padEnd(12)} ${password}  ${name}（${role}，${placeName.zh}）`);
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? 4310);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new UsageError(
    `PORT=${text} 不是端口号，应为 0–65535 的整数。 / PORT=${text} is no port; give a whole number from 0 to 65535.`,
  );
}

function stopOnSignal(running: Running, say: Say): void {
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
