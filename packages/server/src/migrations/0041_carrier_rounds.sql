-- Why: carriers of each kind are graded once a year by the scheme of their kind; a closed round keeps what it was computed from, so that
-- it can be recomputed digit for digit and shown down to its documents.
create table app.carrier_round (
  zone_id uuid not null,
  id uuid not null,
  period_code text not null,
  schemes jsonb not null,
  as_of timestamptz not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  request_id uuid not null,
  constraint carrier_round_pkey primary key (zone_id, id),
  constraint carrier_round_period_key unique (zone_id, period_code)
);
comment on table app.carrier_round is 'A closed year of carrier evaluation, all kinds together, and the instant whose knowledge it rests on.';
comment on column app.carrier_round.schemes is 'Id and version of the scheme of each kind.';
create index carrier_round_member_idx on app.carrier_round (zone_id, closed_by);
alter table app.carrier_round add constraint carrier_round_member_fkey
  foreign key (zone_id, closed_by) references app.member (zone_id, id);
select meta.protect('app.carrier_round', 'zone');
grant select, insert on app.carrier_round to yh_app;

create table app.carrier_result (
  zone_id uuid not null,
  round_id uuid not null,
  unit_id uuid not null,
  scheme_id text not null,
  status text not null,
  submitted boolean not null,
  points text,
  bonus_earned text not null,
  bonus text not null,
  penalty text not null,
  final text,
  vetoes jsonb not null,
  grade text,
  held_from text,
  rank int,
  graded_with int not null,
  rules jsonb not null,
  scope_path text not null,
  owner_id uuid,
  constraint carrier_result_pkey primary key (zone_id, round_id, unit_id)
);
comment on table app.carrier_result is 'What a closed round says of a carrier as a whole.';
comment on column app.carrier_result.status is 'Its status in the register when the round was closed.';
comment on column app.carrier_result.final is 'Decimal text, rounded half up once; null: not rated.';
comment on column app.carrier_result.graded_with is 'How many carriers of its kind were graded together, itself included.';
comment on column app.carrier_result.rules is 'Each bonus, penalty and veto that occurred: how often, by which document.';
comment on column app.carrier_result.scope_path is 'The carrier''s place now: whoever answers for it now reads its whole history.';
comment on column app.carrier_result.owner_id is 'The carrier itself.';
create index carrier_result_unit_idx on app.carrier_result (zone_id, unit_id);
create index carrier_result_scope_idx on app.carrier_result (zone_id, scope_path);
create index carrier_result_owner_idx on app.carrier_result (zone_id, owner_id);
alter table app.carrier_result add constraint carrier_result_round_fkey
  foreign key (zone_id, round_id) references app.carrier_round (zone_id, id);
alter table app.carrier_result add constraint carrier_result_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
select meta.protect('app.carrier_result', 'place');
grant select, insert, update (scope_path) on app.carrier_result to yh_app;

create table app.carrier_score (
  zone_id uuid not null,
  round_id uuid not null,
  unit_id uuid not null,
  node text not null,
  score text,
  contribution text,
  input text,
  source text,
  gap text,
  evidence jsonb,
  scope_path text not null,
  owner_id uuid,
  constraint carrier_score_pkey primary key (zone_id, round_id, unit_id, node)
);
comment on column app.carrier_score.score is 'Decimal text rounded half away from zero to 10 places: what recomputation must reproduce.';
comment on column app.carrier_score.source is 'What a leaf rests on: reported, entered or missing.';
comment on column app.carrier_score.gap is 'Why a leaf has no value: zero (not reported), share (not its fault), not-applicable.';
comment on column app.carrier_score.evidence is 'Documents and reports behind the value as they were when the round was closed.';
comment on column app.carrier_score.owner_id is 'The carrier itself.';
create index carrier_score_unit_idx on app.carrier_score (zone_id, unit_id);
create index carrier_score_scope_idx on app.carrier_score (zone_id, scope_path);
create index carrier_score_owner_idx on app.carrier_score (zone_id, owner_id);
alter table app.carrier_score add constraint carrier_score_result_fkey
  foreign key (zone_id, round_id, unit_id) references app.carrier_result (zone_id, round_id, unit_id);
select meta.protect('app.carrier_score', 'place');
grant select, insert, update (scope_path) on app.carrier_score to yh_app;
