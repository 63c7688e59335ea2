import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { schemaFault } from '../db/migrate.ts';
import { uuidv7 } from '../ids.ts';
import { problem, sentence } from '../problem.ts';
import { shapeAnswers } from './answer.ts';
import { readJson } from './body.ts';
import { openHandler } from './handler.ts';
import { type Log, openLog } from './log.ts';
import { toCatalogue } from './problem-json.ts';
import type { RequestContext, Services } from './request-context.ts';
import { findSession } from './session.ts';
import type { StaticFiles } from './static-files.ts';
import { isUpload, readUpload } from './upload.ts';

export interface ServerParts {
  readonly services: Services;
  readonly router: AnyRouter;
  readonly openapi: () => Promise<unknown>;
  readonly files: StaticFiles | null;
  /** Doors beside the contract: true when they have answered. */
  readonly doors: readonly ((context: RequestContext, url: URL) => Promise<boolean>)[];
  readonly log?: Log;
}

export const makeServer = (parts: ServerParts): Server => createServer(requestListener(parts));

/** Answers every request: health, the contract under /api, the doors beside it, the pages. */
export function requestListener(parts: ServerParts): RequestListener {
  const { services, openapi, files, doors, log = openLog() } = parts;
  const handler = openHandler(parts.router, log);

  const answer = async (request: IncomingMessage, response: ServerResponse, traceId: string) => {
    const url = urlOf(request);
    if (url === null) return notFound(response, request.url ?? '');
    if (url.pathname !== '/api' && !url.pathname.startsWith('/api/'))
      return files ? files(request, response, url) : notFound(response, url.pathname);
    if (url.pathname === '/api/health') return await health(services, response);
    // the body of an answer to HEAD is left out by Node.js; everything else is that of GET
    if (request.method === 'HEAD') request.method = 'GET';
    if (isForeign(request)) return problemAnswer(response, 'FOREIGN_ORIGIN', { path: url.pathname });
    if (url.pathname === '/api/openapi.json') {
      shapeAnswers(request, response);
      return json(response, 200, await openapi());
    }
    const session = await findSession(services.pool, request, services.clock.real());
    const context: RequestContext = { services, request, response, session, traceId };
    for (const door of doors) if (await door(context, url)) return;
    shapeAnswers(request, response);
    const body = request.method === 'GET' ? undefined : await bodyOf(request, session !== null);
    const { matched } = await handler.handle(Object.assign(request, { body }), response, {
      prefix: '/api',
      context,
    });
    if (!matched) notFound(response, url.pathname);
  };

  return (request, response) => {
    const traceId = uuidv7();
    const began = performance.now();
    const { method, url } = request;
    commonHeaders(response, traceId);
    response.once('close', () => {
      const ms = Math.round(performance.now() - began);
      log.info({ requestId: traceId, method, path: url?.split('?')[0], status: response.statusCode, ms });
    });
    answer(request, response, traceId).catch((error: unknown) => {
      const { code, data } = toCatalogue(error, { log, traceId });
      if (response.headersSent) return void response.destroy();
      if (!request.complete) response.setHeader('connection', 'close');
      problemAnswer(response, code as Parameters<typeof sentence>[0], data);
    });
  };
}

/** Files are taken from who is signed in; from others the request is refused before its file is read. */
async function bodyOf(request: IncomingMessage, isSignedIn: boolean): Promise<unknown> {
  if (!isUpload(request)) return await readJson(request);
  if (!isSignedIn) throw problem('UNAUTHENTICATED', {});
  return await readUpload(request);
}

export function commonHeaders(response: ServerResponse, traceId: string): void {
  response.setHeader('x-request-id', traceId);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('content-security-policy', CONTENT_POLICY);
}

/** Pages load what this server serves and nothing else, and no other site may frame them. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  // widths of bars are styles of their elements
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function urlOf({ url = '/' }: IncomingMessage): URL | null {
  const text = `http://local${url.startsWith('/') ? '' : '/'}${url}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** A page of another site may not write with our cookie; an origin that is hidden or broken is foreign. */
function isForeign(request: IncomingMessage): boolean {
  if (request.method === 'GET') return false;
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') return true;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

async function health({ pool, version }: Services, response: ServerResponse): Promise<void> {
  const fault = await schemaFault(pool).catch((error: Error) => error.message);
  if (fault === null) return json(response, 200, { status: 'ready', version });
  json(response, 503, { status: 'not-ready', version, reason: fault });
}

const notFound = (response: ServerResponse, path: string) =>
  problemAnswer(response, 'NOT_FOUND', { what: 'route', id: path });

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

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
