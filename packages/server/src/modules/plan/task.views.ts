import type { Db } from '../../kernel/db/pool.ts';

export interface AssignmentsAsked {
  readonly zoneId: string;
  readonly planId: string;
  readonly asOf: Date;
}

/** Assignments of a plan's tasks that were known at an instant, the latest first. */
export function assignmentsOf(db: Db, { zoneId, planId, asOf }: AssignmentsAsked) {
  return db
    .selectFrom('task_assignment as a')
    .leftJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'a.zone_id').onRef('m.id', '=', 'a.assigned_by'),
    )
    .select(['a.id', 'a.task_id', 'a.due_on', 'a.reason', 'a.assigned_at', 'm.display_name'])
    .where('a.zone_id', '=', zoneId)
    .where('a.plan_id', '=', planId)
    .where('a.assigned_at', '<=', asOf)
    .orderBy('a.assigned_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}

/** The units of every assignment of a plan's tasks. */
export function assignedUnits(db: Db, { zoneId, planId }: Pick<AssignmentsAsked, 'zoneId' | 'planId'>) {
  return db
    .selectFrom('task_assignment as a')
    .innerJoin('task_assignment_unit as u', (on) =>
      on.onRef('u.zone_id', '=', 'a.zone_id').onRef('u.assignment_id', '=', 'a.id'),
    )
    .select(['u.assignment_id', 'u.unit_id', 'u.role'])
    .where('a.zone_id', '=', zoneId)
    .where('u.zone_id', '=', zoneId)
    .where('a.plan_id', '=', planId)
    .execute();
}
