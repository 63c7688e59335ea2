import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface ReportersQuestion {
  readonly zoneId: string;
  /** Enterprises or carriers. */
  readonly ownIds: readonly string[];
  readonly day: string;
}

/** Who reports for each of some respondents on a day: the names of their people. */
export async function reportersOf(
  db: Db,
  { zoneId, ownIds, day }: ReportersQuestion,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ own_id: string; names: string[] }>`
    select r.own_id, array_agg(distinct m.display_name) as names
    from app.role_assignment r
    join app.member m on m.zone_id = r.zone_id and m.id = r.member_id
    where r.zone_id = ${zoneId}::uuid and r.own_id = any(${ownIds}::uuid[])
      and r.valid @> ${day}::date and m.valid @> ${day}::date
    group by r.own_id`.execute(db);
  return new Map(rows.map((row) => [row.own_id, row.names]));
}
