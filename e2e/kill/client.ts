import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

/** One answer; status 0: the connection was lost before there was one. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string | undefined;
}

export interface Asked {
  readonly path: string;
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  /** The request id of a write. */
  readonly id?: string;
}

/** Sends one request on a connection of its own; a lost connection is an answer too. */
export function send(port: number, { path, cookie, body, id }: Asked): Promise<Answer> {
  return new Promise((done) => {
    const lost = () => done({ status: 0, body: '', cookie: undefined });
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: `/api${path}`,
        method: body === undefined ? 'GET' : 'POST',
        agent: false,
        headers: {
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'idempotency-key': id ?? randomUUID() }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', lost);
        response.once('end', () => {
          if (!response.complete) return lost();
          const set = response.headers['set-cookie']?.[0]?.split(';')[0];
          const { statusCode = 0 } = response;
          done({ status: statusCode, body: Buffer.concat(chunks).toString('utf8'), cookie: set });
        });
      },
    );
    asked.once('error', lost);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Sends a request that must succeed. */
export async function ask<T>(port: number, asked: Asked): Promise<T> {
  const { status, body } = await send(port, asked);
  if (status !== 200) throw new Error(`${asked.path} answers ${status}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as T;
}

export async function signIn(port: number, login: string, password: string): Promise<string> {
  const { cookie, status, body } = await send(port, { path: '/identity/sign-in', body: { login, password } });
  if (status !== 200 || cookie === undefined) throw new Error(`${login} cannot sign in: ${body}`);
  return cookie;
}

/** Works on all items, some at a time. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += 10)
    results.push(...(await Promise.all(items.slice(i, i + 10).map(work))));
  return results;
}
