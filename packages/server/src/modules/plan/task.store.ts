import type { Db } from '../../kernel/db/pool.ts';

export interface NewAssignment {
  readonly zoneId: string;
  readonly id: string;
  readonly planId: string;
  readonly taskId: string;
  readonly dueOn: string | null;
  readonly reason: string;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
  readonly units: readonly { readonly unitId: string; readonly role: 'lead' | 'support' }[];
}

/** Appends an assignment of a task and its units. */
export async function insertAssignment(db: Db, assignment: NewAssignment): Promise<void> {
  const { zoneId, id, requestId } = assignment;
  await db
    .insertInto('task_assignment')
    .values({
      zone_id: zoneId,
      id,
      plan_id: assignment.planId,
      task_id: assignment.taskId,
      due_on: assignment.dueOn,
      reason: assignment.reason,
      assigned_by: assignment.memberId,
      assigned_at: assignment.now,
      request_id: requestId,
    })
    .execute();
  await db
    .insertInto('task_assignment_unit')
    .values(
      assignment.units.map(({ unitId, role }) => ({
        zone_id: zoneId,
        assignment_id: id,
        unit_id: unitId,
        role,
        request_id: requestId,
      })),
    )
    .execute();
}
