import type { Role } from '@yuanheng/contract';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { lockAdministrators } from './assignment.store.ts';
import { identityPolicy } from './identity.policy.ts';
import { endMembership, insertAssignments, insertMembers, insertSignIn } from './member.store.ts';
import type { OfRequest } from './own-request.ts';
import { audit, getOther, refuseLastHolder } from './person.service.ts';
import { endSessions } from './session.store.ts';

export interface NewMember {
  readonly name: string;
  readonly since: string;
  readonly assignments: readonly {
    readonly role: Role;
    readonly placeName: { readonly zh: string; readonly en: string };
    /** Empty: a person without a place. */
    readonly placePath: string;
    readonly ownId: string | null;
  }[];
  /** Name and password hash; a member without them cannot sign in. */
  readonly signIn: { readonly login: string; readonly hash: string } | null;
}

/** Adds people with their role assignments to the zone. */
export const addMembers = writeOperation({
  name: 'identity.addMembers',
  rights: identityPolicy['identity.addMembers'],
  run: async (ctx, { members }: { readonly members: readonly NewMember[] }) => {
    ctx.may('zone');
    const at = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
    const rows = members.map((member) => ({
      ...member,
      id: uuidv7(),
      enterpriseId: member.assignments.find(({ ownId }) => ownId)?.ownId ?? null,
    }));
    await insertMembers(ctx.db, at, rows);
    const assignments = rows.flatMap((row) =>
      row.assignments.map((assignment) => ({
        ...assignment,
        id: uuidv7(),
        memberId: row.id,
        since: row.since,
      })),
    );
    await insertAssignments(ctx.db, at, assignments);
    for (const row of rows) {
      if (row.signIn)
        await insertSignIn(ctx.db, {
          personId: uuidv7(),
          name: row.name,
          zoneId: at.zoneId,
          memberId: row.id,
          ...row.signIn,
        });
      ctx.audit.add({
        subjectKind: 'member',
        subjectId: row.id,
        scopePath: '/',
        detail: { roles: row.assignments.map(({ role }) => role) },
      });
    }
    return {
      memberIds: rows.map(({ id }) => id),
      assignmentIds: assignments.map(({ id, memberId }) => ({ id, memberId })),
    };
  },
});

/** Ends a membership today; every session of the person in this zone ends with it. */
export const endMember = ({ realNow }: Pick<OfRequest, 'realNow'>) =>
  writeOperation({
    name: 'identity.endMember',
    rights: identityPolicy['identity.endMember'],
    run: async (ctx, { memberId, reason }: { readonly memberId: string; readonly reason: string }) => {
      ctx.may('zone');
      await lockAdministrators(ctx.db, ctx.actor.zoneId);
      await getOther(ctx, memberId);
      await refuseLastHolder(ctx, memberId, realNow);
      await endMembership(ctx.db, ctx.actor.zoneId, { memberId, day: ctx.today });
      await endSessions(ctx.db, { memberId, now: realNow });
      audit(ctx, memberId, { reason });
      return { memberId, endedOn: ctx.today };
    },
  });

/** The member that a new zone's first deed is written under. */
export async function addFirstMember(ctx: WriteContext, since: string): Promise<void> {
  await insertMembers(ctx.db, { zoneId: ctx.actor.zoneId, requestId: ctx.requestId }, [
    { id: ctx.actor.memberId, name: ctx.actor.name, since, enterpriseId: null },
  ]);
}
