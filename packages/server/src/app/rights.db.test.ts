import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '@yuanheng/contract';
import { openPool } from '../kernel/db/pool.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { CALLS, type Call } from './testing/calls.ts';
import { Fingerprints } from './testing/fingerprint.ts';
import { type Answered, OPERATIONS, TestServer, describedAs } from './testing/http.ts';
import { reachesOf, readRights } from './testing/rights-file.ts';
import { TARGETS, TODAY, type Target, type TwoZones, makeTwoZones } from './testing/two-zones.ts';

const rights = readRights();

let pool: pg.Pool;
let zones: TwoZones;
let server: TestServer;
let fingerprints: Fingerprints;
let abroad: ReadonlySet<string>;
const cookies = new Map<Role, string>();
let combinations = 0;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app);
  zones = await makeTwoZones(pool);
  server = await TestServer.start(pool, { now: () => TODAY });
  fingerprints = await Fingerprints.open(urls.owner);
  abroad = await fingerprints.idsOf(zones.neighbour.as('system').zoneId);
  for (const role of ROLES) cookies.set(role, await signIn(role));
}, 120_000);

afterAll(async () => {
  await Promise.all([server.stop(), fingerprints.close()]);
  await pool.end();
});

const signIn = (role: Role): Promise<string> =>
  server.signIn(zones.people[role].login, zones.people[role].password);

describe('docs/rights.csv', () => {
  test('has one line per operation of the contract, and no other line', () => {
    expect(rights.map(({ operation }) => operation).toSorted()).toEqual([...OPERATIONS.keys()].toSorted());
  });

  test('says of each operation the access that the contract says', () => {
    const inFile = Object.fromEntries(rights.map(({ operation, access }) => [operation, access]));
    expect(inFile).toEqual(
      Object.fromEntries([...OPERATIONS].map(([name, { meta }]) => [name, meta.access])),
    );
  });

  test('is walked whole: every operation can be called', () => {
    expect(Object.keys(CALLS).toSorted()).toEqual([...OPERATIONS.keys()].toSorted());
  });
});

describe.each([...OPERATIONS.keys()])('%s', (operation) => {
  const line = rights.find((candidate) => candidate.operation === operation);

  test.each(ROLES)('%s reaches what its line says', async (role) => {
    const reached: Partial<Record<Target, boolean>> = {};
    for (const target of TARGETS) reached[target] = await reaches(operation, role, target);
    expect(reached).toEqual(reachesOf(line?.reach[role] ?? 'no line'));
  });

  test('without a session it is refused unless it is public', async () => {
    const { input } = getCall(operation);
    const answer = await server.call(
      operation,
      input({ things: zones.things.own, target: 'own', person: zones.people.office }),
    );
    combinations += 1;
    expect(answer.status).toBe(line?.access === 'public' ? 200 : 401);
  });
});

test('at least 13 roles × 4 targets of 33 operations were walked', () => {
  expect(combinations).toBeGreaterThanOrEqual(OPERATIONS.size * (ROLES.length * TARGETS.length + 1));
  expect(combinations).toBeGreaterThanOrEqual(33 * 53);
});

function getCall(operation: string): Call {
  const call = CALLS[operation];
  if (!call) throw new Error(`Say in testing/calls.ts how ${operation} is called.`);
  return call;
}

/** Whether a role gets at a target, over HTTP. */
async function reaches(operation: string, role: Role, target: Target): Promise<boolean> {
  combinations += 1;
  const call = getCall(operation);
  const person = zones.people[role];
  const asked = { things: zones.things[target], target, person };
  const input = call.input(asked);
  const cookie = call.endsSession ? await signIn(role) : cookies.get(role);
  const { kind } = describedAs(operation).meta;
  const before = kind === 'write' ? await state() : null;
  const answer = await server.call(operation, input, { cookie });
  const after = kind === 'write' ? await state() : null;
  const allowed = isAllowed(operation, answer);
  expect(after?.neighbour, `${operation} by ${role} changed the other zone`).toBe(before?.neighbour);
  if (!allowed)
    expect(after?.home, `${operation} by ${role} was refused and changed something`).toBe(before?.home);
  const leaked = leaksIn(answer, JSON.stringify(input));
  expect(leaked, `${operation} by ${role} answered with ids of the other zone`).toEqual([]);
  if (call.mine) return allowed && target === 'own';
  const own = call.input({ ...asked, things: zones.things.own, target: 'own' });
  // what cannot be asked for by name reaches the other zone only by changing it or answering with it
  if (target === 'other-zone' && JSON.stringify(own) === JSON.stringify(input)) return leaked.length > 0;
  return allowed && (answer.status !== 200 || (call.shows?.(answer.body as never, asked) ?? true));
}

async function state(): Promise<{ home: string; neighbour: string }> {
  const [home, neighbour] = [zones.home.as('system').zoneId, zones.neighbour.as('system').zoneId];
  return { home: await fingerprints.of(home), neighbour: await fingerprints.of(neighbour) };
}

/** A problem of the thing itself comes after the rights; anything that is no clear answer fails the walk. */
function isAllowed(operation: string, { status, text, body }: Answered): boolean {
  const isRoute = (body as { data?: { what?: unknown } } | null)?.data?.what === 'route';
  if ([200, 409, 422].includes(status)) return true;
  if ([401, 403, 404].includes(status) && !isRoute) return false;
  throw new Error(`${operation} answered ${status}: ${text}`);
}

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ids of the other zone in an answer, other than those that were asked for. */
function leaksIn({ text }: Answered, input: string): string[] {
  return [...text.matchAll(UUIDS)].map(([id]) => id).filter((id) => abroad.has(id) && !input.includes(id));
}
