import { readOperation, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { addAssignment, auditAssignment, refuseDays } from './assignment.service.ts';
import { type LockedAssignment, endBefore, lockAssignment } from './assignment.store.ts';
import { candidatesOf, delegationsOf, findMyAssignment } from './delegation.views.ts';
import { EVERYBODY, identityPolicy } from './identity.policy.ts';

/** Only whom the policy names, and what was delegated is not delegated on. */
const mayDelegate = ({ role, delegatedFrom }: Pick<LockedAssignment, 'role' | 'delegatedFrom'>): boolean =>
  role in identityPolicy['identity.delegate'] && delegatedFrom === null;

export const myDelegations = readOperation({
  name: 'identity.myDelegations',
  rights: EVERYBODY,
  run: async (ctx) => {
    ctx.may('rows');
    const { zoneId, memberId, assignmentId } = ctx.actor;
    const own = await findMyAssignment(ctx.db, { zoneId, assignmentId });
    if (!own) throw problem('UNAUTHENTICATED', {});
    const may = mayDelegate(own);
    const rows = await delegationsOf(ctx.db, { zoneId, memberId, today: ctx.today });
    const candidates = may ? await candidatesOf(ctx.db, { ...own, zoneId, memberId, today: ctx.today }) : [];
    return {
      total: rows.length,
      asOf: ctx.now.toISOString(),
      mayDelegate: may,
      until: own.until,
      candidates,
      rows,
    };
  },
});

interface Delegating {
  readonly memberId: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** Lets another member of the same place act in one's role for a span: never wider, never longer than one's own. */
export const delegate = writeOperation({
  name: 'identity.delegate',
  rights: identityPolicy['identity.delegate'],
  run: async (ctx, { memberId, from, until, reason }: Delegating) => {
    ctx.may('rows');
    const { zoneId, assignmentId, memberId: delegator } = ctx.actor;
    const own = await lockAssignment(ctx.db, { zoneId, assignmentId, today: ctx.today });
    if (!own || !mayDelegate(own)) throw problem('CANNOT_DELEGATE', { role: ctx.actor.role });
    const candidates = await candidatesOf(ctx.db, { ...own, zoneId, memberId: delegator, today: ctx.today });
    const delegate = candidates.find((candidate) => candidate.memberId === memberId);
    if (!delegate) throw problem('NOT_OF_MY_PLACE', {});
    refuseDays(ctx, { from, until, latest: own.until });
    const { role, placeName, placePath, ownId } = own;
    const span = { memberId, from, until, reason, delegatedFrom: own.id };
    return await addAssignment(ctx, { role, placeName, placePath, ownId, name: delegate.name, ...span });
  },
});

export const endDelegation = writeOperation({
  name: 'identity.endDelegation',
  rights: identityPolicy['identity.endDelegation'],
  run: async (ctx, { assignmentId }: { readonly assignmentId: string }) => {
    ctx.may('rows');
    const { zoneId, memberId } = ctx.actor;
    const of = await lockAssignment(ctx.db, { zoneId, assignmentId, today: ctx.today });
    const mine = await delegationsOf(ctx.db, { zoneId, memberId, today: ctx.today });
    const delegation = mine.find(({ id }) => id === assignmentId);
    if (!of || !delegation) throw problem('NOT_FOUND', { what: 'assignment', id: assignmentId });
    if (of.isOver) throw problem('ASSIGNMENT_OVER', {});
    await endBefore(ctx.db, { zoneId, assignmentId, day: ctx.today });
    auditAssignment(ctx, of, { member: delegation.to });
    return { assignmentId, endedOn: ctx.today };
  },
});
