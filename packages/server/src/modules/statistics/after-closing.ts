import type { WriteContext } from '../../kernel/operation/operation.ts';

/** What else happens in the transaction that closes a period. */
export type Follower = (ctx: WriteContext, closed: { readonly code: string }) => Promise<void>;

const followers: Follower[] = [];

/**
 * Lets a module that computes from reports follow a closing. Such a module imports this one, so that it must be told
 * rather than called by name.
 */
export function afterClosing(follower: Follower): void {
  followers.push(follower);
}

export async function followClosing(...closing: Parameters<Follower>): Promise<void> {
  for (const follower of followers) await follower(...closing);
}
