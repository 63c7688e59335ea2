import type { MemberState, Role } from '@yuanheng/contract';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { EVERYBODY, identityPolicy } from './identity.policy.ts';
import { countPeople, findPerson, pageOfPeople } from './people.views.ts';
import { placesOf } from './places.views.ts';
import { isRequired } from './second-factor.store.ts';
import { sessionsOf } from './session.store.ts';
import type { OfRequest } from './own-request.ts';

interface Asked {
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: MemberState | undefined;
  readonly unusedDays?: number | undefined;
  readonly limit: number;
  readonly offset: number;
}

export const listMembers = ({ realNow }: OfRequest) =>
  readOperation({
    name: 'identity.listMembers',
    rights: identityPolicy['identity.listMembers'],
    run: async (ctx, asked: Asked) => {
      ctx.may('zone');
      const at = { zoneId: ctx.actor.zoneId, today: ctx.today, realNow };
      const { total, rows } = await pageOfPeople(ctx.db, at, asked);
      const counts = await countPeople(ctx.db, at);
      const secondFactorRequired = await isRequired(ctx.db, at.zoneId);
      return { rows, total, asOf: ctx.now.toISOString(), counts, secondFactorRequired };
    },
  });

export const getMember = ({ realNow, idHash }: OfRequest) =>
  readOperation({
    name: 'identity.getMember',
    rights: identityPolicy['identity.getMember'],
    run: async (ctx, { memberId }: { readonly memberId: string }) => {
      ctx.may('zone');
      const at = { zoneId: ctx.actor.zoneId, today: ctx.today, realNow };
      const person = await findPerson(ctx.db, at, memberId);
      if (!person) throw problem('NOT_FOUND', { what: 'member', id: memberId });
      const { createdById, ...shown } = person;
      const sessions = await sessionsOf(ctx.db, { zoneId: at.zoneId, memberId, now: realNow });
      return {
        ...shown,
        isMe: memberId === ctx.actor.memberId,
        createdByMe: createdById === ctx.actor.memberId,
        openSessions: sessions.map(({ hash, ...one }) => ({ ...one, isThis: hash.equals(idHash) })),
      };
    },
  });

export const listPlaces = readOperation({
  name: 'identity.listPlaces',
  rights: identityPolicy['identity.listPlaces'],
  run: async (ctx, asked: { readonly role: Role; readonly search?: string | undefined }) => {
    ctx.may('zone');
    const found = await placesOf(ctx.db, { zoneId: ctx.actor.zoneId, today: ctx.today }, asked);
    return { ...found, asOf: ctx.now.toISOString() };
  },
});

export const mySessions = ({ realNow, idHash }: OfRequest) =>
  readOperation({
    name: 'identity.mySessions',
    rights: EVERYBODY,
    run: async (ctx) => {
      ctx.may('rows');
      const { zoneId, memberId } = ctx.actor;
      const sessions = await sessionsOf(ctx.db, { zoneId, memberId, now: realNow });
      return {
        total: sessions.length,
        asOf: realNow.toISOString(),
        rows: sessions.map(({ id, device, since, seenAt, hash }) => ({
          id,
          device,
          since,
          seenAt,
          isThis: hash.equals(idHash),
        })),
      };
    },
  });
