import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, rangeOf } from '../kernel/actor.ts';
import { sealAll } from '../kernel/audit/sealer.ts';
import { openPool } from '../kernel/db/pool.ts';
import { connect } from '../kernel/db/prepare.ts';
import { uuidv7 } from '../kernel/ids.ts';
import { freshDatabase } from '../kernel/testing/cluster.ts';
import { type ZoneTable, zoneTables } from './testing/catalog.ts';
import { type TwoZones, makeTwoZones } from './testing/two-zones.ts';

/**
 * The second lock alone: the application's own database role on a bare connection, none of our policies in between.
 * What it sees is compared with what the superuser finds by the same words; every table is taken from the catalog.
 */
type Place = Pick<Actor, 'zoneId' | 'placePath' | 'ownId'>;

let zones: TwoZones;
let tables: readonly ZoneTable[];
let superuser: pg.Client;
let app: pg.Client;
let home: string;
let neighbour: string;

beforeAll(async () => {
  const urls = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  const [pool, jobs] = [openPool(urls.app), openPool(urls.jobs)];
  zones = await makeTwoZones(pool);
  await sealAll(jobs);
  await Promise.all([pool.end(), jobs.end()]);
  superuser = await connect(urls.owner);
  app = await connect(urls.app);
  tables = await zoneTables(superuser);
  home = zones.home.as('system').zoneId;
  neighbour = zones.neighbour.as('system').zoneId;
}, 120_000);

afterAll(() => Promise.all([superuser.end(), app.end()]));

/** Runs inside a place on the bare connection, and undoes it. */
async function inside<T>(place: Place | null, run: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    if (place) await enter(place);
    return await run();
  } finally {
    await app.query('rollback');
  }
}

function enter({ zoneId, placePath, ownId }: Place) {
  const { from, to } = rangeOf(placePath);
  return app.query('select app.app_enter($1, $2, $3, $4)', [zoneId, from, to, ownId]);
}

/** The code that the database refuses a statement with; `done` when it does not. */
async function refusal(sql: string, values: readonly unknown[] = []): Promise<string> {
  await app.query('savepoint before');
  try {
    const { rowCount } = await app.query(sql, [...values]);
    return `done: ${rowCount ?? 0}`;
  } catch (error) {
    await app.query('rollback to before');
    return (error as { code: string }).code;
  }
}

const DENIED = '42501';
const countOf = async (client: pg.Client, sql: string, values: readonly unknown[] = []) =>
  Number((await client.query<{ n: string }>(sql, [...values])).rows[0]?.n);

/** How many rows of a table the superuser finds by the words of a place. */
function rowsOf(table: ZoneTable, { zoneId, placePath, ownId }: Place): Promise<number> {
  const where = table.isPlaced
    ? ` and ((scope_path like $2 || '%' and $2 <> '') or coalesce(owner_id::text = $3, false))`
    : '';
  const values = table.isPlaced ? [zoneId, placePath, ownId] : [zoneId];
  return countOf(superuser, `select count(*) as n from ${table.name} where zone_id = $1${where}`, values);
}

const readers = (): readonly (readonly [string, Place])[] => [
  ['the office', { zoneId: home, placePath: '/', ownId: null }],
  ['a sub-park', { zoneId: home, placePath: '/sp-taopu/', ownId: null }],
  ['a carrier', { zoneId: home, placePath: '/sp-taopu/c-1/', ownId: null }],
  ['an enterprise', { zoneId: home, placePath: '', ownId: zones.home.enterpriseId('甲') }],
  ['a person without a place', { zoneId: home, placePath: '', ownId: null }],
  ['the office of the other zone', { zoneId: neighbour, placePath: '/', ownId: null }],
];

describe('reading', () => {
  test('every table has rows in both zones, at equal paths, so that a missing wall would show', async () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.filter(({ isPlaced }) => isPlaced).length).toBeGreaterThan(10);
    const empty: string[] = [];
    for (const table of tables)
      for (const zoneId of [home, neighbour])
        if ((await rowsOf(table, { zoneId, placePath: '/', ownId: null })) === 0) empty.push(table.name);
    // mend: let makeTwoZones write a row of the new table in each zone
    expect(empty).toEqual([]);
    const paths = (zoneId: string) =>
      superuser.query('select distinct path from app.unit_place where zone_id = $1 order by 1', [zoneId]);
    const [own, other] = [await paths(home), await paths(neighbour)];
    const shared = own.rows.filter(({ path }) => other.rows.some((row) => row.path === path));
    expect(shared.length).toBeGreaterThanOrEqual(own.rows.length);
  });

  test('without entering a zone no table shows a row', async () => {
    const seen = await inside(null, async () => {
      const found: string[] = [];
      for (const { name } of tables)
        if ((await countOf(app, `select count(*) as n from ${name}`)) > 0) found.push(name);
      return found;
    });
    expect(seen).toEqual([]);
  });

  test('each reader sees in every table exactly the rows of their zone, place and enterprise', async () => {
    const differences: string[] = [];
    let rows = 0;
    for (const [who, place] of readers())
      for (const table of tables) {
        const expected = await rowsOf(table, place);
        const seen = await inside(place, () => countOf(app, `select count(*) as n from ${table.name}`));
        rows += seen;
        if (seen !== expected) differences.push(`${who} ${table.name}: ${seen}, not ${expected}`);
      }
    expect(differences).toEqual([]);
    expect(rows).toBeGreaterThan(1_000);
  });

  test('a person without a place sees no row of any table that has places, an enterprise only its own', async () => {
    const owners: string[] = [];
    for (const { name } of tables.filter(({ isPlaced }) => isPlaced))
      for (const [who, place] of readers().filter(([, { placePath }]) => placePath === ''))
        await inside(place, async () => {
          const { rows } = await app.query<{ owner: string | null }>(
            `select distinct owner_id::text as owner from ${name}`,
          );
          for (const { owner } of rows) if (owner !== place.ownId) owners.push(`${who} ${name} ${owner}`);
        });
    expect(owners).toEqual([]);
  });

  test('in one zone no row of the other is read by its zone, by any path or by its owner', async () => {
    const abroad = zones.neighbour.enterpriseId('戊');
    const found: string[] = [];
    for (const placePath of ['/', '/sp-taopu/', '/sp-taopu/c-1/', '/sp-zhenru/', ''])
      for (const ownId of [abroad, null])
        await inside({ zoneId: home, placePath, ownId }, async () => {
          for (const { name, isPlaced } of tables) {
            const asked = isPlaced ? 'zone_id = $1 or owner_id = $2' : 'zone_id = $1 or $2::uuid is null';
            const sql = `select count(*) as n from ${name} where ${asked}`;
            if ((await countOf(app, sql, [neighbour, abroad])) > 0) found.push(`${name} at ${placePath}`);
          }
        });
    expect(found).toEqual([]);
  });
});

/** Entries of the audit trail are written from anywhere in the zone: what happened is never kept from it. */
const INBOX = new Set(['app.audit_entry']);

describe('writing', () => {
  /** A row of the table as the superuser sees it. */
  async function sample({ name }: ZoneTable, where: string, values: readonly unknown[]) {
    const { rows } = await superuser.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${name} t where ${where} limit 1`,
      [...values],
    );
    return rows[0]?.row;
  }

  const insert = ({ name, stored }: ZoneTable, row: Record<string, unknown>) =>
    refusal(
      `insert into ${name} (${stored.join(', ')}) select ${stored.join(', ')} from jsonb_populate_record(null::${name}, $1)`,
      [row],
    );

  const written = () => tables.filter(({ insertable, isView }) => insertable && !isView);

  test('a row of another zone is added to no table; the same row in the own zone meets only its own key', async () => {
    const office: Place = { zoneId: home, placePath: '/', ownId: null };
    const answers: Record<string, string> = {};
    for (const table of written()) {
      const row = (await sample(table, 'zone_id = $1', [home])) ?? {};
      answers[table.name] = await inside(
        office,
        async () => `${await insert(table, { ...row, zone_id: neighbour })} ${await insert(table, row)}`,
      );
    }
    expect(Object.keys(answers).length).toBeGreaterThan(25);
    expect(answers).toEqual(Object.fromEntries(written().map(({ name }) => [name, `${DENIED} 23505`])));
  });

  test('a row of another place is added to no table that has places', async () => {
    const places: readonly (readonly [string, Place])[] = [
      ['a sub-park', { zoneId: home, placePath: '/sp-taopu/', ownId: null }],
      ['an enterprise', { zoneId: home, placePath: '', ownId: zones.home.enterpriseId('甲') }],
    ];
    const letIn: string[] = [];
    let tried = 0;
    for (const table of written().filter(({ name, isPlaced }) => isPlaced && !INBOX.has(name)))
      for (const [who, place] of places) {
        const where = `zone_id = $1 and scope_path like '/sp-zhenru/%'`;
        const row = await sample(table, where, [home]);
        if (!row) continue;
        tried += 1;
        const answer = await inside(place, () => insert(table, { ...row, request_id: uuidv7() }));
        if (answer !== DENIED) letIn.push(`${who} ${table.name}: ${answer}`);
      }
    expect(letIn).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  });

  test('no row of another zone or place is changed in any column that may be changed', async () => {
    const reached: Record<string, string> = {};
    const changeable = tables.filter(({ updatable, isView }) => updatable.length > 0 && !isView);
    for (const { name, updatable, isPlaced } of changeable) {
      const set = updatable.map((column) => `${column} = ${column}`).join(', ');
      reached[name] = await inside({ zoneId: home, placePath: '/sp-taopu/', ownId: null }, async () => {
        const zone = await refusal(`update ${name} set ${set} where zone_id = $1`, [neighbour]);
        const foreign = `scope_path not like '/sp-taopu/%'`;
        const place = isPlaced ? await refusal(`update ${name} set ${set} where ${foreign}`) : 'done: 0';
        return `${zone}, ${place}`;
      });
    }
    expect(Object.keys(reached).length).toBeGreaterThan(7);
    expect(reached).toEqual(Object.fromEntries(changeable.map(({ name }) => [name, 'done: 0, done: 0'])));
  });

  test('a row that one sees cannot be pushed into another place or zone', async () => {
    const pushed: Record<string, string> = {};
    const placed = tables.filter(({ isPlaced, isView }) => isPlaced && !isView);
    await inside({ zoneId: home, placePath: '/sp-taopu/', ownId: null }, async () => {
      for (const { name } of placed)
        pushed[name] = await refusal(`update ${name} set scope_path = '/sp-zhenru/'`);
    });
    expect(pushed).toEqual(Object.fromEntries(placed.map(({ name }) => [name, DENIED])));
    const moved: Record<string, string> = {};
    const own = tables.filter(({ isView }) => !isView);
    await inside({ zoneId: home, placePath: '/', ownId: null }, async () => {
      for (const { name } of own) moved[name] = await refusal(`update ${name} set zone_id = $1`, [neighbour]);
    });
    expect(moved).toEqual(Object.fromEntries(own.map(({ name }) => [name, DENIED])));
  });

  test('nothing is removed from any table', async () => {
    const removed: string[] = [];
    await inside({ zoneId: home, placePath: '/', ownId: null }, async () => {
      for (const { name } of tables.filter(({ isView }) => !isView))
        for (const sql of [`delete from ${name}`, `truncate ${name} cascade`])
          if ((await refusal(sql)) !== DENIED) removed.push(sql);
    });
    expect(removed).toEqual([]);
  });
});

describe('the walls themselves', () => {
  test('cannot be taken down table by table', async () => {
    const done: string[] = [];
    await inside({ zoneId: home, placePath: '/', ownId: null }, async () => {
      for (const { name } of tables.filter(({ isView }) => !isView))
        for (const sql of [
          `alter table ${name} disable row level security`,
          `alter table ${name} no force row level security`,
          `alter table ${name} add column extra text`,
          `drop policy rows_seen on ${name}`,
          `create policy all_rows on ${name} using (true)`,
          `drop table ${name}`,
        ])
          if ((await refusal(sql)) !== DENIED) done.push(sql);
    });
    expect(done).toEqual([]);
  });

  test.each([
    'set role yh_owner',
    'set role yh_jobs',
    'set role postgres',
    'set session authorization yh_owner',
    'grant yh_owner to current_user',
    'create table app.own_table (id int)',
    'create function app.own_function() returns int language sql as $$ select 1 $$',
    'create or replace function app.app_enter(zone uuid, scope text, scope_end text, own uuid) returns void language sql as $$ select $$',
    'create schema mine',
    'select * from auth.person',
    'select hash from auth.credential',
    'select * from auth.person_member',
    'select id_hash from auth.session',
    "update auth.credential set failures = 0, hash = 'x'",
    'select * from meta.migration',
    `select meta.protect('app.unit', 'zone')`,
  ])('%s is refused', async (sql) => {
    const answer = await inside({ zoneId: home, placePath: '/', ownId: null }, () => refusal(sql));
    // a schema is asked for a right of the database, a role that is not there or not ours for membership
    expect(['42501', '0LP01']).toContain(answer);
  });

  test('without row security a statement fails instead of seeing everything', async () => {
    const answer = await inside({ zoneId: home, placePath: '/', ownId: null }, async () => {
      await app.query('set local row_security = off');
      return await refusal('select count(*) from app.submission');
    });
    expect(answer).toBe(DENIED);
  });

  test('nobody enters without a zone', async () => {
    expect(await inside(null, () => refusal(`select app.app_enter(null, '/', '0', null)`))).toBe('P0001');
  });

  test.each(['commit', 'rollback'])('after %s nothing is left of the place that was entered', async (end) => {
    const seen = 'select count(*) as n from app.submission';
    await app.query('begin');
    await enter({ zoneId: home, placePath: '/', ownId: zones.home.enterpriseId('甲') });
    expect(await countOf(app, seen)).toBeGreaterThan(0);
    await app.query(end);
    expect(await countOf(app, seen)).toBe(0);
    const settings = ['zone', 'scope', 'scope_end', 'own'].map(
      (name) => `coalesce(current_setting('app.${name}', true), '') as ${name}`,
    );
    const { rows } = await app.query(`select ${settings.join(', ')}`);
    expect(rows).toEqual([{ zone: '', scope: '', scope_end: '', own: '' }]);
  });
});
