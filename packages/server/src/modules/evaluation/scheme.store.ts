import { sql } from 'kysely';
import type { Park, SchemeFile } from '@yuanheng/park';
import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

/** Puts a park's evaluation schemes in force. */
export async function evaluationContent(db: Db, { zoneId, requestId }: At, park: Park): Promise<void> {
  await db
    .insertInto('scheme_version')
    .values(
      park.schemes.map((s) => ({
        zone_id: zoneId,
        scheme_id: s.id,
        version: s.version,
        in_force_from: s.in_force_from,
        definition: JSON.stringify(s),
        request_id: requestId,
      })),
    )
    .execute();
}

/** A version of a scheme by its number. */
export async function findScheme(
  db: Db,
  zoneId: string,
  { schemeId, version }: { schemeId: string; version: number },
): Promise<SchemeFile | undefined> {
  const row = await db
    .selectFrom('scheme_version as s')
    .select('s.definition')
    .where('s.zone_id', '=', zoneId)
    .where('s.scheme_id', '=', schemeId)
    .where('s.version', '=', version)
    .executeTakeFirst();
  return row?.definition as SchemeFile | undefined;
}

/** The schemes for a level of units that are in force on a day, each in its version of that day; by id. */
export async function schemesInForce(
  db: Db,
  zoneId: string,
  { level, day }: { level: SchemeFile['level']; day: string },
): Promise<SchemeFile[]> {
  const rows = await db
    .selectFrom('scheme_version as s')
    .distinctOn('s.scheme_id')
    .select(['s.scheme_id', 's.definition'])
    .where('s.zone_id', '=', zoneId)
    .where(sql`s.definition ->> 'level'`, '=', level)
    .where('s.in_force_from', '<=', day)
    .orderBy('s.scheme_id')
    .orderBy('s.in_force_from', 'desc')
    .orderBy('s.version', 'desc')
    .execute();
  return rows.map(({ definition }) => definition as unknown as SchemeFile);
}

/** The version of the scheme for a level of units that is in force on a day; undefined before its first one. */
export async function schemeInForce(
  db: Db,
  zoneId: string,
  { level, day }: { level: SchemeFile['level']; day: string },
): Promise<SchemeFile | undefined> {
  const row = await db
    .selectFrom('scheme_version as s')
    .select('s.definition')
    .where('s.zone_id', '=', zoneId)
    .where(sql`s.definition ->> 'level'`, '=', level)
    .where('s.in_force_from', '<=', day)
    .orderBy('s.in_force_from', 'desc')
    .orderBy('s.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.definition as SchemeFile | undefined;
}
