import type pg from 'pg';
import type { Park } from '@yuanheng/park';
import { uuidv7 } from '../kernel/ids.ts';
import { performWrite } from '../kernel/operation/operation.ts';
import type { SealingKey } from '../kernel/sealing.ts';
import { foundAdministrator, tokenOf } from '../modules/identity/index.ts';
import { listZones } from '../modules/organisation/index.ts';
import { makerOf } from './demo-day.ts';
import { createZone } from './load-park.ts';

export interface FirstAdministrator {
  readonly role: 'system-admin' | 'security-admin';
  readonly login: string;
  readonly name: string;
}

interface Founding {
  readonly pool: pg.Pool;
  readonly sealing: SealingKey;
  readonly park: Park;
  readonly now: Date;
  readonly administrators: readonly FirstAdministrator[];
}

/** A one-time link for a first administrator; shown once, to be handed over. */
export interface FirstLink extends FirstAdministrator {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * Makes a real zone from a park folder, with two people who then create and grant everybody else. Where the zone is there
 * already and nobody can act in a role any more, it gets a first holder again; while somebody can, that is refused.
 */
export async function foundZone({
  pool,
  sealing,
  park,
  now,
  administrators,
}: Founding): Promise<FirstLink[]> {
  const there = (await listZones(pool)).find(({ code }) => code === park.park.id);
  const actor = there
    ? await makerOf(pool, there.id)
    : await createZone({ pool, park, now, demoDay: null, secondFactorRequired: true });
  const links: FirstLink[] = [];
  for (const first of administrators) {
    const requestId = uuidv7(now);
    const own = { realNow: now, sealing, idHash: Buffer.alloc(32), personId: actor.memberId };
    const { login, expiresAt } = await performWrite(
      { pool, actor, now, requestId },
      foundAdministrator(own),
      first,
    );
    links.push({ ...first, login, token: tokenOf(sealing, requestId), expiresAt });
  }
  return links;
}
