import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../testing/cluster.ts';
import { CATALOG_RULES, TABLES, catalogFaults } from './catalog.ts';
import { isMapped } from './constraints.ts';

const open: pg.Client[] = [];

async function migrated(): Promise<pg.Client> {
  const { owner } = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  open.push(client);
  return client;
}

const faultsIn = async (client: pg.Client): Promise<string[]> =>
  (await catalogFaults(client)).map(({ at, rule }) => `${at}: ${rule}`);

let database: pg.Client;
beforeAll(async () => {
  database = await migrated();
});
afterAll(() => Promise.all(open.map((client) => client.end())));

test('every table of the migrated database keeps every rule of the catalog', async () => {
  expect(await faultsIn(database)).toEqual([]);
});

test('the roles that run the application own nothing and pass no policy', async () => {
  const { rows } = await database.query(
    `select r.rolname from pg_roles r where (r.rolname like 'yh\\_app%' or r.rolname like 'yh\\_jobs%')
     and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
       or exists (select from pg_class c where c.relowner = r.oid) or pg_has_role(r.oid, 'yh_owner', 'member'))`,
  );
  expect(rows).toEqual([]);
});

test('every constraint is a problem for the user or unreachable on purpose', async () => {
  const { rows } = await database.query<{ name: string }>(
    `${TABLES} select c.conname as name from pg_constraint c join t on t.oid = c.conrelid where c.contype <> 'n'
     union select i.indexrelid::regclass::text from pg_index i join t on t.oid = i.indrelid where i.indisunique order by 1`,
  );
  const names = [...new Set(rows.map(({ name }) => name.replace(/^\w+\./, '')))];
  expect(names.length).toBeGreaterThan(50);
  // mend: PROBLEM_OF of constraints.ts for what a user can violate; a name in _pkey, _fkey or _check for what only we can
  expect(names.filter((name) => !isMapped(name))).toEqual([]);
});

test('every constraint that is mapped to a problem exists', async () => {
  const { rows } = await database.query<{ name: string }>(
    `${TABLES} select c.conname as name from pg_constraint c join t on t.oid = c.conrelid`,
  );
  const names = new Set(rows.map(({ name }) => name));
  const { readFileSync } = await import('node:fs');
  const source = readFileSync(new URL('./constraints.ts', import.meta.url), 'utf8');
  const mapped = [...source.matchAll(/^ {2}(\w+): \(\) => problem\(/gm)].map(([, name = '']) => name);
  expect(mapped.length).toBeGreaterThan(0);
  expect(mapped.filter((name) => !names.has(name))).toEqual([]);
});

/** What is planted, and the rules that must find it. */
const PLANTED: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a table without key, policy and zone',
    'create table app.bad (id uuid)',
    [
      'app.bad: forces row-level security',
      'app.bad: has a policy for reading, adding, changing and removing',
      'app.bad: has a primary key',
      'app.bad: has zone_id uuid not null without default',
    ],
  ],
  [
    'keys without the zone',
    `create table app.bad (zone_id uuid not null, id uuid not null, code text,
       constraint bad_pkey primary key (id, zone_id), constraint bad_code_key unique (code));
     select meta.protect('app.bad', 'zone')`,
    [
      'app.bad app.bad_code_key: has zone_id in every unique key',
      'app.bad: begins its primary key with zone_id',
    ],
  ],
  [
    'an exclusion without the zone',
    `alter table app.residence add constraint residence_bad_excl exclude using gist (valid with &&)`,
    ['app.residence residence_bad_excl: has zone_id with = in every exclusion'],
  ],
  [
    'a foreign key without the zone, one to a local table, one that sets null, none with an index',
    `create unique index unit_id_key on app.unit (zone_id, id, kind);
     create table app.bad (zone_id uuid not null, id uuid not null, person_id uuid references auth.person (id),
       unit_id uuid, other_zone uuid, constraint bad_pkey primary key (zone_id, id));
     alter table app.bad add constraint bad_unit_fkey foreign key (other_zone, unit_id) references app.unit (zone_id, id)
       on delete set null;
     select meta.protect('app.bad', 'zone')`,
    [
      'app.bad bad_person_id_fkey: has an index for every foreign key',
      'app.bad bad_person_id_fkey: refers to no table of another kind',
      'app.bad bad_unit_fkey: has an index for every foreign key',
      'app.bad bad_unit_fkey: refers with zone_id on both sides',
      'app.bad bad_unit_fkey: refers without set null and on update',
    ],
  ],
  [
    'an instant without a time zone, a counter and a long name',
    `alter table app.unit add column at timestamp, add column n int generated always as identity;
     alter table app.unit add constraint unit_with_a_name_that_is_longer_than_fifty_chars_check check (n > 0)`,
    [
      'app.unit unit_with_a_name_that_is_longer_than_fifty_chars_check: names its constraints with at most 50 characters',
      'app.unit.at: says every instant with its time zone',
      'app.unit.n: counts nothing by itself',
    ],
  ],
  [
    'policies that are restrictive, doubled or ask another table',
    `create policy bad on app.unit as restrictive for select using (true);
     create policy worse on app.fact for update using (exists (select from app.zone))`,
    [
      'app.fact rows_changed: has one permissive policy per command',
      'app.fact worse: has one permissive policy per command',
      'app.fact worse: has the zone and no sub-query in every policy',
      'app.unit bad: has one permissive policy per command',
      'app.unit bad: has the zone and no sub-query in every policy',
      'app.unit rows_seen: has one permissive policy per command',
    ],
  ],
  [
    'security that its owner escapes, an index that is gone, a trigger, a grant to remove and another owner',
    `alter table app.fact no force row level security;
     drop index app.fact_owner_idx;
     create function app.nothing() returns trigger language plpgsql as 'begin return new; end';
     create trigger bad before insert on app.unit for each row execute function app.nothing();
     grant delete on app.unit to yh_app;
     alter table app.zone owner to current_user`,
    [
      'app.fact.owner_id: has an index for the place and the owner that its policy reads',
      'app.fact: forces row-level security',
      'app.unit bad: has no trigger',
      'app.unit yh_app: is removed from by nobody',
      'app.zone: belongs to yh_owner',
    ],
  ],
];

test.each(PLANTED)('%s is found', async (_, statement, expected) => {
  const client = await migrated();
  await client.query(`set role yh_owner`);
  await client.query(statement.includes('owner to current_user') ? `reset role; ${statement}` : statement);
  await client.query('reset role');
  expect(await faultsIn(client)).toEqual([...expected].toSorted());
});

test('every rule is broken by some planted fault', () => {
  const found = new Set(PLANTED.flatMap(([, , expected]) => expected.map((one) => one.split(': ')[1])));
  expect(CATALOG_RULES.filter((rule) => !found.has(rule))).toEqual([]);
});
