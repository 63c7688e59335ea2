-- Why: the register of space adjustment（空间调整名册）: who is in, on notice, out or a candidate follows from acts that persons decided;
-- nothing is overwritten.
create table app.carrier_act (
  zone_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  number int not null,
  act text not null,
  set_aside boolean not null,
  effective_on date not null,
  round_id uuid,
  proposal jsonb,
  clause_zh text not null,
  clause_en text not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  scope_path text not null,
  owner_id uuid,
  request_id uuid not null,
  constraint carrier_act_pkey primary key (zone_id, id),
  constraint carrier_act_number_key unique (zone_id, unit_id, number),
  constraint carrier_act_round_key unique (zone_id, unit_id, round_id)
);
comment on table app.carrier_act is 'Acts on a carrier in their order; its status is folded from those that were not set aside.';
comment on column app.carrier_act.set_aside is 'The act was proposed and the person decided against it, with the reason.';
comment on column app.carrier_act.round_id is 'The closed round that proposed it; null: an enrolment or an application.';
comment on column app.carrier_act.proposal is 'What was proposed and why, as the person saw it.';
comment on column app.carrier_act.owner_id is 'The carrier itself.';
create index carrier_act_decider_idx on app.carrier_act (zone_id, decided_by);
create index carrier_act_round_idx on app.carrier_act (zone_id, round_id);
create index carrier_act_scope_idx on app.carrier_act (zone_id, scope_path);
create index carrier_act_owner_idx on app.carrier_act (zone_id, owner_id);
alter table app.carrier_act add constraint carrier_act_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
alter table app.carrier_act add constraint carrier_act_round_fkey
  foreign key (zone_id, round_id) references app.carrier_round (zone_id, id);
alter table app.carrier_act add constraint carrier_act_member_fkey
  foreign key (zone_id, decided_by) references app.member (zone_id, id);
select meta.protect('app.carrier_act', 'place');
grant select, insert, update (scope_path) on app.carrier_act to yh_app;
