import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Me } from '@yuanheng/contract';
import { Secret, TOTP } from 'otpauth';
import { putuo } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type FirstLink, foundZone } from './found-zone.ts';
import { SEALING, TestServer, cookieOf } from './testing/http.ts';

const now = new Date('2026-10-22T10:00:00+08:00');
let pool: pg.Pool;
let superuser: pg.Client;
let server: TestServer;
let links: readonly FirstLink[];

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  superuser = await connect(urls.owner);
  server = await TestServer.start(pool, { now: () => now });
  links = await foundZone({
    pool,
    sealing: SEALING,
    park: putuo(),
    now,
    administrators: [
      { role: 'system-admin', login: 'Xi-Tong', name: '甲' },
      { role: 'security-admin', login: 'An-Quan', name: '乙' },
    ],
  });
}, 120_000);

afterAll(async () => {
  await Promise.all([server.stop(), superuser.end()]);
  await pool.end();
});

const PASSWORD = 'Erste-Wahl-2026';

/** Sets the password by the link, signs in, and begins the second factor that a real zone requires. */
async function enter({ token, login }: FirstLink): Promise<string> {
  const tokenHash = createHash('sha256').update(token).digest('hex');
  expect((await server.call('identity.oneTimeLink', { tokenHash })).body).toMatchObject({ login });
  const used = await server.call('identity.useLink', { token, password: PASSWORD });
  expect(used.body).toEqual({ login, mayEnter: true });
  const cookie = cookieOf(await server.call('identity.signIn', { login, password: PASSWORD }));
  expect((await server.call('identity.me', {}, { cookie })).body).toMatchObject({
    code: 'SECOND_FACTOR_DUE',
  });
  const { secret } = (await server.call('identity.enrolSecondFactor', {}, { cookie })).body as {
    secret: string;
  };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  return cookieOf(await server.call('identity.confirmSecondFactor', { code }, { cookie }));
}

test('a new zone begins with two administrators, who bring in everybody else together', async () => {
  expect(links.map(({ role, login, name }) => ({ role, login, name }))).toEqual([
    { role: 'system-admin', login: 'xi-tong', name: '甲' },
    { role: 'security-admin', login: 'an-quan', name: '乙' },
  ]);
  const [system = '', security = ''] = [
    await enter(links[0] as FirstLink),
    await enter(links[1] as FirstLink),
  ];
  const me = (await server.call('identity.me', {}, { cookie: security })).body as Me;
  expect([me.zone.code, me.zone.demoDay, me.active.role]).toEqual(['putuo', null, 'security-admin']);
  const invited = await server.call(
    'identity.inviteMember',
    { name: '丙', login: 'bing' },
    { cookie: system },
  );
  const { memberId } = invited.body as { memberId: string };
  const asked = { memberId, role: 'office', from: '2026-10-22', reason: '到岗' };
  expect((await server.call('identity.grantRole', asked, { cookie: system })).status).toBe(403);
  expect((await server.call('identity.grantRole', asked, { cookie: security })).status).toBe(200);
});

test('a first one again is refused while somebody can act in the role, and made when nobody can', async () => {
  const again = (login: string) =>
    foundZone({
      pool,
      sealing: SEALING,
      park: putuo(),
      now,
      administrators: [{ role: 'security-admin', login, name: '丁' }],
    });
  await expect(again('ding')).rejects.toMatchObject({ code: 'ROLE_HELD_ALREADY' });
  await superuser.query(`update app.member set disabled_at = $1 where display_name = '乙'`, [now]);
  expect((await again('ding'))[0]).toMatchObject({ role: 'security-admin', login: 'ding' });
});
