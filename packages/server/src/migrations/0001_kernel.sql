-- Why: every later table needs the zone it belongs to, the one function that enters it, and the form of its policy.
create schema app;
create schema auth;
-- Lets the health check see how far the schema is without seeing the table.
create function meta.migration_count() returns bigint language sql security definer set search_path = '' as $$
  select count(*) from meta.migration
$$;
grant usage on schema meta to yh_app;
grant usage on schema app to yh_app, yh_jobs;
grant usage on schema auth to yh_app;

-- The only way into a zone. SET LOCAL inside a function reaches the workers of a distributed database, set_config does not.
create function app.app_enter(zone uuid, scope text, scope_end text, own uuid) returns void language plpgsql as $$
begin
  if zone is null then raise exception 'app_enter needs a zone'; end if;
  set local citus.propagate_set_commands = 'local';
  execute format('set local app.zone = %L', zone);
  execute format('set local app.scope = %L', coalesce(scope, ''));
  execute format('set local app.scope_end = %L', coalesce(scope_end, ''));
  execute format('set local app.own = %L', coalesce(own::text, ''));
end $$;
grant execute on function app.app_enter(uuid, text, text, uuid) to yh_app, yh_jobs;

-- Row-level security in its one form. Which columns a table has decides who sees a row:
-- 'place': the row lies in the actor's part of the unit tree, or the actor's enterprise owns it; 'zone': anybody in the zone.
-- New rows of an 'inbox' table may be written from anywhere in the zone and are seen by place.
create function meta.protect(tab text, seen_by text) returns void language plpgsql as $$
declare
  in_zone constant text := $p$zone_id = nullif(current_setting('app.zone', true), '')::uuid$p$;
  in_place constant text := in_zone || $p$ and ((scope_path >= current_setting('app.scope', true) and scope_path < current_setting('app.scope_end', true)) or owner_id = nullif(current_setting('app.own', true), '')::uuid)$p$;
  sees text := case seen_by when 'zone' then in_zone when 'place' then in_place when 'inbox' then in_place end;
  writes text := case seen_by when 'place' then in_place else in_zone end;
begin
  if sees is null then raise exception 'protect: % is neither zone, place nor inbox', seen_by; end if;
  execute format('alter table %s enable row level security', tab);
  execute format('alter table %s force row level security', tab);
  execute format('create policy rows_seen on %s for select using (%s)', tab, sees);
  execute format('create policy rows_added on %s for insert with check (%s)', tab, writes);
  execute format('create policy rows_changed on %s for update using (%s) with check (%s)', tab, sees, writes);
  execute format('create policy rows_removed on %s for delete using (%s)', tab, sees);
end $$;

create table app.zone (
  id uuid primary key,
  code text not null constraint zone_code_key unique,
  name_zh text not null,
  name_en text not null,
  short_zh text not null,
  short_en text not null,
  demo_day date,
  park jsonb not null
);
comment on table app.zone is '@reference A tenant made from a park folder.';
comment on column app.zone.demo_day is 'The demonstration''s own day; null in a real zone.';
comment on column app.zone.park is 'The park''s parameters as they were read from its folder.';
grant select on app.zone to yh_app, yh_jobs;
grant insert on app.zone to yh_app;
grant update (demo_day) on app.zone to yh_app;

create table app.request (
  zone_id uuid not null,
  request_id uuid not null,
  member_id uuid not null,
  operation text not null,
  input_digest text not null,
  answer jsonb,
  finished_at timestamptz not null,
  constraint request_pkey primary key (zone_id, request_id)
);
comment on table app.request is 'The answer that a write gave, so that the same request id is answered the same again.';
select meta.protect('app.request', 'zone');
grant select, insert on app.request to yh_app;

create table app.audit_entry (
  zone_id uuid not null,
  id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  written_at timestamptz not null,
  member_id uuid not null,
  role text not null,
  operation text not null,
  request_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  scope_path text not null,
  owner_id uuid,
  detail jsonb not null,
  digest text not null,
  constraint audit_entry_pkey primary key (zone_id, id)
);
comment on table app.audit_entry is 'What was done, by whom, in the same transaction; append-only by grants.';
comment on column app.audit_entry.digest is 'SHA-256 of the entry''s own content in the canonical form of docs/audit.md.';
create index audit_entry_xid_idx on app.audit_entry (zone_id, xid);
create index audit_entry_scope_idx on app.audit_entry (zone_id, scope_path);
create index audit_entry_owner_idx on app.audit_entry (zone_id, owner_id);
create index audit_entry_request_idx on app.audit_entry (zone_id, request_id);
create index audit_entry_subject_idx on app.audit_entry (zone_id, subject_kind, subject_id);
select meta.protect('app.audit_entry', 'inbox');
grant select, insert on app.audit_entry to yh_app;
grant select on app.audit_entry to yh_jobs;

create table app.audit_seal (
  zone_id uuid not null,
  number bigint not null,
  sealed_at timestamptz not null,
  up_to_xid xid8 not null,
  algorithm text not null,
  entry_ids uuid[] not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_seal_pkey primary key (zone_id, number)
);
comment on table app.audit_seal is 'The chain: each seal covers the finished transactions since the one before.';
comment on column app.audit_seal.up_to_xid is 'Every transaction below it was finished and is covered; the next seal starts here.';
select meta.protect('app.audit_seal', 'zone');
grant select on app.audit_seal to yh_app;
grant select, insert on app.audit_seal to yh_jobs;
