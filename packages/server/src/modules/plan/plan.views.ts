import type { PlanTarget } from '@yuanheng/contract';
import type { Park, Plan, Target, Task } from '@yuanheng/park';
import type { Db } from '../../kernel/db/pool.ts';
import type { Context } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';

export interface PlanContent {
  readonly plan: Plan & { readonly content: string };
  readonly targets: readonly Target[];
  readonly tasks: readonly Task[];
}

/** The plan in force on a day, its text, targets and tasks. */
export async function getPlan(ctx: Context, day: string): Promise<PlanContent> {
  const found = await planInForce(ctx.db, ctx.actor.zoneId, day);
  if (!found) throw problem('NOT_FOUND', { what: 'plan in force', id: day });
  return found;
}

/** The version of the zone's plan that is in force on a day; undefined before its first one. */
export async function planInForce(db: Db, zoneId: string, day: string): Promise<PlanContent | undefined> {
  const row = await db
    .selectFrom('plan_version as p')
    .select('p.definition')
    .where('p.zone_id', '=', zoneId)
    .where('p.in_force_from', '<=', day)
    .orderBy('p.in_force_from', 'desc')
    .orderBy('p.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  // versions that were loaded before tasks existed have none
  const content = row?.definition as unknown as PlanContent | undefined;
  return content && { ...content, tasks: content.tasks ?? [] };
}

/** The park's rule for the status of targets. */
export async function statusRule(db: Db, zoneId: string): Promise<Park['park']['status_rule']> {
  const row = await db
    .selectFrom('zone as z')
    .select('z.park')
    .where('z.id', '=', zoneId)
    .executeTakeFirstOrThrow();
  return (row.park as unknown as Park['park']).status_rule;
}

export function toTarget(target: Target): PlanTarget {
  const { said_again: again } = target;
  return {
    id: target.id,
    kind: target.kind,
    name: target.name,
    quote: target.quote,
    line: target.line,
    clause: target.clause,
    comparator: target.comparator,
    value: target.value,
    valueMax: target.value_max ?? null,
    unit: target.unit,
    deadline: target.deadline ?? null,
    indicatorId: target.indicator ?? null,
    saidAgain: again ? { id: again.id, quote: again.quote, clause: again.clause } : null,
    needsReview: target.needs_review ?? null,
  };
}
