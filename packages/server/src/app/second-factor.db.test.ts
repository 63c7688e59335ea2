import { Secret, TOTP } from 'otpauth';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '@yuanheng/contract';
import { SmallZone } from '../demo/small-zone.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type Answered, TestServer, cookieOf } from './testing/http.ts';
import { type Person, addPerson } from './testing/two-zones.ts';

/** The second factor: who needs it, what a session may do before it is given, and which codes count. */
let zone: SmallZone;
let pool: pg.Pool;
let superuser: pg.Client;
let server: TestServer;
let now = new Date('2026-10-22T10:00:00+08:00');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const pass = (milliseconds: number) => (now = new Date(now.getTime() + milliseconds));

const at = (role: Role) => ({ role, placePath: '/', ownId: null });
let security: Person;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  superuser = await connect(urls.owner);
  zone = await SmallZone.make(pool, [{ name: '甲', carrier: 'c-1' }]);
  server = await TestServer.start(pool, { now: () => now });
  security = await addPerson(zone, 'the-security', at('security-admin'));
}, 120_000);

afterAll(async () => {
  await Promise.all([server.stop(), superuser.end()]);
  await pool.end();
});

const require = (isRequired: boolean) =>
  superuser.query('update app.zone set second_factor_required = $1', [isRequired]);
beforeEach(() => require(false));

const call = (operation: string, input: object, cookie: string) =>
  server.call(`identity.${operation}`, input, { cookie });
const codeOf = ({ body }: Answered) => (body as { code?: string }).code ?? 'done';
const dueAt = async (cookie: string) => {
  const { body } = await call('me', {}, cookie);
  const { code, data } = body as { code?: string; data?: { stage?: string } };
  return code === undefined ? 'in' : (data?.stage ?? code);
};
const enter = async ({ login, password }: Person) =>
  cookieOf(await server.call('identity.signIn', { login, password }));

let people = 0;
const somebody = (role: Role = 'office'): Promise<Person> => {
  people += 1;
  return addPerson(zone, `person-${people}`, at(role));
};

/** What the person's device shows, so many milliseconds from now. */
const shown = (secret: string, later = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + later });

interface Device {
  readonly person: Person;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  readonly cookie: string;
}

/** Somebody whose second factor is on; half a minute later, so that a new code is shown. */
async function withDevice(role: Role = 'office'): Promise<Device> {
  const person = await somebody(role);
  const before = await enter(person);
  const { secret } = (await call('enrolSecondFactor', {}, before)).body as { secret: string };
  const confirmed = await call('confirmSecondFactor', { code: shown(secret) }, before);
  const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] };
  pass(31 * SECOND);
  return { person, secret, recoveryCodes, cookie: cookieOf(confirmed) };
}
const give = (code: string, cookie: string) => call('giveCode', { code }, cookie);

describe('a second factor', () => {
  test('is on once its first code was given: this session goes on under another id, every other one owes a code', async () => {
    const person = await somebody();
    const [here, there] = [await enter(person), await enter(person)];
    const { secret, uri } = (await call('enrolSecondFactor', {}, here)).body as {
      secret: string;
      uri: string;
    };
    expect(uri).toContain(`secret=${secret}`);
    expect(await dueAt(here)).toBe('in');
    expect(codeOf(await call('confirmSecondFactor', { code: '000000' }, here))).toBe('CODE_REFUSED');
    const confirmed = await call('confirmSecondFactor', { code: shown(secret) }, here);
    expect((confirmed.body as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    expect([await dueAt(here), await dueAt(cookieOf(confirmed)), await dueAt(there)]).toEqual([
      'UNAUTHENTICATED',
      'in',
      'code',
    ]);
    expect(codeOf(await call('enrolSecondFactor', {}, cookieOf(confirmed)))).toBe('SECOND_FACTOR_ON');
  });

  test('that is due lets nothing through but the code; with it the session has another id', async () => {
    const { person, secret } = await withDevice();
    const cookie = await enter(person);
    const answers = [
      await server.call('statistics.listPeriods', {}, { cookie }),
      await call('mySessions', {}, cookie),
      await call('changePassword', { current: person.password, next: 'Neue-Wahl-2026' }, cookie),
      await call('enrolSecondFactor', {}, cookie),
    ];
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(
      answers.map(() => [401, 'SECOND_FACTOR_DUE']),
    );
    const stepped = await give(shown(secret), cookie);
    expect([codeOf(stepped), await dueAt(cookieOf(stepped)), await dueAt(cookie)]).toEqual([
      'done',
      'in',
      'UNAUTHENTICATED',
    ]);
  });

  test('takes no code twice, not even in two sessions at the same moment', async () => {
    const { person, secret } = await withDevice();
    const code = shown(secret);
    const [one, other, third] = [await enter(person), await enter(person), await enter(person)];
    const answers = await Promise.all([give(code, one), give(code, other)]);
    expect(answers.map(codeOf).toSorted()).toEqual(['CODE_REFUSED', 'done']);
    expect(codeOf(await give(code, third))).toBe('CODE_REFUSED');
    // nor an earlier one that is still within the window
    expect(codeOf(await give(shown(secret, -30 * SECOND), third))).toBe('CODE_REFUSED');
  });

  test('takes the code before and after the present one, and none further away', async () => {
    const { person, secret } = await withDevice();
    const tries: [number, string][] = [];
    for (const later of [-60, 60, -30, 0, 30])
      tries.push([later, codeOf(await give(shown(secret, later * SECOND), await enter(person)))]);
    expect(tries).toEqual([
      [-60, 'CODE_REFUSED'],
      [60, 'CODE_REFUSED'],
      [-30, 'CODE_REFUSED'],
      [0, 'done'],
      [30, 'done'],
    ]);
    pass(2 * MINUTE);
    expect(codeOf(await give(shown(secret, -30 * SECOND), await enter(person)))).toBe('done');
  });

  test('is locked by five wrong codes, at the same moment as well, and opened by the security administrator', async () => {
    const { person, secret } = await withDevice();
    const cookie = await enter(person);
    await Promise.all(Array.from({ length: 8 }, () => give('000000', cookie)));
    const { rows } = await superuser.query<{ failures: number }>(
      `select f.failures from auth.second_factor f join auth.person p on p.id = f.person_id where p.login = $1`,
      [person.login],
    );
    expect(rows).toEqual([{ failures: 5 }]);
    expect(codeOf(await give(shown(secret), cookie))).toBe('CODE_REFUSED');
    const asked = { memberId: person.memberId, reason: '本人来电' };
    expect((await call('unlockMember', asked, await enter(security))).status).toBe(200);
    expect(codeOf(await give(shown(secret), cookie))).toBe('done');
  });

  test('is due for ten minutes; then one signs in again', async () => {
    const { person } = await withDevice();
    const cookie = await enter(person);
    pass(10 * MINUTE - 1);
    expect(await dueAt(cookie)).toBe('code');
    pass(1);
    expect(await dueAt(cookie)).toBe('UNAUTHENTICATED');
  });

  test('has recovery codes, each once; new ones end those so far', async () => {
    const { person, secret, recoveryCodes } = await withDevice();
    const [first = '', second = ''] = recoveryCodes;
    const stepped = await give(first.toUpperCase(), await enter(person));
    expect(codeOf(stepped)).toBe('done');
    expect(codeOf(await give(first, await enter(person)))).toBe('CODE_REFUSED');
    expect((await call('secondFactor', {}, cookieOf(stepped))).body).toMatchObject({
      isOn: true,
      codesLeft: 9,
    });
    const renewed = await call('renewRecoveryCodes', { code: shown(secret) }, cookieOf(stepped));
    const { recoveryCodes: fresh } = renewed.body as { recoveryCodes: string[] };
    expect(codeOf(await give(second, await enter(person)))).toBe('CODE_REFUSED');
    expect(codeOf(await give(fresh[0] ?? '', await enter(person)))).toBe('done');
  });

  test('stands nowhere in the database as it is', async () => {
    const { secret, recoveryCodes } = await withDevice();
    const raw = Buffer.from(Secret.fromBase32(secret).bytes).toString('hex');
    for (const table of [
      'auth.second_factor',
      'auth.recovery_code',
      'auth.session',
      'app.request',
      'app.audit_entry',
    ]) {
      const { rows } = await superuser.query(
        `select 1 from ${table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 or strpos(t::text, $3) > 0`,
        [secret, raw, recoveryCodes[0]],
      );
      expect([table, rows]).toEqual([table, []]);
    }
  });

  test('of a lost device is taken away by the security administrator alone, and sessions end', async () => {
    const { person, cookie } = await withDevice();
    const asked = { memberId: person.memberId, reason: '手机丢失' };
    const system = await enter(await somebody('system-admin'));
    expect(codeOf(await call('resetSecondFactor', asked, system))).toBe('FORBIDDEN');
    const done = await call('resetSecondFactor', asked, await enter(security));
    expect([done.status, await dueAt(cookie), await dueAt(await enter(person))]).toEqual([
      200,
      'UNAUTHENTICATED',
      'in',
    ]);
    expect(codeOf(await call('resetSecondFactor', asked, await enter(security)))).toBe('SECOND_FACTOR_OFF');
  });
});

describe('where a second factor is required', () => {
  test.each(['office', 'sub-park', 'system-admin', 'security-admin', 'audit-admin'] as const)(
    '%s does nothing before it is on',
    async (role) => {
      await require(true);
      const cookie = await enter(await somebody(role));
      expect(await dueAt(cookie)).toBe('enrol');
      const { secret } = (await call('enrolSecondFactor', {}, cookie)).body as { secret: string };
      const confirmed = await call('confirmSecondFactor', { code: shown(secret) }, cookie);
      expect(await dueAt(cookieOf(confirmed))).toBe('in');
    },
  );

  test.each(['leader', 'department', 'enterprise'] as const)('%s comes in without', async (role) => {
    await require(true);
    expect(await dueAt(await enter(await somebody(role)))).toBe('in');
  });

  test('the security administrator says so for the zone, with a reason that is kept', async () => {
    const { cookie } = await withDevice('security-admin');
    const done = await call('requireSecondFactor', { isRequired: true, reason: '等保整改' }, cookie);
    expect(done.body).toEqual({ isRequired: true });
    expect(await dueAt(await enter(await somebody()))).toBe('enrol');
    const { rows } = await superuser.query(
      `select detail from app.audit_entry where operation = 'identity.requireSecondFactor'`,
    );
    expect(rows).toEqual([{ detail: { required: true, reason: '等保整改' } }]);
  });
});
