import type { Role } from '@yuanheng/contract';
import { writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { addAssignment } from './assignment.service.ts';
import { lockAdministrators, otherHolders } from './assignment.store.ts';
import { identityPolicy } from './identity.policy.ts';
import type { OfRequest } from './own-request.ts';
import { createPerson } from './person.service.ts';
import { namedPlace } from './role-places.ts';

interface First {
  readonly role: Extract<Role, 'system-admin' | 'security-admin'>;
  readonly name: string;
  readonly login: string;
}

/**
 * The first holder of an administrator's role in a new zone, with a one-time link: nobody is there yet who could create
 * and grant. The installation's own deed; no route leads to it, and a role that somebody holds is refused.
 */
export const foundAdministrator = (own: OfRequest) =>
  writeOperation({
    name: 'identity.foundAdministrator',
    rights: identityPolicy['identity.foundAdministrator'],
    run: async (ctx, { role, name, login }: First) => {
      ctx.may('zone');
      const { zoneId } = ctx.actor;
      await lockAdministrators(ctx.db, zoneId);
      const nobody = uuidv7(ctx.now);
      const held = { zoneId, role, memberId: nobody, today: ctx.today, now: own.realNow };
      if ((await otherHolders(ctx.db, held)) > 0) throw problem('ROLE_HELD_ALREADY', { name, role });
      const link = await createPerson(ctx, own, { name, login });
      await addAssignment(ctx, {
        memberId: link.memberId,
        role,
        name,
        placeName: namedPlace(role),
        placePath: '/',
        ownId: null,
        from: ctx.today,
        until: null,
        reason: '建园',
        delegatedFrom: null,
      });
      return link;
    },
  });
