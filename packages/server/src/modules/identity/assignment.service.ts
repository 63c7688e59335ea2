import type { Role } from '@yuanheng/contract';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type LockedAssignment,
  type NewAssignment,
  endBefore,
  insertAssignment,
  isHeld,
  lockAdministrators,
  lockAssignment,
  otherHolders,
  setLastDay,
} from './assignment.store.ts';
import { identityPolicy } from './identity.policy.ts';
import type { OfRequest } from './own-request.ts';
import { getOther } from './person.service.ts';
import { findPlace } from './places.views.ts';
import { PLACE_OF, isAdministrator } from './role-places.ts';

interface Grant {
  readonly memberId: string;
  readonly role: Role;
  readonly placeId?: string | undefined;
  readonly from: string;
  readonly until?: string | undefined;
  readonly reason: string;
}

/** Grants a role at a place. It takes two people: who created a person grants them nothing, and nobody grants to themselves. */
export const grantRole = writeOperation({
  name: 'identity.grantRole',
  rights: identityPolicy['identity.grantRole'],
  run: async (ctx, { memberId, role, placeId, from, until, reason }: Grant) => {
    ctx.may('zone');
    const { id, name, createdBy } = await getOther(ctx, memberId);
    if (createdBy === ctx.actor.memberId) throw problem('SECOND_PERSON_NEEDED', { name });
    refuseDays(ctx, { from, until: until ?? null, latest: null });
    const place = await findPlace(ctx.db, { zoneId: ctx.actor.zoneId, today: ctx.today }, { role, placeId });
    if (!place) throw problem('PLACE_NEEDED', { role, kind: PLACE_OF[role] });
    const span = { memberId: id, role, from, until: until ?? null };
    return await addAssignment(ctx, { ...place, ...span, name, reason, delegatedFrom: null });
  },
});

type Adding = Omit<NewAssignment, 'id' | 'grantedBy' | 'grantedAt'> & { readonly name: string };

/** Writes a role assignment that is not held already. */
export async function addAssignment(ctx: WriteContext, { name, ...adding }: Adding) {
  const { zoneId, memberId: grantedBy } = ctx.actor;
  if (await isHeld(ctx.db, zoneId, adding)) throw problem('ROLE_HELD_ALREADY', { name, role: adding.role });
  const id = uuidv7(ctx.now);
  await insertAssignment(
    ctx.db,
    { zoneId, requestId: ctx.requestId },
    { ...adding, id, grantedBy, grantedAt: ctx.now },
  );
  ctx.audit.add({
    subjectKind: 'role-assignment',
    subjectId: id,
    scopePath: adding.placePath === '' ? '/' : adding.placePath,
    ownerId: adding.ownId,
    detail: {
      member: name,
      role: adding.role,
      place: adding.placeName.zh,
      from: adding.from,
      until: adding.until,
      reason: adding.reason,
    },
  });
  return { assignmentId: id };
}

interface Days {
  readonly from: string;
  readonly until: string | null;
  readonly latest: string | null;
}

/** Nothing is granted for days that are gone, or beyond the latest day. */
export function refuseDays({ today }: WriteContext, { from, until, latest }: Days): void {
  const isTooLate = latest !== null && (until === null || until > latest);
  if (from < today || (until !== null && until < from) || isTooLate)
    throw problem('DAYS_REFUSED', { earliest: today, latest });
}

/** A role assignment of somebody else that is not over. */
async function getOthers(
  ctx: WriteContext,
  assignmentId: string,
): Promise<LockedAssignment & { name: string }> {
  await lockAdministrators(ctx.db, ctx.actor.zoneId);
  const at = { zoneId: ctx.actor.zoneId, assignmentId, today: ctx.today };
  const assignment = await lockAssignment(ctx.db, at);
  if (!assignment) throw problem('NOT_FOUND', { what: 'assignment', id: assignmentId });
  const { name } = await getOther(ctx, assignment.memberId);
  if (assignment.isOver) throw problem('ASSIGNMENT_OVER', {});
  return { ...assignment, name };
}

/** Who alone holds an administrator's role keeps it without end. */
async function refuseLeaving(ctx: WriteContext, of: LockedAssignment, realNow: Date): Promise<void> {
  const { role, memberId, from } = of;
  if (!isAdministrator(role) || from > ctx.today) return;
  const asked = { zoneId: ctx.actor.zoneId, role, memberId, today: ctx.today, now: realNow };
  if ((await otherHolders(ctx.db, asked)) === 0) throw problem('LAST_HOLDER', { role });
}

export function auditAssignment(
  ctx: WriteContext,
  of: LockedAssignment,
  detail: Readonly<Record<string, unknown>>,
): void {
  ctx.audit.add({
    subjectKind: 'role-assignment',
    subjectId: of.id,
    scopePath: of.placePath === '' ? '/' : of.placePath,
    ownerId: of.ownId,
    detail: { role: of.role, place: of.placeName.zh, ...detail },
  });
}

interface Limit {
  readonly assignmentId: string;
  readonly until: string;
  readonly reason: string;
}

export const limitAssignment = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.limitAssignment',
    rights: identityPolicy['identity.limitAssignment'],
    run: async (ctx, { assignmentId, until, reason }: Limit) => {
      ctx.may('zone');
      const of = await getOthers(ctx, assignmentId);
      await refuseLeaving(ctx, of, realNow);
      const earliest = of.from > ctx.today ? of.from : ctx.today;
      // what was delegated never outlasts what was agreed between the two
      const latest = of.delegatedFrom === null ? null : of.until;
      if (until < earliest || (latest !== null && until > latest))
        throw problem('DAYS_REFUSED', { earliest, latest });
      await setLastDay(ctx.db, { zoneId: ctx.actor.zoneId, assignmentId, until });
      auditAssignment(ctx, of, { member: of.name, until, reason });
      return { assignmentId, until };
    },
  });

interface End {
  readonly assignmentId: string;
  readonly reason: string;
}

export const endAssignment = ({ realNow }: OfRequest) =>
  writeOperation({
    name: 'identity.endAssignment',
    rights: identityPolicy['identity.endAssignment'],
    run: async (ctx, { assignmentId, reason }: End) => {
      ctx.may('zone');
      const of = await getOthers(ctx, assignmentId);
      await refuseLeaving(ctx, of, realNow);
      await endBefore(ctx.db, { zoneId: ctx.actor.zoneId, assignmentId, day: ctx.today });
      auditAssignment(ctx, of, { member: of.name, reason });
      return { assignmentId, endedOn: ctx.today };
    },
  });
