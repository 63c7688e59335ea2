import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { refused } from '../files/refuse.ts';
import { MOST } from '../files/zip-gate.ts';

export const isUpload = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') ?? false;

/**
 * The fields of a form with one file. A file that is too large is refused by the declared length, or at the limit where
 * none is declared; nothing is written down before it has arrived whole, so an interrupted upload leaves nothing.
 */
export function readUpload(request: IncomingMessage): Promise<Record<string, string | File>> {
  const tooLarge = () => refused('too-large', '', MOST.bytes);
  if (Number(request.headers['content-length'] ?? 0) > MOST.bytes + FORM_BYTES) throw tooLarge();
  const { 'content-type': type = '' } = request.headers;
  const body: Record<string, string | File> = {};
  return new Promise((done, fail) => {
    const busboy = new Busboy({
      headers: { 'content-type': type },
      limits: { fileSize: MOST.bytes, files: 2, fields: 10, fieldSize: 2_000 },
      defCharset: 'utf8',
    });
    const stop = (reason: unknown) => {
      request.unpipe(busboy);
      request.resume();
      fail(reason instanceof Error ? reason : new Error(String(reason)));
    };
    busboy.on('field', (name, value) => (body[name] = value));
    busboy.on('file', (field, stream, name) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('limit', () => stop(tooLarge()));
      stream.on('end', () => {
        if (body[field] instanceof File) return stop(refused('too-many-files', ''));
        body[field] = new File([new Uint8Array(Buffer.concat(pieces))], name);
      });
    });
    busboy.on('error', () => stop(refused('broken', '')));
    busboy.on('finish', () => (body.file instanceof File ? done(body) : stop(refused('no-file', ''))));
    // a connection that is cut ends neither the request nor what it is piped into
    request.on('close', () => {
      if (!request.complete) stop(new Error('The upload was interrupted.'));
    });
    request.pipe(busboy);
  });
}

/** What a form has beside its file. */
const FORM_BYTES = 100_000;
