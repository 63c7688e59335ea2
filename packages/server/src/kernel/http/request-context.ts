import type { IncomingMessage, ServerResponse } from 'node:http';
import type pg from 'pg';
import type { Actor } from '../actor.ts';
import { zoneNow } from '../clock.ts';
import { problem } from '../problem.ts';
import {
  type Performance,
  type ReadOperation,
  type WriteOperation,
  performRead,
  performWrite,
} from '../operation/operation.ts';
import type { Session } from './session.ts';

/** What the process has, the same for every request. */
export interface Services {
  readonly pool: pg.Pool;
  readonly version: string;
  /** The real clock; zones may live another day. */
  readonly realNow: () => Date;
  /** Sign-ins that a demonstration shows on its first page. */
  readonly demo: DemoSignIns | null;
}

export interface DemoSignIns {
  readonly people: readonly DemoSignIn[];
}

export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly role: Actor['role'];
  readonly placeName: { readonly zh: string; readonly en: string };
}

/** What a handler of a route is given. */
export interface RequestContext {
  readonly services: Services;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly session: Session | null;
}

/** The session, or 401. */
export function signedIn(context: RequestContext): Session {
  if (context.session === null) throw problem('UNAUTHENTICATED', {});
  return context.session;
}

function performance(context: RequestContext): Performance {
  const { actor, demoDay } = signedIn(context);
  return { pool: context.services.pool, actor, now: zoneNow(context.services.realNow(), demoDay) };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A route's handler: names the operation, nothing else. */
export function route<I, O>(operation: ReadOperation<I, O> | WriteOperation<I, O>) {
  return async ({ context, input }: { context: RequestContext; input: I }): Promise<O> => {
    const at = performance(context);
    if (operation.kind === 'read') return await performRead(at, operation, input);
    const requestId = context.request.headers['idempotency-key'];
    if (typeof requestId !== 'string' || !UUID.test(requestId)) throw problem('REQUEST_ID_MISSING', {});
    return await performWrite(at, operation, input, requestId.toLowerCase());
  };
}
