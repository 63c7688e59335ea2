-- Why: figures by formula, with everything they were computed from; and values that no form reports yet.
create table app.indicator_version (
  zone_id uuid not null,
  indicator_id text not null,
  version int not null,
  in_force_from date not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint indicator_version_pkey primary key (zone_id, indicator_id, version)
);
select meta.protect('app.indicator_version', 'zone');
grant select, insert on app.indicator_version to yh_app;

create table app.entered_value (
  zone_id uuid not null,
  id uuid not null,
  value_id text not null,
  unit_id uuid not null,
  period_code text not null,
  value numeric not null,
  unit text not null,
  source_document text not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint entered_value_pkey primary key (zone_id, id)
);
comment on table app.entered_value is 'A value that no form reports yet, with its document; a later one for the same unit and period supersedes it.';
comment on column app.entered_value.owner_id is 'Always null: the value belongs to its place.';
create index entered_value_lookup_idx on app.entered_value (zone_id, value_id, period_code, unit_id, entered_at);
create index entered_value_unit_idx on app.entered_value (zone_id, unit_id);
create index entered_value_member_idx on app.entered_value (zone_id, entered_by);
create index entered_value_scope_idx on app.entered_value (zone_id, scope_path);
create index entered_value_owner_idx on app.entered_value (zone_id, owner_id);
alter table app.entered_value add constraint entered_value_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
alter table app.entered_value add constraint entered_value_member_fkey
  foreign key (zone_id, entered_by) references app.member (zone_id, id);
select meta.protect('app.entered_value', 'place');
grant select, insert on app.entered_value to yh_app;

create table app.entered_value_acceptance (
  zone_id uuid not null,
  entered_value_id uuid not null,
  accepted_by uuid not null,
  accepted_at timestamptz not null,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint entered_value_acceptance_pkey primary key (zone_id, entered_value_id)
);
comment on column app.entered_value_acceptance.owner_id is 'Always null: the value belongs to its place.';
create index entered_value_acceptance_member_idx on app.entered_value_acceptance (zone_id, accepted_by);
create index entered_value_acceptance_scope_idx on app.entered_value_acceptance (zone_id, scope_path);
create index entered_value_acceptance_owner_idx on app.entered_value_acceptance (zone_id, owner_id);
alter table app.entered_value_acceptance add constraint entered_value_acceptance_value_fkey
  foreign key (zone_id, entered_value_id) references app.entered_value (zone_id, id);
alter table app.entered_value_acceptance add constraint entered_value_acceptance_member_fkey
  foreign key (zone_id, accepted_by) references app.member (zone_id, id);
select meta.protect('app.entered_value_acceptance', 'place');
grant select, insert on app.entered_value_acceptance to yh_app;

create table app.indicator_run (
  zone_id uuid not null,
  id uuid not null,
  period_code text not null,
  as_of timestamptz not null,
  cause text not null,
  request_id uuid not null,
  constraint indicator_run_pkey primary key (zone_id, id)
);
comment on table app.indicator_run is 'One computation of all indicators of a period, kept when the period is closed.';
select meta.protect('app.indicator_run', 'zone');
grant select, insert on app.indicator_run to yh_app;

create table app.indicator_value (
  zone_id uuid not null,
  run_id uuid not null,
  indicator_id text not null,
  unit_id uuid not null,
  stage text not null,
  indicator_version int not null,
  value numeric,
  inputs jsonb not null,
  scope_path text not null,
  owner_id uuid,
  constraint indicator_value_pkey primary key (zone_id, run_id, indicator_id, unit_id, stage)
);
comment on column app.indicator_value.owner_id is 'Always null: the value belongs to its place.';
comment on column app.indicator_value.value is 'Null: it could not be told from what was known.';
create index indicator_value_unit_idx on app.indicator_value (zone_id, unit_id);
create index indicator_value_version_idx on app.indicator_value (zone_id, indicator_id, indicator_version);
create index indicator_value_scope_idx on app.indicator_value (zone_id, scope_path);
create index indicator_value_owner_idx on app.indicator_value (zone_id, owner_id);
alter table app.indicator_value add constraint indicator_value_run_fkey
  foreign key (zone_id, run_id) references app.indicator_run (zone_id, id);
alter table app.indicator_value add constraint indicator_value_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
alter table app.indicator_value add constraint indicator_value_version_fkey
  foreign key (zone_id, indicator_id, indicator_version) references app.indicator_version (zone_id, indicator_id, version);
select meta.protect('app.indicator_value', 'place');
grant select, insert on app.indicator_value to yh_app;
