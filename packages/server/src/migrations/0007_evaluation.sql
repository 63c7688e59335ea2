-- Why: a closed round keeps its scheme version, what was known and every score, so that it can be recomputed digit for digit.
create table app.scheme_version (
  zone_id uuid not null,
  scheme_id text not null,
  version int not null,
  in_force_from date not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint scheme_version_pkey primary key (zone_id, scheme_id, version)
);
select meta.protect('app.scheme_version', 'zone');
grant select, insert on app.scheme_version to yh_app;

create table app.evaluation_round (
  zone_id uuid not null,
  id uuid not null,
  scheme_id text not null,
  scheme_version int not null,
  period_code text not null,
  as_of timestamptz not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  request_id uuid not null,
  constraint evaluation_round_pkey primary key (zone_id, id),
  constraint evaluation_round_code_key unique (zone_id, scheme_id, period_code)
);
comment on table app.evaluation_round is 'A closed round: scheme version, and the instant whose knowledge it rests on.';
create index evaluation_round_scheme_idx on app.evaluation_round (zone_id, scheme_id, scheme_version);
create index evaluation_round_member_idx on app.evaluation_round (zone_id, closed_by);
alter table app.evaluation_round add constraint evaluation_round_scheme_fkey
  foreign key (zone_id, scheme_id, scheme_version) references app.scheme_version (zone_id, scheme_id, version);
alter table app.evaluation_round add constraint evaluation_round_member_fkey
  foreign key (zone_id, closed_by) references app.member (zone_id, id);
select meta.protect('app.evaluation_round', 'zone');
grant select, insert on app.evaluation_round to yh_app;

create table app.evaluation_score (
  zone_id uuid not null,
  round_id uuid not null,
  unit_id uuid not null,
  node text not null,
  score text,
  contribution text,
  rank int,
  input text,
  source text,
  constraint evaluation_score_pkey primary key (zone_id, round_id, unit_id, node)
);
comment on column app.evaluation_score.score is 'Decimal text rounded half away from zero to 10 places: what recomputation must reproduce.';
comment on column app.evaluation_score.source is 'What a leaf rests on: reported, entered or missing.';
create index evaluation_score_unit_idx on app.evaluation_score (zone_id, unit_id);
alter table app.evaluation_score add constraint evaluation_score_round_fkey
  foreign key (zone_id, round_id) references app.evaluation_round (zone_id, id);
alter table app.evaluation_score add constraint evaluation_score_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
select meta.protect('app.evaluation_score', 'zone');
grant select, insert on app.evaluation_score to yh_app;
