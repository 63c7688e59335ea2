import type { WriteContext } from '../../kernel/operation/operation.ts';

type Follower = (ctx: WriteContext) => Promise<void>;
const followers: Follower[] = [];

/** Other modules whose rows lie at a carrier's place follow when it moves, in the same transaction. */
export const afterCarrierMove = (follow: Follower): void => {
  followers.push(follow);
};

export async function followCarrierMove(ctx: WriteContext): Promise<void> {
  for (const follow of followers) await follow(ctx);
}
