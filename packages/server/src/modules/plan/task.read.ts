import type { PlanTask, UnitDuties } from '@yuanheng/contract';
import type { Plan, Task } from '@yuanheng/park';
import { dayOf } from '../../kernel/clock.ts';
import { readOperation } from '../../kernel/operation/operation.ts';
import { allUnits } from '../organisation/index.ts';
import { planPolicy } from './plan.policy.ts';
import { getPlan } from './plan.views.ts';
import { assignedUnits, assignmentsOf } from './task.views.ts';

type UnitRow = Awaited<ReturnType<typeof allUnits>>[number];
type TaskUnit = PlanTask['named'][number];

/** Tasks of the plan in its order, under the heading that names their group. */
export const readTasks = readOperation({
  name: 'plan.tasks',
  rights: planPolicy['plan.tasks'],
  run: async (ctx, { asOf: asked }: { readonly asOf?: string | undefined }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const asOf = asked === undefined ? ctx.now : new Date(asked);
    const { plan, tasks } = await getPlan(ctx, dayOf(asOf));
    const units = await allUnits(ctx.db, zoneId);
    const of = { zoneId, planId: plan.id, asOf };
    const assigned = latestOf(await assignmentsOf(ctx.db, of), {
      units: await assignedUnits(ctx.db, of),
      all: units,
    });
    const groups = groupsOf(plan);
    return {
      asOf: asOf.toISOString(),
      groups: groups.map(({ clause, title, number }) => ({ clause, title, number })),
      rows: tasks.map((task) => ({
        ...toTask(task, units),
        group: groups.findLast(({ line }) => line <= task.line)?.clause ?? '',
        assigned: assigned.get(task.id) ?? null,
      })),
      units: units.flatMap(dutiesOf),
    };
  },
});

/** Headings of the second level with a number of their own, and those of the first that have none below. */
function groupsOf({ outline }: Plan): Plan['outline'] {
  const numbered = ({ number }: Plan['outline'][number]) => number !== '——';
  return outline.filter(
    (heading, i) =>
      numbered(heading) &&
      (heading.level === 2 || (heading.level === 1 && !hasNumberedChild(outline.slice(i + 1)))),
  );

  function hasNumberedChild(after: Plan['outline']): boolean {
    const end = after.findIndex(({ level }) => level === 1);
    return after.slice(0, end < 0 ? undefined : end).some((one) => one.level === 2 && numbered(one));
  }
}

function toTask(task: Task, units: readonly UnitRow[]): Omit<PlanTask, 'assigned'> {
  return {
    id: task.id,
    kind: task.kind,
    name: task.name,
    form: task.form ?? null,
    action: task.action ?? null,
    frequency: task.frequency ?? null,
    quote: task.quote,
    line: task.line,
    clause: task.clause,
    sameAs: task.same_as ?? null,
    named: task.units.map(({ unit: code, named = '', role }) => {
      const unit = units.find((one) => one.code === code);
      return { code: code ?? null, name: unit ? nameOf(unit) : { zh: named, en: named }, role };
    }),
    needsReview: task.needs_review ?? null,
  };
}

const nameOf = ({ name_zh: zh, name_en: en }: UnitRow) => ({ zh, en });

interface UnitsOf {
  readonly units: Awaited<ReturnType<typeof assignedUnits>>;
  readonly all: readonly UnitRow[];
}

/** The latest assignment of each task; rows come with the latest first. */
function latestOf(
  rows: Awaited<ReturnType<typeof assignmentsOf>>,
  { units, all }: UnitsOf,
): ReadonlyMap<string, NonNullable<PlanTask['assigned']>> {
  const found = new Map<string, NonNullable<PlanTask['assigned']>>();
  for (const row of rows) {
    const earlier = found.get(row.task_id);
    if (earlier) found.set(row.task_id, { ...earlier, before: earlier.before + 1 });
    else
      found.set(row.task_id, {
        units: units.filter(({ assignment_id }) => assignment_id === row.id).flatMap(unitOf),
        dueOn: row.due_on,
        reason: row.reason,
        by: row.display_name ?? '',
        at: row.assigned_at.toISOString(),
        before: 0,
      });
  }
  return found;

  function unitOf({ unit_id, role }: UnitsOf['units'][number]): TaskUnit[] {
    const unit = all.find(({ id }) => id === unit_id);
    return unit ? [{ code: unit.code, name: nameOf(unit), role: role === 'lead' ? 'lead' : 'support' }] : [];
  }
}

interface Attributes {
  readonly clause?: string;
  readonly duties?: readonly string[];
  readonly host?: string;
}

/** What the plan charges a unit with; a unit without duties is none of them. */
function dutiesOf(unit: UnitRow): UnitDuties[] {
  const { clause, duties = [], host } = unit.attributes as unknown as Attributes;
  if (clause === undefined || duties.length === 0) return [];
  return [
    {
      code: unit.code,
      kind: unit.kind,
      name: nameOf(unit),
      clause,
      host: host ?? null,
      duties: [...duties],
      needsReview: unit.needs_review,
    },
  ];
}
