import type pg from 'pg';
import type { Park } from '@yuanheng/park';
import type { Actor } from '../kernel/actor.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { performWrite, writeOperation } from '../kernel/operation/operation.ts';
import { insertProfiles } from '../modules/enterprises/index.ts';
import { evaluationContent } from '../modules/evaluation/index.ts';
import { addFirstMember } from '../modules/identity/index.ts';
import { indicatorContent } from '../modules/indicators/index.ts';
import { insertPlaces, insertUnits, organisationPolicy } from '../modules/organisation/index.ts';
import { insertPlan } from '../modules/plan/index.ts';
import { insertForm } from '../modules/statistics/index.ts';
import { formOf, unitsOf } from './park-content.ts';
import { insertZone } from './zone.store.ts';

/** Units stand in the tree from the day on which the first of the park's forms and indicators is in force. */
function beginningOf({ forms, indicators, plan }: Park): string {
  const days = [...forms, ...indicators, plan].map((content) => content.in_force_from);
  return days.toSorted()[0] ?? plan.in_force_from;
}

/** Loads a park's content into its zone. */
const loadContent = writeOperation({
  name: 'organisation.loadPark',
  rights: organisationPolicy['organisation.loadPark'],
  run: async (ctx, { park }: { readonly park: Park }) => {
    ctx.may('zone');
    const at = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
    const since = beginningOf(park);
    await addFirstMember(ctx, since);
    const units = unitsOf(park);
    await insertUnits(ctx.db, at, units);
    const zone = units.find((unit) => unit.kind === 'zone');
    const placed = units.filter((unit) => unit.kind === 'zone' || unit.kind === 'sub-park');
    await insertPlaces(
      ctx.db,
      at,
      placed.map((unit) => ({
        unitId: unit.id,
        parentId: unit.kind === 'zone' ? null : (zone?.id ?? null),
        path: unit.kind === 'zone' ? '/' : `/${unit.code}/`,
        from: since,
      })),
    );
    await insertPlan(ctx.db, at, {
      id: park.plan.id,
      version: park.plan.version,
      inForceFrom: park.plan.in_force_from,
      definition: { plan: park.plan, targets: park.targets, tasks: park.tasks },
    });
    for (const form of park.forms) await insertForm(ctx.db, { ...at, form: formOf(form) });
    await indicatorContent(ctx.db, at, park);
    await evaluationContent(ctx.db, at, park);
    await insertProfiles(ctx.db, at, park.lists);
    ctx.audit.add({
      subjectKind: 'zone',
      subjectId: at.zoneId,
      scopePath: '/',
      detail: { park: park.park.id, plan: park.plan.document_number, units: units.length },
    });
    return { units: units.length };
  },
});

interface NewZone {
  readonly pool: pg.Pool;
  readonly park: Park;
  readonly now: Date;
  /** Set in a demonstration. */
  readonly demoDay: string | null;
  /** Whether administrators and reviewers act only with a second factor; a demonstration's printed sign-ins have none. */
  readonly secondFactorRequired: boolean;
}

/** Makes a zone from a park folder. Returns the actor who did it: the installation itself, as system administrator. */
export async function createZone({ pool, park, now, ...zone }: NewZone): Promise<Actor> {
  const zoneId = uuidv7();
  await insertZone(pool, { zoneId, park: park.park, ...zone });
  const actor: Actor = {
    zoneId,
    memberId: uuidv7(),
    assignmentId: uuidv7(),
    name: '系统',
    role: 'system-admin',
    placePath: '/',
    ownId: null,
  };
  await performWrite({ pool, actor, now, requestId: uuidv7() }, loadContent, { park });
  return actor;
}
