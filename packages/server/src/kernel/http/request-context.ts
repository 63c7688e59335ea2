import type { IncomingMessage, ServerResponse } from 'node:http';
import type pg from 'pg';
import type { Actor } from '../actor.ts';
import type { ZoneClock } from '../clock.ts';
import type { SealingKey } from '../sealing.ts';
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
  /** The real clock and those of zones that live another day. */
  readonly clock: ZoneClock;
  readonly sealing: SealingKey;
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
  /** Names this request in the header x-request-id, in the log and in INTERNAL. */
  readonly traceId: string;
}

/** The session, or 401. */
export function signedIn(context: RequestContext): Session {
  const session = stepping(context);
  if (session.stage !== 'full') throw problem('SECOND_FACTOR_DUE', { stage: session.stage });
  return session;
}

/** The session, though the second factor is still due, or 401. Only the second factor itself asks for this one. */
export function stepping(context: RequestContext): Session {
  if (context.session === null) throw problem('UNAUTHENTICATED', {});
  return context.session;
}

/** Who performs, and at which instant of their zone. */
export function performance(context: RequestContext, who = signedIn): Performance {
  const { actor, demoDay } = who(context);
  const { pool, clock } = context.services;
  return { pool, actor, now: clock.now(actor.zoneId, demoDay) };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The client's request id, or null: none was sent, or it is no UUID. */
export function findRequestId({ request }: RequestContext): string | null {
  const requestId = request.headers['idempotency-key'];
  return typeof requestId === 'string' && UUID.test(requestId) ? requestId.toLowerCase() : null;
}

export function getRequestId(context: RequestContext): string {
  const requestId = findRequestId(context);
  if (requestId === null) throw problem('REQUEST_ID_MISSING', {});
  return requestId;
}

/** A route's handler: names the operation, nothing else. */
export function route<I, O>(operation: ReadOperation<I, O> | WriteOperation<I, O>) {
  return async ({ context, input }: { context: RequestContext; input: I }): Promise<O> => {
    const at = performance(context);
    if (operation.kind === 'read') return await performRead(at, operation, input);
    return await performWrite({ ...at, requestId: getRequestId(context) }, operation, input);
  };
}
