import {
  type RequestContext,
  getRequestId,
  performance,
  signedIn,
} from '../../kernel/http/request-context.ts';
import {
  type ReadOperation,
  type WriteOperation,
  performRead,
  performWrite,
} from '../../kernel/operation/operation.ts';
import type { SealingKey } from '../../kernel/sealing.ts';

/** What an operation on sign-ins knows besides its input: sessions and links live by the real clock. */
export interface OfRequest {
  readonly realNow: Date;
  /** The session that asks. */
  readonly idHash: Buffer;
  readonly sealing: SealingKey;
  readonly personId: string;
}

export function ofRequest(context: RequestContext): OfRequest {
  const { idHash, personId } = signedIn(context);
  const { clock, sealing } = context.services;
  return { realNow: clock.real(), idHash, sealing, personId };
}

/** A route of an operation that is made for its request. */
export function ownRoute<I, O>(make: (own: OfRequest) => ReadOperation<I, O> | WriteOperation<I, O>) {
  return async ({ context, input }: { context: RequestContext; input: I }): Promise<O> => {
    const operation = make(ofRequest(context));
    const at = performance(context);
    if (operation.kind === 'read') return await performRead(at, operation, input);
    return await performWrite({ ...at, requestId: getRequestId(context) }, operation, input);
  };
}

/** As `ownRoute`, with the token that opens the link: it is in the answer and in nothing that is kept. */
export function linkRoute<I, O>(make: (own: OfRequest) => WriteOperation<I, O>) {
  const perform = ownRoute(make);
  return async (asked: { context: RequestContext; input: I }): Promise<O & { token: string }> => ({
    ...(await perform(asked)),
    token: tokenOf(asked.context.services.sealing, getRequestId(asked.context)),
  });
}

/** A request that is asked twice has the same token. */
export const tokenOf = (sealing: SealingKey, requestId: string): string =>
  sealing.derive('one-time link', requestId).toString('base64url');
