import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

export type StaticFiles = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** Serves the built pages: files under /assets/ are named by content and kept for a year, every other path is the app. */
export function staticFiles(dir: string): StaticFiles {
  const page = readFileSync(join(dir, 'index.html'));
  const etag = `"${createHash('sha256').update(page).digest('base64url')}"`;
  return (request, response, url) => {
    const file = join(dir, normalize(url.pathname));
    if (file.startsWith(dir) && url.pathname !== '/' && existsSync(file) && statSync(file).isFile()) {
      return sendFile({ request, response, file, immutable: url.pathname.startsWith('/assets/') });
    }
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': TYPES['.html'], etag, 'cache-control': 'no-cache' }).end(page);
  };
}

interface Sent {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly file: string;
  readonly immutable: boolean;
}

function sendFile({ request, response, file, immutable }: Sent): void {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const zip = /text|json|svg/.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'content-type': type,
    'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(zip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  const stream = createReadStream(file);
  (zip ? stream.pipe(createGzip()) : stream).pipe(response);
}
