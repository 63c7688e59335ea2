import type { RequestContext } from '../kernel/http/request-context.ts';

/** Doors beside the contract, tried in order. */
export const doors: readonly ((context: RequestContext, url: URL) => Promise<boolean>)[] = [];
