import { randomUUID } from 'node:crypto';
import { openDatabase } from '@yuanheng/server';
import type { Actor } from '../../packages/server/src/kernel/actor.ts';
import { openPool } from '../../packages/server/src/kernel/db/pool.ts';
import { SmallZone } from '../../packages/server/src/demo/small-zone.ts';
import { addMembers, hashPassword } from '../../packages/server/src/modules/identity/index.ts';

/** What the kill test works on: a zone whose enterprises can all sign in and have a report to submit. */
export interface KillContent {
  readonly password: string;
  readonly office: Actor;
  readonly reports: readonly { readonly login: string; readonly submissionId: string }[];
}

export const OFFICER = 'kill-officer';
export const AUDITOR = 'kill-auditor';
const DAY = '2026-10-22';

/** Makes the content in the data folder's own cluster, through the product's operations, and stops the cluster again. */
export async function makeContent(homeDir: string, enterprises: number): Promise<KillContent> {
  const database = await openDatabase({ homeDir, databaseUrl: undefined });
  const pool = openPool(database.urls.app);
  try {
    const names = Array.from({ length: enterprises }, (_, i) => `企业${i + 1}`);
    const zone = await SmallZone.make(
      pool,
      names.map((name) => ({ name, carrier: 'c-1' })),
    );
    await pool.query(`update app.zone set demo_day = '${DAY}'`);
    const password = randomUUID();
    const hash = await hashPassword(password);
    const person = (login: string, role: Actor['role'], place: Pick<Actor, 'placePath' | 'ownId'>) => ({
      name: login,
      since: '2023-01-01',
      assignments: [{ role, placeName: { zh: login, en: login }, ...place }],
      signIn: { login, hash },
    });
    const logins = names.map((_, i) => `kill-${i + 1}`);
    await zone.do('system', '2023-01-01', addMembers, {
      members: [
        person(OFFICER, 'sub-park', { placePath: '/sp-taopu/', ownId: null }),
        person(AUDITOR, 'audit-admin', { placePath: '/', ownId: null }),
        ...names.map((name, i) =>
          person(logins[i] ?? '', 'enterprise', { placePath: '', ownId: zone.enterpriseId(name) }),
        ),
      ],
    });
    const byName = await zone.reports(await zone.open('2026Q3'));
    const reports = names.map((name, i) => ({
      login: logins[i] ?? '',
      submissionId: byName.get(name) ?? '',
    }));
    return { password, office: zone.as('office'), reports };
  } finally {
    await pool.end();
    await database.stop();
  }
}
