-- Why: the plan names a unit for few of its tasks; the office assigns the others, with a day and a reason, and may change its mind.
create table app.task_assignment (
  zone_id uuid not null,
  id uuid not null,
  plan_id text not null,
  task_id text not null,
  due_on date,
  reason text not null,
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  request_id uuid not null,
  constraint task_assignment_pkey primary key (zone_id, id)
);
comment on table app.task_assignment is 'Who the office charged with a task of the plan and until when; the latest one counts, none is changed.';
create index task_assignment_task_idx on app.task_assignment (zone_id, plan_id, task_id, assigned_at);
create index task_assignment_member_idx on app.task_assignment (zone_id, assigned_by);
alter table app.task_assignment add constraint task_assignment_member_fkey
  foreign key (zone_id, assigned_by) references app.member (zone_id, id);
select meta.protect('app.task_assignment', 'zone');
grant select, insert on app.task_assignment to yh_app;

create table app.task_assignment_unit (
  zone_id uuid not null,
  assignment_id uuid not null,
  unit_id uuid not null,
  role text not null,
  request_id uuid not null,
  constraint task_assignment_unit_pkey primary key (zone_id, assignment_id, unit_id)
);
comment on table app.task_assignment_unit is 'The units of an assignment: one leads, others support.';
create index task_assignment_unit_unit_idx on app.task_assignment_unit (zone_id, unit_id);
alter table app.task_assignment_unit add constraint task_assignment_unit_assignment_fkey
  foreign key (zone_id, assignment_id) references app.task_assignment (zone_id, id);
alter table app.task_assignment_unit add constraint task_assignment_unit_unit_fkey
  foreign key (zone_id, unit_id) references app.unit (zone_id, id);
alter table app.task_assignment_unit add constraint task_assignment_unit_role_check check (role in ('lead', 'support'));
select meta.protect('app.task_assignment_unit', 'zone');
grant select, insert on app.task_assignment_unit to yh_app;
