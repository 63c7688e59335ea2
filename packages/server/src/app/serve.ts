import type { Server } from 'node:http';
import { existsSync } from 'node:fs';
import type pg from 'pg';
import { startSealer } from '../kernel/audit/sealer.ts';
import { openPool } from '../kernel/db/pool.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { openapiDocument } from '../kernel/http/openapi.ts';
import type { DemoSignIns } from '../kernel/http/request-context.ts';
import { makeServer } from '../kernel/http/server.ts';
import { staticFiles } from '../kernel/http/static-files.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { doors } from './doors.ts';
import { router } from './router.ts';
import { firstZoneId, hasDemonstration } from './zone.store.ts';

export interface ServeOptions {
  readonly homeDir: string;
  readonly databaseUrl: string | undefined;
  /** Throws away an embedded database that was left half made. */
  readonly recreate: boolean;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  /** The built pages; without them the server answers the API only. */
  readonly webDir: string;
  /** Runs before the first request is answered: loads the park, makes the demonstration. */
  readonly prepare: (pool: pg.Pool) => Promise<DemoSignIns | null>;
}

export interface Running {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: OpenDatabase;
  readonly demo: DemoSignIns | null;
  /** The first zone by code; null before a park is loaded. */
  readonly zoneId: string | null;
  stop(): Promise<void>;
}

/** Opens the database, prepares it and answers requests until `stop`. */
export async function serve(options: ServeOptions): Promise<Running> {
  const database = await openDatabase(options);
  const pool = openPool(database.urls.app);
  const jobs = openPool(database.urls.jobs, { max: 2 });
  const undo = async () => {
    await Promise.all([pool.end(), jobs.end()]);
    await database.stop();
  };
  try {
    await refuseOpenDemonstration(pool, options.host);
    const demo = await options.prepare(pool);
    await refuseOpenDemonstration(pool, options.host);
    const sealer = startSealer(jobs);
    const services = { pool, version: options.version, realNow: () => new Date(), demo };
    const files = existsSync(options.webDir) ? staticFiles(options.webDir) : null;
    const http = makeServer({ services, router, openapi: openapiDocument(options.version), files, doors });
    const url = await listen(http, options);
    return {
      url,
      pool,
      database,
      demo,
      zoneId: await firstZoneId(pool),
      async stop() {
        await close(http);
        await sealer.stop();
        await undo();
      },
    };
  } catch (error) {
    await undo();
    throw error;
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Everybody knows the sign-ins of a demonstration: it is answered on this machine only. */
async function refuseOpenDemonstration(pool: pg.Pool, host: string): Promise<void> {
  if (LOOPBACK.test(host)) return;
  if (!(await hasDemonstration(pool))) return;
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
