import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SmallZone, answers, putuo } from '../demo/small-zone.ts';
import type { Actor } from '../kernel/actor.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { withActor } from '../kernel/db/with-actor.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';

/**
 * Many people over few connections: a place that stayed behind on a connection, or that one transaction took from
 * another, would show in the rows of the next reader. What each reader must see is counted once, by the superuser.
 */
const READS = 100_000;
const READERS = 64;
const CONNECTIONS = 8;
/** Reads of one transaction, one per table. */
const TABLES = ['submission', 'fact', 'enterprise', 'submission_revision'] as const;

interface Reader {
  readonly who: string;
  readonly actor: Actor;
  /** Number and digest of the rows that are theirs, per table. */
  readonly expected: readonly string[];
}

let pool: pg.Pool;
let readers: readonly Reader[];

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  pool = openPool(urls.app, { max: CONNECTIONS });
  const park = putuo();
  const name = { zh: '邻园', en: 'Neighbour' };
  const home = await inhabited(30, park);
  const other = await inhabited(18, {
    ...park,
    park: { ...park.park, id: 'zz-neighbour', name, short: name },
  });
  const superuser = await connect(urls.owner);
  const counted: Reader[] = [];
  for (const [who, actor] of [...actorsOf('home', home, 30), ...actorsOf('other', other, 18)])
    counted.push({ who, actor, expected: await countedFor(superuser, actor) });
  readers = counted;
  await superuser.end();
}, 120_000);

afterAll(() => pool.end());

const nameOf = (i: number) => `企业${i}`;

/** A zone whose enterprises sit in three carriers of two sub-parks; two of three have reported. */
async function inhabited(count: number, park: ReturnType<typeof putuo>): Promise<SmallZone> {
  const carriers = ['c-1', 'c-2', 'c-3'];
  const residents = Array.from({ length: count }, (_, i) => ({
    name: nameOf(i),
    carrier: carriers[i % 3] ?? '',
  }));
  const zone = await SmallZone.make(pool, residents, park);
  const reporting = residents.filter((_, i) => Math.floor(i / 3) % 3 < 2);
  await zone.quarter(
    '2026Q2',
    Object.fromEntries(reporting.map(({ name }, i) => [name, answers(20_000 + i)])),
  );
  return zone;
}

/** Enterprises, offices, sub-parks, carriers and people without a place of one zone. */
function actorsOf(zoneName: string, zone: SmallZone, enterprises: number): [string, Actor][] {
  const people = ['office', 'colleague', 'leader', 'taopu', 'taopu2', 'zhenru'] as const;
  const actors: [string, Actor][] = people.map((name) => [name, zone.as(name)]);
  const carrier: Actor = { ...zone.as('taopu'), role: 'carrier', placePath: '/sp-taopu/c-1/' };
  const expert: Actor = { ...zone.as('office'), role: 'expert', placePath: '' };
  const all = [...actors, ['carrier', carrier] as const, ['expert', expert] as const];
  for (let i = 0; i < enterprises; i += 1) all.push([nameOf(i), zone.as(nameOf(i))]);
  return all.map(([who, actor]) => [`${zoneName} ${who}`, actor]);
}

const COUNT = `count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0)`;

/** Every word of a place spelled out; nothing of row-level security is used. */
async function countedFor(superuser: pg.Client, { zoneId, placePath, ownId }: Actor): Promise<string[]> {
  const counted: string[] = [];
  for (const table of TABLES) {
    const { rows } = await superuser.query<{ seen: string }>(
      `select ${COUNT} as seen from app.${table} t
       where t.zone_id = $1 and ((left(t.scope_path, length($2)) = $2 and $2 <> '') or t.owner_id::text = $3)`,
      [zoneId, placePath, ownId],
    );
    counted.push(rows[0]?.seen ?? '');
  }
  return counted;
}

test('64 readers over 8 connections read 100,000 times, and each reads their own rows only', async () => {
  expect(readers).toHaveLength(READERS);
  expect(new Set(readers.map(({ expected }) => expected.join())).size).toBeGreaterThan(50);
  let left = READS;
  let reads = 0;
  let waited = 0;
  const wrong: string[] = [];
  const served = new Map<string, Set<string>>();
  const readOn = async ({ who, actor, expected }: Reader) => {
    while (left > 0) {
      left -= TABLES.length;
      waited = Math.max(waited, pool.waitingCount);
      await withActor(pool, actor, async ({ client }) => {
        for (const [i, table] of TABLES.entries()) {
          const { rows } = await client.query<{ seen: string; pid: string }>({
            name: table,
            text: `select ${COUNT} as seen, pg_backend_pid()::text as pid from app.${table} t`,
          });
          const { seen = '', pid = '' } = rows[0] ?? {};
          reads += 1;
          if (seen !== expected[i]) wrong.push(`${who} ${table}: ${seen}, not ${expected[i]}`);
          served.set(pid, (served.get(pid) ?? new Set()).add(who));
        }
      });
    }
  };
  await Promise.all(readers.map(readOn));
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(reads).toBe(READS);
  // the connections really were fewer than the readers, and each went from hand to hand
  expect([served.size, waited > 0]).toEqual([CONNECTIONS, true]);
  for (const hands of served.values()) expect(hands.size).toBeGreaterThan(READERS / 2);
}, 240_000);
