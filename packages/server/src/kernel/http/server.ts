import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { onError } from '@orpc/server';
import { schemaFault } from '../db/migrate.ts';
import { problem, sentence } from '../problem.ts';
import { openLog } from './log.ts';
import { problemBody, toCatalogue } from './problem-json.ts';
import type { RequestContext, Services } from './request-context.ts';
import { findSession } from './session.ts';
import type { StaticFiles } from './static-files.ts';

export interface ServerParts {
  readonly services: Services;
  readonly router: AnyRouter;
  readonly openapi: () => Promise<unknown>;
  readonly files: StaticFiles | null;
  /** Doors beside the contract: true when they have answered. */
  readonly doors: readonly ((context: RequestContext, url: URL) => Promise<boolean>)[];
}

/** The one HTTP server: health, the contract under /api, the doors beside it, the pages. */
export function makeServer({ services, router, openapi, files, doors }: ServerParts): Server {
  const log = openLog();
  const handler = new OpenAPIHandler(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    clientInterceptors: [
      onError((error) => {
        throw toCatalogue(error, log);
      }),
    ],
    customErrorResponseBodyEncoder: problemBody,
    adapterInterceptors: [
      (options) => {
        speakProblemJson(options.response as ServerResponse);
        return options.next(options);
      },
    ],
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://local');
    if (!url.pathname.startsWith('/api/')) return files ? files(request, response, url) : notFound(response);
    if (url.pathname === '/api/health') return await health(services, response);
    if (url.pathname === '/api/openapi.json') return json(response, 200, await openapi());
    if (isForeign(request))
      return problemAnswer(response, 'FORBIDDEN', { operation: url.pathname, role: 'foreign origin' });
    const session = await findSession(services.pool, request, services.realNow());
    const context: RequestContext = { services, request, response, session };
    for (const door of doors) if (await door(context, url)) return;
    const { matched } = await handler.handle(request, response, { prefix: '/api', context });
    if (!matched) notFound(response);
  };

  return createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'same-origin');
    answer(request, response).catch((error: unknown) => {
      const { code, data } = toCatalogue(error, log);
      if (response.headersSent) response.destroy();
      else problemAnswer(response, code as Parameters<typeof sentence>[0], data);
    });
  });
}

/** oRPC writes application/json over whatever an interceptor sets; the header is changed where it leaves. */
function speakProblemJson(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = rest.find((part) => typeof part === 'object' && part !== null) as
      | Record<string, unknown>
      | undefined;
    if (status >= 400 && headers) headers['content-type'] = 'application/problem+json';
    return writeHead(status, ...rest);
  }) as ServerResponse['writeHead'];
}

/** A page of another site may not write with our cookie. */
function isForeign(request: IncomingMessage): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') return true;
  return origin !== undefined && new URL(origin).host !== host;
}

async function health({ pool, version }: Services, response: ServerResponse): Promise<void> {
  const fault = await schemaFault(pool).catch((error: Error) => error.message);
  if (fault === null) return json(response, 200, { status: 'ready', version });
  json(response, 503, { status: 'not-ready', version, reason: fault });
}

const notFound = (response: ServerResponse) =>
  problemAnswer(response, 'NOT_FOUND', { what: 'route', id: '' });

export function problemAnswer(
  response: ServerResponse,
  code: Parameters<typeof sentence>[0],
  data: unknown,
): void {
  const { status } = problem(code, data as never);
  const { zh, en } = sentence(code, data);
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: `urn:yuanheng:problem:${code}`,
      title: zh,
      titleEn: en,
      status,
      code,
      defined: true,
      data,
    }),
  );
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
