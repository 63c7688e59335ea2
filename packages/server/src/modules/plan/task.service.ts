import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { allUnits } from '../organisation/index.ts';
import { planPolicy } from './plan.policy.ts';
import { getPlan } from './plan.views.ts';
import { insertAssignment } from './task.store.ts';

interface AssignInput {
  readonly taskId: string;
  readonly lead: string;
  readonly support: readonly string[];
  readonly dueOn: string | null;
  readonly reason: string;
}

/** Charges units with a task of the plan in force; what was charged before stays in the history. */
export const assignTask = writeOperation({
  name: 'plan.assignTask',
  rights: planPolicy['plan.assignTask'],
  run: async (ctx, { taskId, lead, support, dueOn, reason }: AssignInput) => {
    ctx.may('zone');
    const { plan, tasks } = await getPlan(ctx, ctx.today);
    if (!tasks.some(({ id }) => id === taskId)) throw problem('NOT_FOUND', { what: 'task', id: taskId });
    if (support.includes(lead)) throw problem('TASK_LEAD_SUPPORTS', {});
    const codes = [lead, ...new Set(support)];
    const ids = await unitIds(ctx, codes);
    const id = uuidv7(ctx.now);
    await insertAssignment(ctx.db, {
      zoneId: ctx.actor.zoneId,
      id,
      planId: plan.id,
      taskId,
      dueOn,
      reason,
      memberId: ctx.actor.memberId,
      now: ctx.now,
      requestId: ctx.requestId,
      units: ids.map((unitId, i) => ({ unitId, role: i === 0 ? 'lead' : 'support' })),
    });
    ctx.audit.add({
      subjectKind: 'task',
      subjectId: taskId,
      scopePath: '/',
      detail: { plan: plan.document_number, lead, support: codes.slice(1), dueOn, reason },
    });
    return { id };
  },
});

/** Who can be charged with a task. */
const CHARGEABLE: ReadonlySet<string> = new Set(['office', 'sub-park', 'operator', 'department', 'town']);

async function unitIds(ctx: WriteContext, codes: readonly string[]): Promise<string[]> {
  const units = await allUnits(ctx.db, ctx.actor.zoneId);
  return codes.map((code) => {
    const unit = units.find((one) => one.code === code && CHARGEABLE.has(one.kind));
    if (!unit) throw problem('NOT_FOUND', { what: 'unit', id: code });
    return unit.id;
  });
}
