import type pg from 'pg';

/**
 * What every table must be, so that row-level security holds and the schema can be spread over several machines. The
 * kind of a table stands in its comment: `@reference` or `@local`; everything else belongs to a zone. Each rule is a
 * query over the catalog whose rows are faults.
 */
export const TABLES = `with t as (
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

export const CATALOG_RULES: readonly string[] = Object.keys(RULES);

/** A table, key, policy or constraint and the rule that it breaks. */
export interface CatalogFault {
  readonly at: string;
  readonly rule: string;
}

/** Every breach, sorted; read as the owner of the schema, who sees all grants. */
export async function catalogFaults(client: pg.ClientBase): Promise<CatalogFault[]> {
  const found: CatalogFault[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ at: string }>(`${TABLES} ${query}`);
    found.push(...rows.map(({ at }) => ({ at, rule })));
  }
  return found.toSorted((a, b) => (`${a.at}: ${a.rule}` < `${b.at}: ${b.rule}` ? -1 : 1));
}
