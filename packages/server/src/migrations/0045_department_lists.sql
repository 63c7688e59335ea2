-- Why: lists of departments are previewed, confirmed as a whole, and their doubtful rows decided by a person; each value
-- keeps its file, row and day, and a later list supersedes an earlier one of the same period without overwriting it.
create table app.list_profile (
  zone_id uuid not null,
  id text not null,
  version int not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint list_profile_pkey primary key (zone_id, id, version)
);
comment on table app.list_profile is 'How a department''s lists are read, as the park says.';
select meta.protect('app.list_profile', 'zone');
grant select, insert on app.list_profile to yh_app;

create table app.list_import (
  zone_id uuid not null,
  id uuid not null,
  profile_id text not null,
  profile_version int not null,
  file_name text not null,
  file_bytes bigint not null,
  file_sha256 text not null,
  sheet text not null,
  period text,
  unit text,
  columns jsonb not null,
  counts jsonb not null,
  status text not null,
  previewed_by uuid not null,
  previewed_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint list_import_pkey primary key (zone_id, id)
);
comment on table app.list_import is 'A department''s file that was read: previewed, then confirmed or put away as a whole.';
comment on column app.list_import.status is 'previewed, confirmed or put-away.';
create index list_import_profile_idx on app.list_import (zone_id, profile_id, profile_version);
create index list_import_scope_idx on app.list_import (zone_id, scope_path);
create index list_import_owner_idx on app.list_import (zone_id, owner_id);
alter table app.list_import add constraint list_import_profile_fkey
  foreign key (zone_id, profile_id, profile_version) references app.list_profile (zone_id, id, version);
alter table app.list_import add constraint list_import_once_excl exclude using gist (
  zone_id with =, profile_id with =, file_sha256 with =) where (status = 'confirmed');
alter table app.list_import add constraint list_import_status_check check (status in ('previewed', 'confirmed', 'put-away'));
select meta.protect('app.list_import', 'place');
grant select, insert, update (status, closed_by, closed_at) on app.list_import to yh_app;

create table app.list_row (
  zone_id uuid not null,
  import_id uuid not null,
  row_number int not null,
  status text not null,
  reason text,
  enterprise_id uuid,
  judged jsonb not null,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint list_row_pkey primary key (zone_id, import_id, row_number)
);
comment on table app.list_row is 'One row of a department''s file, what was made of it and what a person decided.';
comment on column app.list_row.decision is 'taken or left-out; null: not decided, or there was nothing to decide.';
create index list_row_open_idx on app.list_row (zone_id, import_id, status);
create index list_row_enterprise_idx on app.list_row (zone_id, enterprise_id);
create index list_row_scope_idx on app.list_row (zone_id, scope_path);
create index list_row_owner_idx on app.list_row (zone_id, owner_id);
alter table app.list_row add constraint list_row_import_fkey
  foreign key (zone_id, import_id) references app.list_import (zone_id, id);
alter table app.list_row add constraint list_row_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
alter table app.list_row add constraint list_row_decision_check check (decision in ('taken', 'left-out'));
select meta.protect('app.list_row', 'place');
grant select, insert, update (decision, decided_by, decided_at, decision_reason, enterprise_id) on app.list_row to yh_app;

create table app.department_value (
  zone_id uuid not null,
  enterprise_id uuid not null,
  profile_id text not null,
  period text not null,
  column_id text not null,
  value numeric,
  import_id uuid not null,
  row_number int not null,
  known_from timestamptz not null,
  known_to timestamptz not null,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint department_value_pkey primary key (zone_id, enterprise_id, profile_id, period, column_id, known_from)
);
comment on table app.department_value is
  'What departments say of enterprises, by period and file. They lie at the zone''s own place: only who sees the whole zone reads them.';
comment on column app.department_value.value is 'In 元, or counted; null: the list leaves it empty.';
create index department_value_row_idx on app.department_value (zone_id, import_id, row_number);
create index department_value_scope_idx on app.department_value (zone_id, scope_path);
create index department_value_owner_idx on app.department_value (zone_id, owner_id);
alter table app.department_value add constraint department_value_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
alter table app.department_value add constraint department_value_row_fkey
  foreign key (zone_id, import_id, row_number) references app.list_row (zone_id, import_id, row_number);
select meta.protect('app.department_value', 'place');
grant select, insert, update (known_to) on app.department_value to yh_app;
