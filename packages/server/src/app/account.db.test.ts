import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Me, OwnSession } from '@yuanheng/contract';
import { SmallZone, answers } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type Answered, TestServer } from './testing/http.ts';
import { type Person, addPerson } from './testing/two-zones.ts';

/** One's own account: sessions, password, and whom one lets act for oneself. */
const TODAY = '2026-10-22';
let zone: SmallZone;
let pool: pg.Pool;
let superuser: pg.Client;
let server: TestServer;
let now = new Date(`${TODAY}T10:00:00+08:00`);

const OFFICE = { role: 'office', placePath: '/', ownId: null } as const;
const LEADER = { role: 'leader', placePath: '/', ownId: null } as const;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  superuser = await connect(urls.owner);
  zone = await SmallZone.make(pool, [{ name: '甲', carrier: 'c-1' }]);
  server = await TestServer.start(pool, { now: () => now });
}, 120_000);

afterAll(async () => {
  await Promise.all([server.stop(), superuser.end()]);
  await pool.end();
});

let people = 0;
const somebody = (place: Parameters<typeof addPerson>[2] = OFFICE): Promise<Person> => {
  people += 1;
  return addPerson(zone, `person-${people}`, place);
};
const enter = ({ login, password }: Person) => server.signIn(login, password);
const call = (operation: string, input: object, cookie: string) =>
  server.call(`identity.${operation}`, input, { cookie });
const codeOf = ({ body }: Answered) => (body as { code?: string }).code ?? 'done';
const isIn = async (cookie: string) => (await call('me', {}, cookie)).status === 200;

describe('my sessions', () => {
  const mine = async (cookie: string) =>
    ((await call('mySessions', {}, cookie)).body as { rows: OwnSession[] }).rows;

  test('say from which device and since when, and which is this one; nobody else’s are among them', async () => {
    const [person, other] = [await somebody(), await somebody()];
    await enter(other);
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0';
    const { login, password } = person;
    await server.call('identity.signIn', { login, password }, { headers: { 'user-agent': agent } });
    const cookie = await enter(person);
    const rows = await mine(cookie);
    expect(rows.map(({ device, isThis, since }) => ({ device, isThis, since }))).toEqual(
      expect.arrayContaining([
        { device: '—', isThis: true, since: now.toISOString() },
        { device: 'Edge · Windows', isThis: false, since: now.toISOString() },
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  test('are ended one by one or all but this one; somebody else’s is not found', async () => {
    const [person, other] = [await somebody(), await somebody()];
    const [here, there, elsewhere] = [await enter(person), await enter(person), await enter(person)];
    const foreign = (await mine(await enter(other)))[0]?.id ?? '';
    expect(codeOf(await call('endMySessions', { sessionId: foreign }, here))).toBe('NOT_FOUND');
    const one = (await mine(there)).find(({ isThis }) => isThis)?.id ?? '';
    expect((await call('endMySessions', { sessionId: one }, here)).body).toEqual({ ended: 1 });
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, true]);
    expect((await call('endMySessions', {}, here)).body).toEqual({ ended: 1 });
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
  });
});

describe('the password', () => {
  const change = (current: string, next: string, cookie: string) =>
    call('changePassword', { current, next }, cookie);

  test('is changed by who knows it; other sessions end, this one stays', async () => {
    const person = await somebody();
    const [here, there] = [await enter(person), await enter(person)];
    expect((await change(person.password, 'Neue-Wahl-2026', here)).status).toBe(200);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await server.call('identity.signIn', person)).status).toBe(401);
    expect(await enter({ ...person, password: 'Neue-Wahl-2026' })).toContain('yh_session');
  });

  test('is none of the latest five, and the sixth may be taken again', async () => {
    const person = await somebody();
    const cookie = await enter(person);
    const names = [1, 2, 3, 4, 5].map((n) => `Wahl-Nummer-${n}-2026`);
    let current = person.password;
    for (const next of names) {
      expect(codeOf(await change(current, next, cookie))).toBe('done');
      current = next;
      now = new Date(now.getTime() + 1_000);
    }
    expect(codeOf(await change(current, names[0] ?? '', cookie))).toBe('PASSWORD_USED_BEFORE');
    expect(codeOf(await change(current, 'Wahl-Nummer-6-2026', cookie))).toBe('done');
    expect(codeOf(await change('Wahl-Nummer-6-2026', names[0] ?? '', cookie))).toBe('done');
  });

  test('asked wrongly counts as at the door: five lock the account', async () => {
    const person = await somebody();
    const cookie = await enter(person);
    for (let i = 0; i < 5; i += 1)
      expect(codeOf(await change('wrong', 'Neue-Wahl-2026', cookie))).toBe('PASSWORD_WRONG');
    expect(codeOf(await change(person.password, 'Neue-Wahl-2026', cookie))).toBe('PASSWORD_WRONG');
    expect((await server.call('identity.signIn', person)).status).toBe(401);
  });

  test('is changed once by a request that is sent twice, and no digest of it is kept', async () => {
    const person = await somebody();
    const cookie = await enter(person);
    const sent = { cookie, headers: { 'idempotency-key': uuidv7() } };
    const input = { current: person.password, next: 'Neue-Wahl-2026' };
    const once = () => server.call('identity.changePassword', input, sent);
    expect([(await once()).status, (await once()).status]).toEqual([200, 200]);
    const { rows } = await superuser.query<{ digests: number }>(
      `select count(distinct input_digest)::int as digests from app.request where operation = 'identity.changePassword'`,
    );
    expect(rows).toEqual([{ digests: 1 }]);
  });
});

describe('a delegation', () => {
  const delegate = (memberId: string, cookie: string, more: object = {}) =>
    call('delegate', { memberId, from: TODAY, until: '2026-10-30', reason: '出差', ...more }, cookie);

  async function delegated() {
    const [owner, acting] = [await somebody(OFFICE), await somebody(LEADER)];
    const [own, other] = [await enter(owner), await enter(acting)];
    const answer = await delegate(acting.memberId, own);
    const { assignmentId } = answer.body as { assignmentId: string };
    return { owner, acting, own, other, assignmentId };
  }
  const actFor = (assignmentId: string, cookie: string) => call('switchRole', { assignmentId }, cookie);

  test('lets another member of the place act in the role, marked wherever they act', async () => {
    const { owner, acting, other, assignmentId } = await delegated();
    const { assignments } = (await call('me', {}, other)).body as Me;
    expect(assignments.map(({ role, onBehalfOf }) => ({ role, onBehalfOf }))).toEqual([
      { role: 'leader', onBehalfOf: null },
      { role: 'office', onBehalfOf: owner.login },
    ]);
    await actFor(assignmentId, other);
    const done = await server.call(
      'statistics.openPeriod',
      { formId: 'ENT-Q', code: '2026Q3' },
      { cookie: other },
    );
    expect(done.status).toBe(200);
    const { rows } = await superuser.query(
      `select member_id, role, detail->>'onBehalfOf' as for from app.audit_entry where operation = 'statistics.openPeriod'`,
    );
    expect(rows).toEqual([{ member_id: acting.memberId, role: 'office', for: owner.login }]);
  });

  test('ends when it is taken back, at the next request', async () => {
    const { own, other, assignmentId } = await delegated();
    await actFor(assignmentId, other);
    expect(await isIn(other)).toBe(true);
    expect((await call('endDelegation', { assignmentId }, own)).status).toBe(200);
    expect(await isIn(other)).toBe(false);
    expect(codeOf(await call('endDelegation', { assignmentId }, own))).toBe('ASSIGNMENT_OVER');
  });

  test('is over when the role it was delegated from is over, or its holder is disabled', async () => {
    const { owner, other, assignmentId } = await delegated();
    await actFor(assignmentId, other);
    await superuser.query('update app.member set disabled_at = now() where id = $1', [owner.memberId]);
    expect(await isIn(other)).toBe(false);
    await superuser.query('update app.member set disabled_at = null where id = $1', [owner.memberId]);
    expect(await isIn(other)).toBe(true);
    await superuser.query(
      `update app.role_assignment set valid = daterange(lower(valid), '2026-10-22') where id = $1`,
      [owner.assignmentId],
    );
    expect(await isIn(other)).toBe(false);
  });

  test('is never longer than one’s own role, and for no day that is gone', async () => {
    const [owner, acting] = [await somebody(OFFICE), await somebody(LEADER)];
    const own = await enter(owner);
    await superuser.query(
      `update app.role_assignment set valid = daterange(lower(valid), '2026-10-26') where id = $1`,
      [owner.assignmentId],
    );
    const { memberId } = acting;
    expect(codeOf(await delegate(memberId, own))).toBe('DAYS_REFUSED');
    expect(codeOf(await delegate(memberId, own, { from: '2026-10-21', until: '2026-10-25' }))).toBe(
      'DAYS_REFUSED',
    );
    expect(codeOf(await delegate(memberId, own, { until: '2026-10-25' }))).toBe('done');
    expect(codeOf(await delegate(memberId, own, { until: '2026-10-25' }))).toBe('ROLE_HELD_ALREADY');
  });

  test('is not passed on, not made by administrators, and not to another place', async () => {
    const { other, assignmentId } = await delegated();
    const colleague = await somebody(LEADER);
    await actFor(assignmentId, other);
    expect(codeOf(await delegate(colleague.memberId, other))).toBe('CANNOT_DELEGATE');
    const admin = await enter(await somebody({ role: 'system-admin', placePath: '/', ownId: null }));
    expect(codeOf(await delegate(colleague.memberId, admin))).toBe('FORBIDDEN');
    const taopu = await somebody({ role: 'sub-park', placePath: '/sp-taopu/', ownId: null });
    const own = await enter(await somebody(OFFICE));
    expect(codeOf(await delegate(taopu.memberId, own))).toBe('NOT_OF_MY_PLACE');
    // the database refuses an administrator's role that is delegated, whoever writes it
    await expect(
      superuser.query(
        `insert into app.role_assignment (zone_id, id, member_id, role, place_name_zh, place_name_en, place_path, valid, request_id, delegated_from)
         values ($1, $2, $3, 'audit-admin', '', '', '/', '[2027-01-01,)', $2, $4)`,
        [zone.as('system').zoneId, uuidv7(), zone.as('甲').memberId, assignmentId],
      ),
    ).rejects.toMatchObject({ constraint: 'role_assignment_no_admin_delegated_check' });
  });

  test('sees what the role sees, and of another sub-park nothing', async () => {
    const period = await zone.open('2026Q2');
    await zone.submit('甲', '2026-07-10', (await zone.reports(period)).get('甲') ?? '', answers(1_000));
    const zhenru = { role: 'sub-park', placePath: '/sp-zhenru/', ownId: null } as const;
    const [owner, acting] = [await somebody(zhenru), await somebody(zhenru)];
    const other = await enter(acting);
    const { assignmentId } = (await delegate(acting.memberId, await enter(owner))).body as {
      assignmentId: string;
    };
    await actFor(assignmentId, other);
    const list = await server.call('statistics.listSubmissions', { periodId: period }, { cookie: other });
    expect([list.status, (list.body as { rows: unknown[] }).rows]).toEqual([200, []]);
  });
});
