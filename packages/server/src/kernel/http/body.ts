import type { IncomingMessage } from 'node:http';
import { problem } from '../problem.ts';

/** The longest body that a route takes; the longest list of ids has a tenth of it. */
export const MOST_BODY_BYTES = 1_000_000;

/**
 * The JSON of a request. A longer body is refused by its declared length, or at the limit where it declares none; what
 * lies behind is not read.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) throw tooLarge();
    chunks.push(part);
  }
  return bytes === 0 ? {} : parse(Buffer.concat(chunks).toString('utf8'));
}

const tooLarge = () => problem('BODY_TOO_LARGE', { mostBytes: MOST_BODY_BYTES });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem('INVALID_INPUT', { errors: [{ pointer: '/', message: (error as Error).message }] });
  }
}
