-- Why: units, carriers and enterprises keep their places over time; a period's figures stay where they were reported.
create table app.unit (
  zone_id uuid not null,
  id uuid not null,
  code text not null,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  short_zh text not null,
  short_en text not null,
  register_only boolean not null,
  needs_review text,
  attributes jsonb not null,
  request_id uuid not null,
  constraint unit_pkey primary key (zone_id, id),
  constraint unit_code_key unique (zone_id, code)
);
comment on table app.unit is 'Office, sub-parks, departments, towns, operating body and carriers.';
comment on column app.unit.register_only is 'Named by the plan; stands in the register and carries no figures.';
comment on column app.unit.needs_review is 'Who must confirm what no source states.';
select meta.protect('app.unit', 'zone');
grant select, insert on app.unit to yh_app;

create table app.unit_place (
  zone_id uuid not null,
  unit_id uuid not null,
  parent_id uuid,
  path text not null,
  valid daterange not null,
  request_id uuid not null,
  constraint unit_place_pkey primary key (zone_id, unit_id, path, valid)
);
comment on table app.unit_place is 'Where a unit stood in the tree and when; never edited in place.';
create index unit_place_parent_idx on app.unit_place (zone_id, parent_id);
alter table app.unit_place add constraint unit_place_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
alter table app.unit_place add constraint unit_place_parent_fkey
  foreign key (zone_id, parent_id) references app.unit (zone_id, id);
alter table app.unit_place add constraint unit_place_valid_excl exclude using gist (
  zone_id with =, unit_id with =, valid with &&);
select meta.protect('app.unit_place', 'zone');
grant select, insert, update (valid) on app.unit_place to yh_app;

create table app.enterprise (
  zone_id uuid not null,
  id uuid not null,
  uscc text not null,
  name text not null,
  short_name text not null,
  industry_code text not null,
  registered_on date,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint enterprise_pkey primary key (zone_id, id),
  constraint enterprise_uscc_key unique (zone_id, uscc)
);
comment on column app.enterprise.scope_path is 'The place of its carrier now; past periods keep the place they were reported in.';
comment on column app.enterprise.owner_id is 'The enterprise itself, for the policy.';
create index enterprise_scope_idx on app.enterprise (zone_id, scope_path);
create index enterprise_owner_idx on app.enterprise (zone_id, owner_id);
select meta.protect('app.enterprise', 'place');
grant select, insert, update (scope_path) on app.enterprise to yh_app;

create table app.residence (
  zone_id uuid not null,
  enterprise_id uuid not null,
  carrier_id uuid not null,
  valid daterange not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint residence_pkey primary key (zone_id, enterprise_id, valid)
);
comment on table app.residence is 'Which carrier an enterprise sat in and when.';
create index residence_carrier_idx on app.residence (zone_id, carrier_id);
create index residence_scope_idx on app.residence (zone_id, scope_path);
create index residence_owner_idx on app.residence (zone_id, owner_id);
alter table app.residence add constraint residence_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
alter table app.residence add constraint residence_carrier_fkey
  foreign key (zone_id, carrier_id) references app.unit (zone_id, id);
alter table app.residence add constraint residence_valid_excl exclude using gist (
  zone_id with =, enterprise_id with =, valid with &&);
select meta.protect('app.residence', 'place');
grant select, insert, update (valid) on app.residence to yh_app;
