import type pg from 'pg';
import { ZoneClock } from '../kernel/clock.ts';
import { withActor } from '../kernel/db/with-actor.ts';
import { installationOf, listZones } from '../modules/organisation/index.ts';
import { lastActAt } from './zone.store.ts';

/** The clock of an installation, whose demonstrations go on from what was last done in them. */
export async function zoneClock(pool: pg.Pool, real: () => Date): Promise<ZoneClock> {
  const lastActs = new Map<string, Date>();
  for (const { id, demoDay } of await listZones(pool)) {
    if (demoDay === null) continue;
    const at = await withActor(pool, installationOf(id), ({ db }) => lastActAt(db, id));
    if (at) lastActs.set(id, at);
  }
  return new ZoneClock(real, lastActs);
}
