import { existsSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type pg from 'pg';
import { startSealer } from '../kernel/audit/sealer.ts';
import { openPool } from '../kernel/db/pool.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { openapiDocument } from '../kernel/http/openapi.ts';
import type { DemoSignIns } from '../kernel/http/request-context.ts';
import { requestListener } from '../kernel/http/server.ts';
import { type StartProgress, startingListener } from '../kernel/http/starting.ts';
import { staticFiles } from '../kernel/http/static-files.ts';
import { holdHome } from '../kernel/postgres/home-lock.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { doors } from './doors.ts';
import { router } from './router.ts';
import { firstZoneId, hasDemonstration } from './zone.store.ts';

export interface ServeOptions {
  readonly homeDir: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  /** The built pages; without them the server answers the API only. */
  readonly webDir: string;
  /** Runs before the first request is answered: loads the park, makes the demonstration. */
  readonly prepare: (
    pool: pg.Pool,
    progress: (progress: StartProgress) => void,
  ) => Promise<DemoSignIns | null>;
  readonly onRestart?: () => void;
  readonly onHalfMade?: () => void;
}

/** A server that listens: its pages show how far the start is until `ready`. */
export interface Serving {
  readonly url: string;
  /** Rejected with what stood in the way; everything is undone then. */
  readonly ready: Promise<Running>;
  stop(): Promise<void>;
}

export interface Running {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: OpenDatabase;
  readonly demo: DemoSignIns | null;
  /** The first zone by code; null before a park is loaded. */
  readonly zoneId: string | null;
}

const OPENING: StartProgress = { share: 0, what: { zh: '打开数据库', en: 'opening the database' } };

/** Listens at once, opens the database, prepares it, and answers requests until `stop`. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const home = await holdHome(options.homeDir);
  const files = existsSync(options.webDir) ? staticFiles(options.webDir) : null;
  let progress = OPENING;
  let listener = startingListener({ version: options.version, files, progress: () => progress });
  const http = createServer((request, response) => listener(request, response));
  const undo: (() => Promise<void>)[] = [async () => home.release()];
  const stop = onlyOnce(async () => {
    await close(http);
    for (const step of undo.toReversed()) await step();
  });
  try {
    const url = await listen(http, options);
    const open = async (): Promise<Running> => {
      const opened = await openServices(options, undo, (now) => (progress = now));
      const services = { ...opened, version: options.version, realNow: () => new Date() };
      const openapi = openapiDocument(options.version);
      listener = requestListener({ services, router, openapi, files, doors });
      return { url, ...opened, zoneId: await firstZoneId(opened.pool) };
    };
    return { url, ready: open().catch((error: unknown) => stop().then(() => Promise.reject(error))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What requests need. Each part that was opened is put on the list of what is undone in reverse. */
async function openServices(
  options: ServeOptions,
  undo: (() => Promise<void>)[],
  progress: (progress: StartProgress) => void,
): Promise<Omit<Running, 'url' | 'zoneId'>> {
  const opening = openDatabase(options);
  undo.push(() =>
    opening.then(
      (database) => database.stop(),
      () => undefined,
    ),
  );
  const database = await opening;
  const [pool, jobs] = [openPool(database.urls.app), openPool(database.urls.jobs, { max: 2 })];
  undo.push(async () => void (await Promise.all([pool.end(), jobs.end()])));
  await refuseOpenDemonstration(pool, options.host);
  const demo = await options.prepare(pool, progress);
  await refuseOpenDemonstration(pool, options.host);
  const sealer = startSealer(jobs);
  undo.push(() => sealer.stop());
  return { pool, database, demo };
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Everybody knows the sign-ins of a demonstration: it is answered on this machine only. */
async function refuseOpenDemonstration(pool: pg.Pool, host: string): Promise<void> {
  if (await hasDemonstration(pool)) refuseOpenHost(host);
}

/** Says so before a demonstration is made for nothing. */
export function refuseOpenHost(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw new EnvironmentFault(
    `数据库中有演示账号，口令是公开的，不能在 HOST=${host} 上对外提供服务。请去掉 HOST，或用 npm start -- --empty 在另一个数据目录（YUANHENG_HOME）中启动。`,
    `The database holds demonstration sign-ins with printed passwords and is not served on HOST=${host}. Leave HOST out, or start with npm start -- --empty in another data folder (YUANHENG_HOME).`,
  );
}

/** Whether a park has been loaded. */
export const hasZone = async (pool: pg.Pool): Promise<boolean> => (await firstZoneId(pool)) !== null;

function listen(http: Server, { host, port }: ServeOptions): Promise<string> {
  return new Promise((done, fail) => {
    http.once('error', (error: NodeJS.ErrnoException) => fail(portFault(error, port)));
    http.listen(port, host, () => {
      const address = http.address();
      const actual = address && typeof address === 'object' ? address.port : port;
      done(`http://${hostInUrl(host)}:${actual}`);
    });
  });
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function portFault(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new EnvironmentFault(
    `端口 ${port} 已被占用。请用 PORT=<另一个端口> npm start，或先停掉占用它的程序。`,
    `Port ${port} is taken. Start with PORT=<another port> npm start, or stop the program that holds it.`,
  );
}

function close(http: Server): Promise<void> {
  return new Promise((done) => {
    http.close(() => done());
    http.closeAllConnections();
  });
}
