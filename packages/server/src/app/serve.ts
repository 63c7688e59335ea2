import { existsSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type pg from 'pg';
import { EnvironmentFault } from '../kernel/fault.ts';
import { openapiDocument } from '../kernel/http/openapi.ts';
import { requestListener } from '../kernel/http/server.ts';
import { type StartProgress, startingListener } from '../kernel/http/starting.ts';
import { staticFiles } from '../kernel/http/static-files.ts';
import { holdHome } from '../kernel/postgres/home-lock.ts';
import { doors } from './doors.ts';
import { type OpenServices, type ServiceOptions, openServices } from './open-services.ts';
import { router } from './router.ts';
import { firstZoneId } from './zone.store.ts';

export interface ServeOptions extends ServiceOptions {
  readonly port: number;
  readonly version: string;
  /** The built pages; without them the server answers the API only. */
  readonly webDir: string;
}

/** A server that listens: its pages show how far the start is until `ready`. */
export interface Serving {
  readonly url: string;
  /** Rejected with what stood in the way; everything is undone then. */
  readonly ready: Promise<Running>;
  stop(): Promise<void>;
}

export interface Running extends OpenServices {
  readonly url: string;
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
      const services = { ...opened, version: options.version };
      const openapi = openapiDocument(options.version);
      listener = requestListener({ services, router, openapi, files, doors });
      return { url, ...opened, zoneId: await firstZoneId(opened.pool) };
    };
    const undone = async (error: unknown): Promise<never> => {
      await stop();
      throw error;
    };
    return { url, ready: open().catch(undone), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
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
