import type { Indicator, Industry } from '@yuanheng/park';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

interface On {
  readonly zoneId: string;
  readonly day: string;
}

/** Indicators in the version that is in force on a day. */
export async function indicatorsInForce(db: Db, { zoneId, day }: On): Promise<Indicator[]> {
  const rows = await db
    .selectFrom('indicator_version as i')
    .distinctOn('i.indicator_id')
    .select('i.definition')
    .where('i.zone_id', '=', zoneId)
    .where('i.in_force_from', '<=', day)
    .orderBy('i.indicator_id')
    .orderBy('i.version', 'desc')
    .execute();
  return rows.map((row) => row.definition as unknown as Indicator);
}

/** Industries in the version that is in force on a day, by their ids. */
export async function industriesInForce(db: Db, { zoneId, day }: On): Promise<Map<string, Industry>> {
  const rows = await db
    .selectFrom('industry_version as i')
    .distinctOn('i.industry_id')
    .select('i.definition')
    .where('i.zone_id', '=', zoneId)
    .where('i.in_force_from', '<=', day)
    .orderBy('i.industry_id')
    .orderBy('i.version', 'desc')
    .execute();
  const industries = rows.map((row) => row.definition as unknown as Industry);
  return new Map(industries.map((industry) => [industry.id, industry]));
}

/** The unit that a target of the plan in force is counted in; undefined when there is no such target. */
export async function targetUnit(
  db: Db,
  { zoneId, day, targetId }: On & { readonly targetId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ unit: string }>`
    select t.unit from app.plan_target_v t
    where t.zone_id = ${zoneId}::uuid and t.target_id = ${targetId} and t.in_force_from <= ${day}::date
    order by t.in_force_from desc, t.version desc
    limit 1`.execute(db);
  return rows[0]?.unit;
}
