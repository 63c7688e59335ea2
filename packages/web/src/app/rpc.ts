import { type ClientContext, createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '@yuanheng/contract';
import paths from 'virtual:contract';
import { inLanguage } from '../ui/messages.ts';

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly titleEn: string;
  readonly data: unknown;
}

const RETRY_MS = [400, 1_200, 3_000];

/** A lost connection is tried again under the same request id, so that nothing happens twice. */
async function sent(request: Request, init: RequestInit, tries = 0): Promise<Response> {
  try {
    return await fetch(request.clone(), init);
  } catch (error) {
    const wait = RETRY_MS[tries];
    if (wait === undefined || (error as Error).name === 'AbortError') throw error;
    await new Promise((done) => setTimeout(done, wait));
    return await sent(request, init, tries + 1);
  }
}

const link = new OpenAPILink<ClientContext>(paths, {
  url: `${location.origin}/api`,
  headers: () => ({ 'idempotency-key': crypto.randomUUID() }),
  // problem details are JSON too; the link would not read them by their own name
  fetch: async (request, init) => {
    const response = await sent(request, init);
    if (!response.headers.get('content-type')?.includes('problem+json')) return response;
    const headers = new Headers(response.headers);
    headers.set('content-type', 'application/json');
    return new Response(response.body, { status: response.status, headers });
  },
  customErrorResponseBodyDecoder: (body) => {
    const { code, status, title, titleEn, data } = body as Problem;
    return new ORPCError(code, { status, message: inLanguage(title, titleEn), data, defined: true });
  },
});

/** The one client of the public contract. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);
export const api = createTanstackQueryUtils(client);

/** What went wrong in one sentence, in the reader's language. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ORPCError) return error.message;
  return inLanguage(
    '连不上服务器，请检查网络后重试；已保存的内容不会丢，没保存的请先别关本页。',
    'The server cannot be reached. Check the network and try again; what is saved stays, and keep this page open for the rest.',
  );
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof ORPCError ? error.code : undefined;
export const dataOf = <T>(error: unknown): T | undefined =>
  error instanceof ORPCError ? (error.data as T) : undefined;
