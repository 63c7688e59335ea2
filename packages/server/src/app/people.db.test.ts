import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberRow, OneTimeLink, Role } from '@yuanheng/contract';
import { SmallZone } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type Answered, TestServer } from './testing/http.ts';
import { type Person, addPerson } from './testing/two-zones.ts';

/** People, what they hold and how they come in: who may do which of it, and what is refused. */
const TODAY = '2026-10-22';
const PASSWORD = 'Erste-Wahl-2026';
const HOUR = 3_600_000;

let zone: SmallZone;
let pool: pg.Pool;
let superuser: pg.Client;
let server: TestServer;
let now = new Date(`${TODAY}T10:00:00+08:00`);
let system: string;
let security: string;
let systemPerson: Person;
let securityPerson: Person;

const at = (role: Role, placePath = '/') => ({ role, placePath, ownId: null });

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  superuser = await connect(urls.owner);
  zone = await SmallZone.make(pool, [{ name: '甲', carrier: 'c-1' }]);
  server = await TestServer.start(pool, { now: () => now });
  systemPerson = await addPerson(zone, 'the-system', at('system-admin'));
  securityPerson = await addPerson(zone, 'the-security', at('security-admin'));
  await signInAdministrators();
}, 120_000);

afterAll(async () => {
  await Promise.all([server.stop(), superuser.end()]);
  await pool.end();
});

/** Administrators who are idle too long sign in again. */
async function signInAdministrators(): Promise<void> {
  system = await server.signIn(systemPerson.login, systemPerson.password);
  security = await server.signIn(securityPerson.login, securityPerson.password);
}

const codeOf = ({ body }: Answered) => (body as { code?: string }).code ?? 'done';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const because = { reason: '测试' };
const call = (operation: string, input: object, cookie?: string) =>
  server.call(`identity.${operation}`, input, cookie === undefined ? {} : { cookie });

let people = 0;
async function invite(): Promise<OneTimeLink> {
  people += 1;
  const answer = await call('inviteMember', { name: `新人${people}`, login: `Neu-${people}` }, system);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as OneTimeLink;
}
const open = (token: string) => call('oneTimeLink', { tokenHash: sha256(token) });
const setPassword = (token: string, password = PASSWORD) => call('useLink', { token, password });
const enter = (login: string, password = PASSWORD) => call('signIn', { login, password });
const grant = (memberId: string, role: Role = 'leader', more: object = {}) =>
  call('grantRole', { memberId, role, from: TODAY, ...because, ...more }, security);
const person = async (memberId: string, cookie = security) =>
  (await call('getMember', { memberId }, cookie)).body as MemberRow & { held: MemberRow['assignments'] };

/** Somebody who was invited, has a role and a password. */
async function colleague(role: Role = 'leader', more: object = {}) {
  const link = await invite();
  const granted = await grant(link.memberId, role, more);
  if (granted.status !== 200) throw new Error(granted.text);
  await setPassword(link.token);
  const { assignmentId } = granted.body as { assignmentId: string };
  return { ...link, assignmentId, cookie: await server.signIn(link.login, PASSWORD) };
}

describe('a person who is created', () => {
  test('sets the password by a link that opens once, and comes in when a second person has granted a role', async () => {
    const { memberId, login, token } = await invite();
    expect(login).toBe('neu-1');
    expect((await open(token)).body).toMatchObject({ name: '新人1', login, leastLength: 10 });
    expect((await setPassword(token)).body).toEqual({ login, mayEnter: false });
    expect(codeOf(await enter(login))).toBe('SIGN_IN_REFUSED');
    expect((await grant(memberId)).status).toBe(200);
    expect((await enter(login)).status).toBe(200);
    expect(await person(memberId)).toMatchObject({ state: 'active', sessions: 1, createdBy: 'the-system' });
    expect([codeOf(await open(token)), codeOf(await setPassword(token, 'Zweite-Wahl-2026'))]).toEqual([
      'LINK_SPENT',
      'LINK_SPENT',
    ]);
  });

  test('leaves a trail that names both people; neither token nor password stands in the database', async () => {
    const { memberId, token } = await invite();
    await grant(memberId);
    await setPassword(token);
    const { rows } = await superuser.query<{ operation: string; role: string; by: string }>(
      `select e.operation, e.role, m.display_name as by from app.audit_entry e
       join app.member m on m.zone_id = e.zone_id and m.id = e.member_id
       where e.subject_id = $1 or e.detail->>'member' = (select display_name from app.member where id = $1::uuid) order by e.id`,
      [memberId],
    );
    expect(rows).toEqual([
      { operation: 'identity.inviteMember', role: 'system-admin', by: 'the-system' },
      { operation: 'identity.grantRole', role: 'security-admin', by: 'the-security' },
      { operation: 'identity.useLink', role: 'leader', by: expect.stringMatching(/^新人/) },
    ]);
    const kept = await superuser.query<{ found: boolean }>(
      `select exists (select from app.request t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0)
         or exists (select from app.audit_entry t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0)
         or exists (select from auth.one_time_link t where strpos(t::text, $1) > 0) as found`,
      [token, PASSWORD],
    );
    expect(kept.rows).toEqual([{ found: false }]);
  });

  test('is created once by a request that is sent twice, and the same link is answered', async () => {
    const headers = { 'idempotency-key': uuidv7() };
    const input = { name: '同一人', login: 'same-person' };
    const answers = [1, 2].map(() =>
      server.call('identity.inviteMember', input, { headers, cookie: system }),
    );
    const [one, other] = await Promise.all(answers);
    expect([one?.status, other?.body]).toEqual([200, one?.body]);
    expect(codeOf(await call('inviteMember', input, system))).toBe('LOGIN_TAKEN');
  });

  test('whose answer was lost sets the password by the same request again', async () => {
    const { token } = await invite();
    const sent = { headers: { 'idempotency-key': uuidv7() } };
    const use = () => server.call('identity.useLink', { token, password: PASSWORD }, sent);
    expect([(await use()).status, (await use()).status]).toEqual([200, 200]);
  });

  test('chooses no weak password', async () => {
    const { token, login } = await invite();
    const tries = ['Kurz-1', 'nur kleine buchstaben', `Das ist ${login}!`, 'Aa1Aa1Aa1Aa1'];
    const answers = [];
    for (const password of tries) answers.push((await setPassword(token, password)).body);
    expect(answers.map((body) => (body as { data: { why: string } }).data.why)).toEqual([
      'short',
      'kinds',
      'name',
      'repeats',
    ]);
    expect((await setPassword(token)).status).toBe(200);
  });

  test('has three days for it', async () => {
    const { token } = await invite();
    now = new Date(now.getTime() + 72 * HOUR);
    expect(codeOf(await open(token))).toBe('LINK_SPENT');
    expect(codeOf(await setPassword(token))).toBe('LINK_SPENT');
    now = new Date(now.getTime() - 72 * HOUR);
  });

  test('of two who use the link at the same moment one sets the password', async () => {
    const { token } = await invite();
    const answers = await Promise.all([setPassword(token), setPassword(token, 'Zweite-Wahl-2026')]);
    expect(answers.map(codeOf).toSorted()).toEqual(['LINK_SPENT', 'done']);
  });
});

describe('granting', () => {
  test('is refused to who created the person, though they are security administrator now', async () => {
    const { memberId } = await invite();
    await superuser.query('update app.member set created_by = $1 where id = $2', [
      securityPerson.memberId,
      memberId,
    ]);
    expect(codeOf(await grant(memberId))).toBe('SECOND_PERSON_NEEDED');
    expect((await person(memberId)).held).toEqual([]);
  });

  test('is never to oneself', async () => {
    expect(codeOf(await grant(securityPerson.memberId))).toBe('NOT_ONESELF');
  });

  test('keeps the three administrators apart from one another and from every other role', async () => {
    const { memberId: admin } = await colleague('audit-admin');
    expect(codeOf(await grant(admin, 'system-admin'))).toBe('ADMINISTRATORS_EXCLUDE_ONE_ANOTHER');
    expect(codeOf(await grant(admin, 'office'))).toBe('ADMINISTRATORS_HAVE_NO_OTHER_ROLE');
    const { memberId: leader } = await colleague('leader');
    expect(codeOf(await grant(leader, 'security-admin'))).toBe('ADMINISTRATORS_HAVE_NO_OTHER_ROLE');
    expect((await person(leader)).held.map(({ role }) => role)).toEqual(['leader']);
  });

  test('at a place of the role’s own kind, and not twice for the same days', async () => {
    const { memberId } = await invite();
    const { rows } = (await call('listPlaces', { role: 'sub-park' }, security)).body as {
      rows: { id: string; code: string }[];
    };
    const taopu = rows.find(({ code }) => code === 'sp-taopu')?.id;
    expect(codeOf(await grant(memberId, 'sub-park'))).toBe('PLACE_NEEDED');
    expect(codeOf(await grant(memberId, 'carrier', { placeId: taopu }))).toBe('PLACE_NEEDED');
    expect(codeOf(await grant(memberId, 'enterprise', { placeId: taopu }))).toBe('PLACE_NEEDED');
    expect((await grant(memberId, 'sub-park', { placeId: taopu, until: '2026-12-31' })).status).toBe(200);
    expect(codeOf(await grant(memberId, 'sub-park', { placeId: taopu }))).toBe('ROLE_HELD_ALREADY');
    expect((await grant(memberId, 'sub-park', { placeId: taopu, from: '2027-01-01' })).status).toBe(200);
    expect((await person(memberId)).held).toMatchObject([
      { from: '2027-01-01', until: null, state: 'future', grantedBy: 'the-security', reason: '测试' },
      { from: TODAY, until: '2026-12-31', state: 'in-force', placeName: { zh: '桃浦' } },
    ]);
  });

  test('is for no day that is gone', async () => {
    const { memberId } = await invite();
    expect(codeOf(await grant(memberId, 'leader', { from: '2026-10-21' }))).toBe('DAYS_REFUSED');
    expect(codeOf(await grant(memberId, 'leader', { until: '2026-10-21' }))).toBe('DAYS_REFUSED');
  });

  test.each(['system', 'audit'])('is not what the %s administrator does', async (who) => {
    const auditor = await colleague('audit-admin');
    const { memberId } = await invite();
    const cookie = who === 'system' ? system : auditor.cookie;
    const asked = { memberId, role: 'leader', from: TODAY, ...because };
    expect(codeOf(await call('grantRole', asked, cookie))).toBe('FORBIDDEN');
  });
});

describe('a role assignment', () => {
  test('that is ended is over at once, and the session in it', async () => {
    const { cookie, assignmentId } = await colleague();
    const ended = await call('endAssignment', { assignmentId, ...because }, security);
    expect(ended.body).toEqual({ assignmentId, endedOn: TODAY });
    expect((await call('me', {}, cookie)).status).toBe(401);
    expect(codeOf(await call('endAssignment', { assignmentId, ...because }, security))).toBe(
      'ASSIGNMENT_OVER',
    );
  });

  test('that is limited is held to its last day and not on the next', async () => {
    const { cookie, assignmentId, login } = await colleague();
    const limited = await call('limitAssignment', { assignmentId, until: TODAY, ...because }, security);
    expect(limited.status).toBe(200);
    expect((await call('me', {}, cookie)).status).toBe(200);
    now = new Date(now.getTime() + 24 * HOUR);
    expect(codeOf(await enter(login))).toBe('SIGN_IN_REFUSED');
    now = new Date(now.getTime() - 24 * HOUR);
    await signInAdministrators();
  });

  test('of the last security administrator who can sign in is neither ended nor limited, nor the person disabled', async () => {
    const { memberId } = systemPerson;
    const mine = (await person(memberId)).held[0]?.id ?? '';
    const another = await colleague('security-admin');
    const asked = { assignmentId: mine, ...because };
    // the second security administrator is able, the only system administrator stays
    expect(codeOf(await call('endAssignment', asked, another.cookie))).toBe('LAST_HOLDER');
    expect(codeOf(await call('limitAssignment', { ...asked, until: '2027-01-01' }, security))).toBe(
      'LAST_HOLDER',
    );
    expect(codeOf(await call('endMember', { memberId, ...because }, security))).toBe('LAST_HOLDER');
    const end = (assignmentId: string) => call('endAssignment', { assignmentId, ...because }, security);
    expect(codeOf(await end(another.assignmentId))).toBe('done');
    // one who never set a password is no other holder
    const idle = await invite();
    await grant(idle.memberId, 'security-admin');
    const disabled = await call('disableMember', { memberId: securityPerson.memberId, ...because }, system);
    expect(codeOf(disabled)).toBe('LAST_HOLDER');
  });

  test('of the last two administrators ended at the same moment: one stays', async () => {
    const both = [await colleague('audit-admin'), await colleague('audit-admin')];
    await superuser.query(
      `update app.role_assignment set valid = daterange(lower(valid), '2026-10-22')
       where role = 'audit-admin' and not id = any ($1)`,
      [both.map(({ assignmentId }) => assignmentId)],
    );
    const ends = both.map(({ assignmentId }) =>
      call('endAssignment', { assignmentId, ...because }, security),
    );
    expect((await Promise.all(ends)).map(codeOf).toSorted()).toEqual(['LAST_HOLDER', 'done']);
  });
});

describe('a sign-in', () => {
  test('of a person who is disabled ends everywhere at once, and comes back when they are enabled', async () => {
    const { memberId, login, cookie } = await colleague();
    await enter(login);
    const disabled = await call('disableMember', { memberId, ...because }, system);
    expect(disabled.body).toEqual({ memberId, endedSessions: 2 });
    expect([(await call('me', {}, cookie)).status, codeOf(await enter(login))]).toEqual([
      401,
      'SIGN_IN_REFUSED',
    ]);
    expect(await person(memberId)).toMatchObject({ state: 'disabled', sessions: 0 });
    await call('enableMember', { memberId, ...because }, system);
    expect((await enter(login)).status).toBe(200);
  });

  test('that is reset has no password and no session until the new link is used; none of the latest is taken again', async () => {
    const { memberId, login, cookie } = await colleague();
    const reset = await call('resetSignIn', { memberId, ...because }, system);
    expect([(await call('me', {}, cookie)).status, codeOf(await enter(login))]).toEqual([
      401,
      'SIGN_IN_REFUSED',
    ]);
    const { token } = reset.body as OneTimeLink;
    const again = await call('resetSignIn', { memberId, ...because }, system);
    const newest = (again.body as OneTimeLink).token;
    expect(codeOf(await setPassword(token, 'Zweite-Wahl-2026'))).toBe('LINK_SPENT');
    expect(codeOf(await setPassword(newest))).toBe('PASSWORD_USED_BEFORE');
    expect((await setPassword(newest, 'Zweite-Wahl-2026')).body).toEqual({ login, mayEnter: true });
    expect((await enter(login, 'Zweite-Wahl-2026')).status).toBe(200);
  });

  test('that is locked is opened by the security administrator', async () => {
    const { memberId, login } = await colleague();
    for (let i = 0; i < 5; i += 1) await enter(login, 'wrong');
    expect([codeOf(await enter(login)), (await person(memberId)).state]).toEqual([
      'SIGN_IN_REFUSED',
      'locked',
    ]);
    expect((await call('unlockMember', { memberId, ...because }, security)).status).toBe(200);
    expect((await enter(login)).status).toBe(200);
    expect(codeOf(await call('unlockMember', { memberId, ...because }, security))).toBe('NOT_LOCKED');
  });

  test('is given to a member who had none, with a name of its own', async () => {
    const { memberId } = zone.as('甲');
    expect(codeOf(await call('resetSignIn', { memberId, ...because }, system))).toBe('LOGIN_NEEDED');
    const link = await call('resetSignIn', { memberId, login: 'jia-tianbao', ...because }, system);
    expect((await setPassword((link.body as OneTimeLink).token)).body).toEqual({
      login: 'jia-tianbao',
      mayEnter: true,
    });
  });
});

describe('the list of people', () => {
  const list = async (input: object) =>
    (await call('listMembers', { limit: 500, ...input }, security)).body as {
      total: number;
      rows: MemberRow[];
      counts: { unused: number };
    };

  test('says how many fit, finds by name, sign-in name and place, and filters by role and state', async () => {
    const { login } = await colleague('department');
    expect((await list({ search: login.toUpperCase() })).rows.map((row) => row.login)).toEqual([login]);
    const departments = await list({ role: 'department' });
    expect(departments.rows.map((row) => row.login)).toEqual([login]);
    expect((await list({ search: '桃浦' })).rows.every(({ assignments }) => assignments.length > 0)).toBe(
      true,
    );
    const { total, rows } = await list({ limit: 1, state: 'disabled' });
    expect([total, rows.length]).toEqual([rows.length, rows.length]);
    expect((await list({ limit: 2 })).total).toBeGreaterThan(10);
  });

  test('has who has not signed in for 90 days', async () => {
    const { login } = await colleague();
    const isIn = async () => (await list({ unusedDays: 90 })).rows.some((row) => row.login === login);
    expect(await isIn()).toBe(false);
    await superuser.query(
      `update auth.person set signed_in_at = $1::timestamptz - interval '91 days' where login = $2`,
      [now, login],
    );
    expect(await isIn()).toBe(true);
  });
});
