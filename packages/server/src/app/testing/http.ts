import { ZoneClock } from '../../kernel/clock.ts';
import { type IncomingHttpHeaders, type RequestOptions, type Server, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { contract } from '@yuanheng/contract';
import { openapiDocument } from '../../kernel/http/openapi.ts';
import { type Log, openLog } from '../../kernel/http/log.ts';
import { makeServer } from '../../kernel/http/server.ts';
import { SealingKey } from '../../kernel/sealing.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { router } from '../router.ts';

export const SEALING = new SealingKey(Buffer.alloc(32, 7));

/** One answer, its body read. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as JSON; null when there is none. */
  readonly body: unknown;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly cookie?: string | undefined;
}

interface TestServerOptions {
  readonly now: () => Date;
  readonly log?: Log;
}

/** The real HTTP server with the product's router on a free port. */
export class TestServer {
  readonly #http: Server;

  private constructor(http: Server) {
    this.#http = http;
  }

  static async start(pool: pg.Pool, { now, log }: TestServerOptions): Promise<TestServer> {
    const http = makeServer({
      services: {
        pool,
        version: '0.0.0-test',
        clock: new ZoneClock(now),
        sealing: SEALING,
        demo: null,
      },
      router,
      openapi: openapiDocument('0.0.0-test'),
      files: null,
      doors: [],
      log: log ?? openLog('silent'),
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    return new TestServer(http);
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    this.#http.closeAllConnections();
    return new Promise((done) => this.#http.close(() => done()));
  }

  send(path: string, { method = 'GET', headers = {}, body, cookie }: Sent = {}): Promise<Answered> {
    const options: RequestOptions = {
      host: '127.0.0.1',
      port: this.port,
      path,
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
    };
    return new Promise((done, fail) => {
      const asked = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          const { statusCode = 0, headers: got } = response;
          const isJson = got['content-type']?.includes('json') ?? false;
          done({
            status: statusCode,
            headers: got,
            bytes,
            text,
            body: isJson && text !== '' ? JSON.parse(text) : null,
          });
        });
      });
      asked.on('error', fail);
      asked.end(body);
    });
  }

  /** Calls an operation of the contract by its name, such as `statistics.submit`. */
  call(operation: string, input: object, { headers = {}, cookie }: Sent = {}): Promise<Answered> {
    const { method, path } = routeOf(operation);
    const left = new Map(Object.entries(input));
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(left.get(name));
      left.delete(name);
      return encodeURIComponent(value);
    });
    if (method === 'GET') return this.send(`/api${filled}${queryOf(left)}`, { headers, cookie });
    const key = { 'idempotency-key': uuidv7(), ...headers };
    if (left.get('file') instanceof File)
      return this.#upload(`/api${filled}`, left, { headers: key, cookie });
    const body = JSON.stringify(Object.fromEntries(left));
    return this.send(`/api${filled}`, { method, body, headers: key, cookie });
  }

  /** Sends a file with its fields as a page does. */
  async #upload(path: string, input: ReadonlyMap<string, unknown>, { headers, cookie }: Sent) {
    const form = new FormData();
    for (const [name, value] of input) form.append(name, value instanceof File ? value : String(value));
    const whole = new Response(form);
    return this.send(path, {
      method: 'POST',
      body: Buffer.from(await whole.arrayBuffer()),
      headers: { ...headers, 'content-type': whole.headers.get('content-type') ?? '' },
      cookie,
    });
  }

  /** Signs in; answers the cookie. */
  async signIn(login: string, password: string): Promise<string> {
    const answer = await this.call('identity.signIn', { login, password });
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.text}`);
    return cookieOf(answer);
  }
}

export const cookieOf = ({ headers }: Answered): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';

function queryOf(input: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of input) {
    if (Array.isArray(value)) value.forEach((item, i) => query.append(`${name}[${i}]`, String(item)));
    else if (value !== undefined) query.append(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tags: readonly string[];
}

interface Described {
  readonly '~orpc': { readonly route: Route; readonly meta: RouteFacts; readonly inputSchema?: unknown };
}

export interface RouteFacts {
  readonly kind: 'read' | 'write';
  readonly access: 'public' | 'self' | 'granted';
  readonly timeless?: string;
}

/** Every operation of the contract by its name. */
export const OPERATIONS: ReadonlyMap<string, Described['~orpc']> = new Map(
  Object.entries(contract).flatMap(([module, routes]) =>
    Object.entries(routes).map(([name, described]) => [
      `${module}.${name}`,
      (described as unknown as Described)['~orpc'],
    ]),
  ),
);

export function describedAs(operation: string): Described['~orpc'] {
  const described = OPERATIONS.get(operation);
  if (!described) throw new RangeError(`The contract has no ${operation}.`);
  return described;
}

const routeOf = (operation: string): Route => describedAs(operation).route;
