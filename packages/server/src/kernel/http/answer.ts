import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

type WriteHead = (status: number, headers: OutgoingHttpHeaders) => ServerResponse;

/**
 * What every answer of the contract has, changed where it leaves, because oRPC writes its own content type over whatever
 * an interceptor sets: failures are application/problem+json; what was read has an ETag, and is 304 when the reader has it.
 */
export function shapeAnswers(request: IncomingMessage, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as WriteHead;
  const end = response.end.bind(response) as (body?: string) => ServerResponse;
  let read: OutgoingHttpHeaders | null = null;

  response.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) => {
    if (status >= 400) {
      return writeHead(status, {
        ...headers,
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      });
    }
    // a file is sent in pieces: it is never compared with what the reader has
    if (headers['content-disposition'] !== undefined)
      return writeHead(status, { ...headers, ...asAttachment(headers), 'cache-control': 'no-store' });
    if (request.method !== 'GET' || status !== 200)
      return writeHead(status, { ...headers, 'cache-control': 'no-store' });
    read = headers;
    return response;
  }) as ServerResponse['writeHead'];

  response.end = ((body?: string) => {
    if (read === null) return end(body);
    const etag = `"${createHash('sha256')
      .update(body ?? '')
      .digest('base64url')}"`;
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'cookie' };
    if (isKnown(request, etag)) {
      writeHead(304, headers);
      return end();
    }
    writeHead(200, { ...read, ...headers, 'content-length': Buffer.byteLength(body ?? '') });
    return end(body);
  }) as ServerResponse['end'];
}

function isKnown(request: IncomingMessage, etag: string): boolean {
  const asked = (request.headers['if-none-match'] ?? '').split(',').map((part) => part.trim());
  return asked.includes('*') || asked.some((part) => part.replace(/^W\//, '') === etag);
}

/** Files are saved, never shown by the browser: what a workbook says is not a page of ours. */
const asAttachment = (headers: OutgoingHttpHeaders) => ({
  'content-disposition': String(headers['content-disposition']).replace(/^inline/, 'attachment'),
});
