import { sql } from 'kysely';
import type { CarrierAct } from '@yuanheng/engine/carrier-status';
import type { Db } from '../../kernel/db/pool.ts';

export interface ActRow {
  readonly unitId: string;
  readonly number: number;
  readonly act: CarrierAct;
  readonly setAside: boolean;
  readonly on: string;
  readonly roundId: string | null;
  readonly clause: { readonly zh: string; readonly en: string };
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** Acts on carriers that had been decided at an instant, in their order. */
export async function actsAsOf(db: Db, { zoneId, asOf }: { zoneId: string; asOf: Date }): Promise<ActRow[]> {
  const rows = await db
    .selectFrom('carrier_act as a')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'a.zone_id').onRef('m.id', '=', 'a.decided_by'),
    )
    .select([
      'a.unit_id',
      'a.number',
      'a.act',
      'a.set_aside',
      sql<string>`a.effective_on::text`.as('effective_on'),
      'a.round_id',
      'a.clause_zh',
      'a.clause_en',
      'a.reason',
      'm.display_name',
      'a.decided_at',
    ])
    .where('a.zone_id', '=', zoneId)
    .where('a.decided_at', '<=', asOf)
    .orderBy('a.unit_id')
    .orderBy('a.number')
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    number: row.number,
    act: row.act as CarrierAct,
    setAside: row.set_aside,
    on: row.effective_on,
    roundId: row.round_id,
    clause: { zh: row.clause_zh, en: row.clause_en },
    reason: row.reason,
    by: row.display_name,
    at: row.decided_at,
  }));
}
