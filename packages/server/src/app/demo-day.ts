import { Day } from '@yuanheng/contract';
import type pg from 'pg';
import type { Actor } from '../kernel/actor.ts';
import { dayOf } from '../kernel/clock.ts';
import { withActor } from '../kernel/db/with-actor.ts';
import { ProgrammerError } from '../kernel/fault.ts';
import { writeOperation } from '../kernel/operation/operation.ts';
import { problem } from '../kernel/problem.ts';
import { installationOf, organisationPolicy } from '../modules/organisation/index.ts';
import { changeDemoDay, findMaker, lastActAt, lockZone } from './zone.store.ts';

/**
 * Moves the day that a demonstration lives on. Never before its last act: what was known when would be out of order.
 * Nothing else follows by itself; periods that are due are opened by the office.
 */
export const setDemoDay = writeOperation({
  name: 'organisation.setDemoDay',
  rights: organisationPolicy['organisation.setDemoDay'],
  run: async (ctx, { day }: { readonly day: string }) => {
    ctx.may('zone');
    if (!Day.safeParse(day).success)
      throw problem('INVALID_INPUT', { errors: [{ pointer: '/day', message: `${day} is no day` }] });
    const { zoneId } = ctx.actor;
    const zone = await lockZone(ctx.db, zoneId);
    if (!zone) throw new ProgrammerError(`there is no zone ${zoneId}`);
    if (zone.demo_day === null) throw problem('NO_DEMONSTRATION', { zone: zone.code });
    const last = await lastActAt(ctx.db, zoneId);
    if (last && day < dayOf(last)) throw problem('DAY_BEFORE_LAST_ACT', { day, lastAct: dayOf(last) });
    await changeDemoDay(ctx.db, { zoneId, day });
    const detail = { from: zone.demo_day, to: day };
    ctx.audit.add({ subjectKind: 'zone', subjectId: zoneId, scopePath: '/', detail });
    return { zone: zone.code, ...detail };
  },
});

/** The installation as the member under whom it made the zone: who changes something by a command on the machine. */
export async function makerOf(pool: pg.Pool, zoneId: string): Promise<Actor> {
  const reader = installationOf(zoneId);
  const memberId = await withActor(pool, reader, ({ db }) => findMaker(db, zoneId));
  if (memberId === undefined) throw new ProgrammerError(`nobody made the zone ${zoneId}`);
  return { ...reader, memberId };
}
