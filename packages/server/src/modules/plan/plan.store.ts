import type { Db } from '../../kernel/db/pool.ts';

interface At {
  readonly zoneId: string;
  readonly requestId: string;
}

export interface PlanContent {
  readonly id: string;
  readonly version: number;
  readonly inForceFrom: string;
  readonly definition: unknown;
}

export function insertPlan(db: Db, { zoneId, requestId }: At, plan: PlanContent) {
  return db
    .insertInto('plan_version')
    .values({
      zone_id: zoneId,
      plan_id: plan.id,
      version: plan.version,
      in_force_from: plan.inForceFrom,
      definition: JSON.stringify(plan.definition),
      request_id: requestId,
    })
    .execute();
}
