import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  Demonstration,
  type Preparation,
  type Running,
  type ServeOptions,
  type Serving,
  findDemonstration,
  hasZone,
  recordDemonstration,
  refuseOpenHost,
  serve,
} from '@yuanheng/server';
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
  const host = process.env.HOST ?? '127.0.0.1';
  const serving = await serve({
    homeDir: homeDir(),
    databaseUrl: process.env.DATABASE_URL,
    host,
    port: portFrom(process.env.PORT),
    version: version(),
    webDir: `${ROOT}packages/web/dist`,
    prepare: (at) => prepare({ ...at, host, say, empty: values.empty === true }),
    onHalfMade: () =>
      say(
        '上次演示数据没有做完，重新生成。 / The demonstration was not finished last time; it is made again.',
      ),
    onRestart: () =>
      say('数据库进程意外结束，正在重启。 / The database ended unexpectedly and is being restarted.'),
  });
  const stopping = stopOnSignal(serving, say);
  say(
    `网址 / address: ${serving.url}（正在准备，页面上看得到进度 / being prepared, the page shows how far）`,
  );
  const running = await readyUnless(serving, stopping);
  announce(running, say);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ url: running.url, pid: process.pid, zone: running.zoneId })}\n`);
  return null;
}

type Say = (text: string) => void;

interface Preparing extends Preparation {
  readonly host: string;
  readonly say: Say;
  readonly empty: boolean;
}

/** What the database already holds, or a demonstration made behind a progress bar. */
async function prepare(at: Preparing): ReturnType<ServeOptions['prepare']> {
  const people = await findDemonstration(at.pool);
  if (people !== null) return { people };
  if (at.empty || (await hasZone(at.pool))) return null;
  refuseOpenHost(at.host);
  return { people: await recordDemonstration(at.pool, () => makeDemo(at)) };
}

async function makeDemo({ hurried: pool, progress, say }: Preparing) {
  const park = putuo();
  say('正在生成演示数据（只在第一次，约两分钟）… / Making the demonstration data, once, about two minutes …');
  const people = await new Demonstration({
    pool,
    park,
    day: park.demo.day,
    enterprises: Number(process.env.YUANHENG_DEMO_ENTERPRISES ?? park.demo.enterprises),
    progress: (share, what) => {
      progress({
        share,
        what: {
          zh: `正在生成演示数据：${what.zh}`,
          en: `making the demonstration data: ${what.en}`,
        },
      });
      drawBar(share, what.zh);
    },
  }).make();
  if (process.stderr.isTTY) process.stderr.write('\n');
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
  if (running.zoneId === null)
    say(
      '还没有园区。请运行 npx yuanheng park found parks/putuo --system 账号=姓名 --security 账号=姓名，得到两位首任管理员的一次性链接。 / There is no zone yet: this command makes one and answers the one-time links of its first two administrators.',
    );
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

/** Whether a signal has come; the process ends by itself once everything is stopped. */
interface Stopping {
  readonly begun: () => boolean;
}

function stopOnSignal(serving: Serving, say: Say): Stopping {
  let begun = false;
  const stop = () => {
    if (begun) return;
    begun = true;
    say('正在停止… / Stopping …');
    void serving.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // npm start was killed before it could pass a signal on
  process.once('disconnect', stop);
  process.channel?.unref();
  return { begun: () => begun };
}

/** What fails because it is being stopped is no failure: then nothing is answered any more. */
async function readyUnless(serving: Serving, stopping: Stopping): Promise<Running> {
  try {
    return await serving.ready;
  } catch (error) {
    if (stopping.begun()) return await new Promise(() => undefined);
    throw error;
  }
}
