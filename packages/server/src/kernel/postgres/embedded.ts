import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EnvironmentFault } from '../fault.ts';
import { binaries } from './binaries.ts';
import { holdHome } from './home-lock.ts';
import { refuseFullDisk } from './disk-space.ts';
import type { Home } from './home.ts';

/** A running cluster of our own. */
export interface EmbeddedPostgres {
  readonly adminUrl: string;
  readonly pid: () => number | undefined;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Extra `-c` settings; the tests' throw-away clusters turn durability off. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when the postmaster died and was started again. */
  readonly onRestart?: () => void;
}

const INITDB = [
  '--username=postgres',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--encoding=UTF8',
  '--auth=scram-sha-256',
];

/** Starts the cluster of a home, making it first where there is none, and keeps its postmaster alive until `stop`. */
export async function startEmbedded(home: Home, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const bin = join(binaries(home), 'bin');
  const data = join(home.databaseDir, 'data');
  await refuseFullDisk(home.databaseDir);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(home, bin, data);
  await stopOrphan(data);
  const port = await freePort();
  const adminUrl = adminUrlOf(home, port);
  let stopping = false;
  let child: ChildProcess;

  const launch = () => {
    child = spawnPostmaster({ home, bin, data, port, settings: options.settings ?? {} });
    child.once('exit', () => {
      if (stopping) return;
      options.onRestart?.();
      void sleep(200).then(() => (stopping ? undefined : launch()));
    });
  };
  launch();
  await untilReady(adminUrl, home);

  return {
    adminUrl,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGINT');
      await ended;
    },
  };
}

const asUser = (home: Home) => (home.user ? { uid: home.user.uid, gid: home.user.gid } : {});

/** Makes the cluster under another name first: a start that was killed half-way leaves nothing that looks whole. */
async function initialise(home: Home, bin: string, data: string): Promise<void> {
  for (const name of readdirSync(home.databaseDir).filter((entry) => entry.startsWith('data')))
    rmSync(join(home.databaseDir, name), { recursive: true, force: true });
  const unfinished = `${data}.${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(home.databaseDir, 'password');
  writeFileSync(passwordFile, home.secrets.superuser, { mode: 0o600 });
  if (home.user) for (const path of [unfinished, passwordFile]) chownSync(path, home.user.uid, home.user.gid);
  const fault = await runInitdb(home, bin, ['-D', unfinished, `--pwfile=${passwordFile}`, ...INITDB]);
  rmSync(passwordFile, { force: true });
  if (fault === null) return renameSync(unfinished, data);
  rmSync(unfinished, { recursive: true, force: true });
  throw new EnvironmentFault(`数据库建不了：${fault}`, `The database cannot be made: ${fault}`);
}

/** Its last words, or null when it has done its work. Detached for the same reason as the postmaster. */
function runInitdb(home: Home, bin: string, args: readonly string[]): Promise<string | null> {
  return new Promise((done) => {
    const child = spawn(join(bin, 'initdb'), args, {
      cwd: home.databaseDir,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...asUser(home),
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(code === 0 ? null : (said.trim().split('\n').at(-1) ?? '')));
  });
}

interface Launch {
  readonly home: Home;
  readonly bin: string;
  readonly data: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** Detached, so that Ctrl-C in the terminal reaches us alone and we stop the database in order. */
function spawnPostmaster({ home, bin, data, port, settings }: Launch): ChildProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    ...settings,
  };
  const log = openSync(join(home.dir, 'postgres.log'), 'a');
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      cwd: home.databaseDir,
      detached: true,
      stdio: ['ignore', log, log],
      ...asUser(home),
    },
  );
  closeSync(log);
  return child;
}

/** A server that was killed leaves its postmaster behind: it is asked to stop, then told to. */
async function stopOrphan(data: string): Promise<void> {
  const pid = postmasterOf(data)?.pid;
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && alive(pid); waited += 50) {
    if (waited === 8_000) process.kill(pid, 'SIGQUIT');
    await sleep(50);
  }
}

/** The running postmaster of a data folder, by the file that it writes. */
function postmasterOf(data: string): { readonly pid: number; readonly port: number } | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && alive(pid) && isPostmaster(pid, data) ? { pid, port } : null;
}

/**
 * Joins the cluster of a home: the one that the server runs, which goes on running, or one of our own until `stop`.
 * Null: the home has no cluster yet.
 */
export async function joinEmbedded(home: Home): Promise<Pick<EmbeddedPostgres, 'adminUrl' | 'stop'> | null> {
  const data = join(home.databaseDir, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) return null;
  const running = postmasterOf(data);
  if (running === null || !(running.port > 0)) return await startHeld(home);
  const adminUrl = adminUrlOf(home, running.port);
  await untilReady(adminUrl, home);
  return { adminUrl, stop: async () => undefined };
}

/** A cluster that nobody runs: the folder is held as a server holds it, so that no server starts meanwhile. */
async function startHeld(home: Home): Promise<Pick<EmbeddedPostgres, 'adminUrl' | 'stop'>> {
  const held = await holdHome(home.dir);
  try {
    const own = await startEmbedded(home);
    const stop = async () => {
      await own.stop();
      held.release();
    };
    return { adminUrl: own.adminUrl, stop };
  } catch (error) {
    held.release();
    throw error;
  }
}

const adminUrlOf = (home: Home, port: number): string =>
  `postgres://postgres:${home.secrets.superuser}@127.0.0.1:${port}/postgres`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** After a reboot the number may belong to somebody else. */
function isPostmaster(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    return process.platform !== 'linux';
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

async function untilReady(url: string, home: Home): Promise<void> {
  let last = '';
  for (let waited = 0; waited < 60_000; waited += 50) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = (error as Error).message;
      await client.end().catch(() => undefined);
      await sleep(50);
    }
  }
  throw new EnvironmentFault(
    `数据库一分钟内没有启动（${last}）。详情见 ${join(home.dir, 'postgres.log')}。`,
    `The database did not start within a minute (${last}). See ${join(home.dir, 'postgres.log')}.`,
  );
}
