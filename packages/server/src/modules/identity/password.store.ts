import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface Change {
  readonly personId: string;
  readonly oldHash: string;
  readonly newHash: string;
  readonly idHash: Buffer;
  readonly now: Date;
}

/** False when the password was changed by somebody else meanwhile. */
export async function replacePassword(
  db: Db,
  { personId, oldHash, newHash, idHash, now }: Change,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select auth.change_password(${personId}::uuid, ${oldHash}, ${newHash}, ${idHash}, ${now}) as done`.execute(
    db,
  );
  return rows[0]?.done === true;
}
