import type { Park } from '@yuanheng/park';
import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

/** Puts a park's indicators and industries in force. */
export async function indicatorContent(db: Db, { zoneId, requestId }: At, park: Park): Promise<void> {
  await db
    .insertInto('indicator_version')
    .values(
      park.indicators.map((i) => ({
        zone_id: zoneId,
        indicator_id: i.id,
        version: i.version,
        in_force_from: i.in_force_from,
        definition: JSON.stringify(i),
        request_id: requestId,
      })),
    )
    .execute();
  await db
    .insertInto('industry_version')
    .values(
      park.industries.map((i) => ({
        zone_id: zoneId,
        industry_id: i.id,
        version: i.version,
        in_force_from: i.in_force_from,
        definition: JSON.stringify(i),
        request_id: requestId,
      })),
    )
    .execute();
}
