import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** Where reports belong, for who writes of them in the trail. */
export async function placesOf(db: Db, zoneId: string, submissionIds: readonly string[]) {
  const rows = await db
    .selectFrom('submission as s')
    .select(['s.id', 's.scope_path', 's.owner_id'])
    .where('s.zone_id', '=', zoneId)
    .where(sql<boolean>`s.id = any(${submissionIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, { scopePath: row.scope_path, ownerId: row.owner_id }]));
}
