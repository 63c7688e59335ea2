import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../testing/cluster.ts';
import { isMapped } from './constraints.ts';

/**
 * What every table must be, so that row-level security holds and the schema can be spread over several machines. The
 * kind of a table stands in its comment: `@reference` or `@local`; everything else belongs to a zone. Each rule is a
 * query over the catalog whose rows are faults.
 */
const TABLES = `with t as (
  select c.oid, c.relname, c.relowner, c.relrowsecurity and c.relforcerowsecurity as forced,
    n.nspname || '.' || c.relname as tab, n.nspname as schema,
    coalesce(substring(obj_description(c.oid, 'pg_class') from '^@(reference|local)\\M'), 'zone') as kind,
    (select a.attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'zone_id' and not a.attisdropped) as zone
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('app', 'auth', 'meta') and c.relkind in ('r', 'p') and not c.relispartition)`;

const RULES: Readonly<Record<string, string>> = {
  'has a primary key': `select tab as at from t
    where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  'has zone_id uuid not null without default': `select tab as at from t
    where kind = 'zone' and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum = t.zone
      and a.atttypid = 'uuid'::regtype and a.attnotnull and not a.atthasdef)`,
  'begins its primary key with zone_id': `select tab as at from t join pg_index i on i.indrelid = t.oid
    where kind = 'zone' and i.indisprimary and i.indkey[0] is distinct from zone`,
  'has zone_id in every unique key': `select tab || ' ' || i.indexrelid::regclass as at from t join pg_index i on i.indrelid = t.oid
    where kind = 'zone' and i.indisunique and not coalesce(zone = any (i.indkey::int2[]), false)`,
  'has zone_id with = in every exclusion': `select tab || ' ' || c.conname as at from t join pg_constraint c on c.conrelid = t.oid
    where kind = 'zone' and c.contype = 'x' and not exists (select from unnest(c.conkey, c.conexclop) e (col, op)
      join pg_operator o on o.oid = e.op where e.col = zone and o.oprname = '=')`,
  'refers with zone_id on both sides': `select a.tab || ' ' || c.conname as at from pg_constraint c
    join t a on a.oid = c.conrelid join t b on b.oid = c.confrelid
    where c.contype = 'f' and a.kind = 'zone' and b.kind = 'zone' and not exists (
      select from unnest(c.conkey, c.confkey) e (own, other) where e.own = a.zone and e.other = b.zone)`,
  'refers to no table of another kind': `select a.tab || ' ' || c.conname as at from pg_constraint c
    join t a on a.oid = c.conrelid left join t b on b.oid = c.confrelid
    where c.contype = 'f' and a.kind is distinct from b.kind and b.kind is distinct from 'reference'`,
  'refers without set null and on update': `select tab || ' ' || c.conname as at from pg_constraint c join t on t.oid = c.conrelid
    where c.contype = 'f' and (c.confdeltype in ('n', 'd') or c.confupdtype <> 'a')`,
  'has an index for every foreign key': `select tab || ' ' || c.conname as at from pg_constraint c join t on t.oid = c.conrelid
    where c.contype = 'f' and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
      and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
  'says every instant with its time zone': `select tab || '.' || a.attname as at from t join pg_attribute a on a.attrelid = t.oid
    where a.attnum > 0 and not a.attisdropped and a.atttypid in ('timestamp'::regtype, 'time'::regtype, 'tsrange'::regtype)`,
  'forces row-level security': `select tab as at from t where kind = 'zone' and not forced`,
  'has one permissive policy per command': `select tab || ' ' || p.polname as at from t join pg_policy p on p.polrelid = t.oid
    where not p.polpermissive or p.polcmd = '*'
      or exists (select from pg_policy q where q.polrelid = t.oid and q.oid <> p.oid and q.polcmd in (p.polcmd, '*'))`,
  'has a policy for reading, adding, changing and removing': `select tab as at from t
    where kind = 'zone' and (select count(*) from pg_policy p where p.polrelid = t.oid) < 4`,
  'has the zone and no sub-query in every policy': `select tab || ' ' || p.polname as at from t join pg_policy p on p.polrelid = t.oid
    cross join unnest(array[p.polqual::text, p.polwithcheck::text],
      array[pg_get_expr(p.polqual, t.oid), pg_get_expr(p.polwithcheck, t.oid)]) e (tree, expression)
    where tree is not null and (tree like '%{SUBLINK%' or expression not like '%(zone_id = (NULLIF(current_setting(''app.zone''%')`,
  'has an index for the place and the owner that its policy reads': `select distinct tab || '.' || a.attname as at from t
    join pg_policy p on p.polrelid = t.oid
    join pg_attribute a on a.attrelid = t.oid and a.attname in ('scope_path', 'owner_id')
    where pg_get_expr(p.polqual, t.oid) like '%' || a.attname || '%' and not exists (
      select from pg_index i where i.indrelid = t.oid and i.indkey[0] = zone and i.indkey[1] = a.attnum)`,
  'has no trigger': `select tab || ' ' || g.tgname as at from t join pg_trigger g on g.tgrelid = t.oid
    where kind <> 'local' and not g.tgisinternal`,
  'counts nothing by itself': `select tab || '.' || a.attname as at from t join pg_attribute a on a.attrelid = t.oid
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where kind <> 'local' and not a.attisdropped and (a.attidentity <> '' or pg_get_expr(d.adbin, t.oid) like 'nextval(%')`,
  'names its constraints with at most 50 characters': `select tab || ' ' || c.conname as at from t
    join pg_constraint c on c.conrelid = t.oid where length(c.conname) > 50`,
  'belongs to yh_owner': `select tab as at from t where relowner::regrole::text <> 'yh_owner'`,
  'is removed from by nobody': `select tab || ' ' || g.grantee as at from t
    join information_schema.role_table_grants g on g.table_schema = t.schema and g.table_name = t.relname
    where kind <> 'local' and g.grantee in ('yh_app', 'yh_jobs', 'PUBLIC') and g.privilege_type in ('DELETE', 'TRUNCATE', 'TRIGGER')`,
};

const open: pg.Client[] = [];

async function migrated(): Promise<pg.Client> {
  const { owner } = await freshDatabase(process.env.YUANHENG_TEST_CLUSTER ?? '');
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  open.push(client);
  return client;
}

async function faults(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ at: string }>(`${TABLES} ${query}`);
    found.push(...rows.map(({ at }) => `${at}: ${rule}`));
  }
  return found.toSorted();
}

let database: pg.Client;
beforeAll(async () => {
  database = await migrated();
});
afterAll(() => Promise.all(open.map((client) => client.end())));

test('every table of the migrated database keeps every rule of the catalog', async () => {
  expect(await faults(database)).toEqual([]);
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
  expect(await faults(client)).toEqual([...expected].toSorted());
});

test('every rule is broken by some planted fault', () => {
  const found = new Set(PLANTED.flatMap(([, , expected]) => expected.map((one) => one.split(': ')[1])));
  expect(Object.keys(RULES).filter((rule) => !found.has(rule))).toEqual([]);
});
