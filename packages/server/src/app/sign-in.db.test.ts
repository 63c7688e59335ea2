import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '@yuanheng/contract';
import { SmallZone } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { sentence } from '../kernel/problem.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { addMembers } from '../modules/identity/index.ts';
import { type Answered, TestServer, cookieOf } from './testing/http.ts';
import { type Person, addPerson } from './testing/two-zones.ts';

let zone: SmallZone;
let pool: pg.Pool;
let superuser: pg.Client;
let server: TestServer;
let now = new Date('2026-10-22T10:00:00+08:00');

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

const OFFICE = { role: 'office', placePath: '/', ownId: null } as const;
const SUB_PARK = { role: 'sub-park', placePath: '/sp-taopu/', ownId: null } as const;

let people = 0;
const somebody = (...places: Parameters<typeof addPerson>[2][]): Promise<Person> => {
  people += 1;
  return addPerson(zone, `person-${people}`, ...(places.length === 0 ? [OFFICE] : places));
};

const MINUTE = 60_000;
const pass = (milliseconds: number) => (now = new Date(now.getTime() + milliseconds));
const enter = ({ login, password }: Pick<Person, 'login' | 'password'>) =>
  server.call('identity.signIn', { login, password });
const wrongly = ({ login }: Pick<Person, 'login'>) => enter({ login, password: 'not the password' });
const me = (cookie: string) => server.call('identity.me', {}, { cookie });
const isIn = async (cookie: string) => (await me(cookie)).status === 200;
const codeOf = ({ body }: Answered) => (body as { code: string }).code;

async function times(count: number, act: () => Promise<Answered>): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i += 1) statuses.push((await act()).status);
  return statuses;
}

async function failuresOf({ login }: Person) {
  const { rows } = await superuser.query<{ failures: number; locked_until: Date | null }>(
    `select c.failures, c.locked_until from auth.credential c join auth.person p on p.id = c.person_id where p.login = $1`,
    [login],
  );
  return rows[0];
}

describe('wrong passwords', () => {
  test('five of them lock the sign-in for 15 minutes: the right one is refused within, accepted after', async () => {
    const person = await somebody();
    expect(await times(5, () => wrongly(person))).toEqual([401, 401, 401, 401, 401]);
    expect((await enter(person)).status).toBe(401);
    pass(15 * MINUTE - 1);
    expect((await enter(person)).status).toBe(401);
    pass(1);
    expect((await enter(person)).status).toBe(200);
    expect(await failuresOf(person)).toEqual({ failures: 0, locked_until: null });
  });

  test('four of them lock nothing, and a right one begins the count anew', async () => {
    const person = await somebody();
    for (let i = 0; i < 3; i += 1) {
      await times(4, () => wrongly(person));
      expect((await enter(person)).status).toBe(200);
    }
  });

  test('after a lock the count begins anew; another try does not lock at once', async () => {
    const person = await somebody();
    await times(5, () => wrongly(person));
    pass(15 * MINUTE);
    await times(4, () => wrongly(person));
    expect((await enter(person)).status).toBe(200);
  });

  test('tries during a lock neither count nor prolong it', async () => {
    const person = await somebody();
    await times(5, () => wrongly(person));
    const locked = await failuresOf(person);
    pass(10 * MINUTE);
    await times(3, () => wrongly(person));
    expect(await failuresOf(person)).toEqual(locked);
    pass(5 * MINUTE);
    expect((await enter(person)).status).toBe(200);
  });

  test('twenty at the same time count five, and no more', async () => {
    const person = await somebody();
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrongly(person)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(await failuresOf(person)).toEqual({
      failures: 5,
      locked_until: new Date(now.getTime() + 15 * MINUTE),
    });
    expect((await enter(person)).status).toBe(401);
    pass(15 * MINUTE);
    expect((await enter(person)).status).toBe(200);
  });

  test('of one person lock nobody else', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await times(5, () => wrongly(one));
    expect((await enter(other)).status).toBe(200);
  });

  test('a wrong password, a lock and a name that is not there have one answer', async () => {
    const [wrong, locked] = [await somebody(), await somebody()];
    await times(5, () => wrongly(locked));
    const answers = [await wrongly(wrong), await enter(locked), await wrongly({ login: 'nobody-at-all' })];
    const said = answers.map(({ status, body }) => {
      const { code, title, titleEn, data } = body as Record<string, unknown>;
      return { status, code, title, titleEn, data };
    });
    expect(said).toEqual([said[0], said[0], said[0]]);
    expect(said[0]).toMatchObject({ status: 401, code: 'SIGN_IN_REFUSED' });
  });
});

describe('a session', () => {
  test.each([
    ['of an office', 30, OFFICE],
    ['of a security administrator', 15, { role: 'security-admin', placePath: '/', ownId: null }],
    ['of a system administrator', 15, { role: 'system-admin', placePath: '/', ownId: null }],
    ['of an audit administrator', 15, { role: 'audit-admin', placePath: '/', ownId: null }],
  ] as const)('%s ends after %i idle minutes; using it begins them anew', async (_who, minutes, place) => {
    const { login, password } = await somebody(place);
    const cookie = await server.signIn(login, password);
    for (let i = 0; i < 3; i += 1) {
      pass(minutes * MINUTE - 1);
      expect(await isIn(cookie)).toBe(true);
    }
    pass(minutes * MINUTE);
    const answer = await me(cookie);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('ends after twelve hours, however busy', async () => {
    const { login, password } = await somebody();
    const cookie = await server.signIn(login, password);
    for (let i = 0; i < 12 * 4 - 1; i += 1) {
      pass(15 * MINUTE);
      expect(await isIn(cookie)).toBe(true);
    }
    pass(15 * MINUTE);
    expect(await isIn(cookie)).toBe(false);
  });

  test('is stored by the hash of its cookie; neither cookie nor password stands anywhere in the database', async () => {
    const person = await somebody();
    const answer = await enter(person);
    const [header = ''] = answer.headers['set-cookie'] ?? [];
    expect(header).toMatch(/^yh_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const id = cookieOf(answer).split('=')[1] ?? '';
    const { rowCount } = await superuser.query('select from auth.session where id_hash = $1', [
      createHash('sha256').update(id).digest(),
    ]);
    expect(rowCount).toBe(1);
    const tables = await superuser.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('app', 'auth', 'meta')`,
    );
    expect(tables.rows.length).toBeGreaterThan(30);
    const found: string[] = [];
    const hex = Buffer.from(id, 'utf8').toString('hex');
    for (const { name } of tables.rows) {
      const { rows } = await superuser.query(
        `select 1 from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 or strpos(t::text, $3) > 0 limit 1`,
        [id, hex, person.password],
      );
      if (rows.length > 0) found.push(name);
    }
    expect(found).toEqual([]);
  });

  test('is in the audit trail, also of somebody who has no place', async () => {
    const enterprise = await somebody({ role: 'enterprise', placePath: '', ownId: zone.enterpriseId('甲') });
    const auditor = await somebody({ role: 'audit-admin', placePath: '/', ownId: null });
    await enter(enterprise);
    const cookie = cookieOf(await enter(auditor));
    const { body } = await server.call('audit.list', { operation: 'identity.signIn' }, { cookie });
    const subjects = (body as { rows: { subjectId: string }[] }).rows.map(({ subjectId }) => subjectId);
    expect(subjects).toEqual(expect.arrayContaining([enterprise.memberId, auditor.memberId]));
  });

  test('that was signed out is over; another one of the same person is not', async () => {
    const { login, password } = await somebody();
    const [one, other] = [await server.signIn(login, password), await server.signIn(login, password)];
    const answer = await server.call('identity.signOut', {}, { cookie: one });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([
      200,
      ['yh_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax'],
    ]);
    expect([await isIn(one), await isIn(other)]).toEqual([false, true]);
  });

  test('of a person who is disabled is over, every one of them, and there is no new one', async () => {
    const person = await somebody();
    const cookies = [await server.signIn(person.login, person.password), cookieOf(await enter(person))];
    await superuser.query('update auth.person set disabled_at = $1 where login = $2', [now, person.login]);
    expect([await isIn(cookies[0] ?? ''), await isIn(cookies[1] ?? '')]).toEqual([false, false]);
    expect((await enter(person)).status).toBe(401);
  });

  test('of a person whose membership has ended is over', async () => {
    const person = await somebody();
    const security = await somebody({ role: 'security-admin', placePath: '/', ownId: null });
    const cookie = await server.signIn(person.login, person.password);
    const performing = await server.signIn(security.login, security.password);
    const input = { memberId: person.memberId, reason: '调离本单位' };
    const ended = await server.call('identity.endMember', input, { cookie: performing });
    expect([ended.status, await isIn(cookie), (await enter(person)).status]).toEqual([200, false, 401]);
  });
});

describe('the role assignment', () => {
  const activeOf = async (cookie: string) => {
    const { active, assignments } = (await me(cookie)).body as {
      active: { id: string; role: Role; placePath: string };
      assignments: { id: string; role: Role }[];
    };
    return { active, assignments };
  };

  test('is one at a time, and what it sees changes with it at the next request', async () => {
    const person = await somebody(OFFICE, SUB_PARK);
    const cookie = await server.signIn(person.login, person.password);
    const { assignments } = await activeOf(cookie);
    expect(assignments.map(({ role }) => role).toSorted()).toEqual(['office', 'sub-park']);
    const as = async (role: Role) => {
      const assignmentId = assignments.find((one) => one.role === role)?.id ?? '';
      const switched = await server.call('identity.switchRole', { assignmentId }, { cookie });
      const opened = await server.call(
        'statistics.openPeriod',
        { formId: 'ENT-Q', code: '2026Q3' },
        { cookie },
      );
      const { active } = await activeOf(cookie);
      return [switched.status, active.role, active.placePath, opened.status];
    };
    expect(await as('sub-park')).toEqual([200, 'sub-park', '/sp-taopu/', 403]);
    expect(await as('office')).toEqual([200, 'office', '/', 200]);
  });

  test('of somebody else, or one that is not there, is refused and changes nothing', async () => {
    const [person, other] = [await somebody(), await somebody()];
    const cookie = await server.signIn(person.login, person.password);
    for (const assignmentId of [other.assignmentId, uuidv7()]) {
      const answer = await server.call('identity.switchRole', { assignmentId }, { cookie });
      expect(codeOf(answer)).toBe('NO_SUCH_ASSIGNMENT');
    }
    expect((await activeOf(cookie)).active.id).toBe(person.assignmentId);
  });

  test('of one session is not that of another', async () => {
    const { login, password } = await somebody(OFFICE, SUB_PARK);
    const [one, other] = [await server.signIn(login, password), await server.signIn(login, password)];
    const { active, assignments } = await activeOf(one);
    const assignmentId = assignments.find(({ id }) => id !== active.id)?.id ?? '';
    await server.call('identity.switchRole', { assignmentId }, { cookie: one });
    expect([(await activeOf(one)).active.id, (await activeOf(other)).active.id]).toEqual([
      assignmentId,
      active.id,
    ]);
  });

  test('that has ended is over at once, and cannot be switched to', async () => {
    const person = await somebody(OFFICE, SUB_PARK);
    const cookie = await server.signIn(person.login, person.password);
    const { active, assignments } = await activeOf(cookie);
    const end = (id: string) =>
      superuser.query(
        `update app.role_assignment set valid = daterange(lower(valid), '2026-10-01') where id = $1`,
        [id],
      );
    const other = assignments.find(({ id }) => id !== active.id)?.id ?? '';
    await end(other);
    const answer = await server.call('identity.switchRole', { assignmentId: other }, { cookie });
    expect(codeOf(answer)).toBe('NO_SUCH_ASSIGNMENT');
    await end(active.id);
    expect(await isIn(cookie)).toBe(false);
  });
});

describe('system, security and audit administrator', () => {
  const ADMINS = ['system-admin', 'security-admin', 'audit-admin'] as const;
  const pairs = ADMINS.flatMap((one) =>
    ADMINS.filter((other) => other > one).map((other) => [one, other] as const),
  );
  const member = (name: string, roles: readonly Role[]) => ({
    name,
    since: '2026-01-01',
    signIn: null,
    assignments: roles.map((role) => ({
      role,
      placePath: '/',
      ownId: null,
      placeName: { zh: name, en: name },
    })),
  });
  const add = (name: string, roles: readonly Role[]) =>
    zone.do('system', now, addMembers, { members: [member(name, roles)] });

  test.each(pairs)('%s and %s are never one person: refused whole, with the way out', async (one, other) => {
    const name = `${one} and ${other}`;
    const refused = await add(name, [one, other]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ADMINISTRATORS_EXCLUDE_ONE_ANOTHER', status: 409 });
    const { rows } = await superuser.query('select from app.member where display_name = $1', [name]);
    expect(rows).toEqual([]);
  });

  test('the sentence names the three, the rule and what to do', () => {
    expect(sentence('ADMINISTRATORS_EXCLUDE_ONE_ANOTHER', {})).toEqual({
      zh: '系统、安全、审计三类管理员互斥，同一人同一时期只能担任其中一个；请改派他人，或先结束其现任。',
      en: 'System, security and audit administrator exclude one another for the same person and time; name somebody else or end the other role first.',
    });
  });

  test('the database itself refuses the second one, whoever writes it', async () => {
    const { memberIds } = await add('first', ['system-admin']);
    const insert = (role: Role, valid: string) =>
      superuser.query(
        `insert into app.role_assignment (zone_id, id, member_id, role, place_name_zh, place_name_en, place_path, valid, request_id)
         values ($1, $2, $3, $4, '', '', '/', $5, $2)`,
        [zone.as('system').zoneId, uuidv7(), memberIds[0], role, valid],
      );
    for (const role of ['security-admin', 'audit-admin'] as const)
      await expect(insert(role, '[2026-06-01,)')).rejects.toMatchObject({
        constraint: 'role_assignment_admins_excl',
      });
    await expect(insert('office', '[2026-06-01,)')).rejects.toMatchObject({
      constraint: 'role_assignment_admin_alone_excl',
    });
    // before its time another one is possible, and another role
    await insert('audit-admin', '[2025-01-01,2025-07-01)');
    await insert('office', '[2025-07-01,2026-01-01)');
  });
});
