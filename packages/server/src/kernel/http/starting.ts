import type { RequestListener } from 'node:http';
import type { Words } from '@yuanheng/contract';
import { uuidv7 } from '../ids.ts';
import { problem } from '../problem.ts';
import { commonHeaders, json, problemAnswer, urlOf } from './server.ts';
import type { StaticFiles } from './static-files.ts';

/** How far a start is. */
export interface StartProgress {
  /** 0–1. */
  readonly share: number;
  readonly what: Words;
}

export interface StartingParts {
  readonly version: string;
  readonly files: StaticFiles | null;
  readonly progress: () => StartProgress;
}

/** Answers while the database and the demonstration are being made: the pages, and how far it is. */
export function startingListener({ version, files, progress }: StartingParts): RequestListener {
  return (request, response) => {
    commonHeaders(response, uuidv7());
    const url = urlOf(request);
    if (url !== null && url.pathname !== '/api' && !url.pathname.startsWith('/api/') && files)
      return files(request, response, url);
    response.setHeader('retry-after', '1');
    const { share, what } = progress();
    if (url?.pathname === '/api/health') {
      const reason = `starting: ${what.en} (${Math.floor(share * 100)}%)`;
      return json(response, 503, { status: 'not-ready', version, reason, progress: { share, what } });
    }
    const { code, data } = problem('STARTING', { share, what });
    problemAnswer(response, code, data);
  };
}
