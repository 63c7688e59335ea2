-- Why: the quarterly report: what is due, every revision, every act, and the figures laid out for speed.
create table app.form_version (
  zone_id uuid not null,
  form_id text not null,
  version int not null,
  in_force_from date not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint form_version_pkey primary key (zone_id, form_id, version)
);
comment on table app.form_version is 'A form as it was read from the park folder; a submission is bound to its version for ever.';
select meta.protect('app.form_version', 'zone');
grant select, insert on app.form_version to yh_app;

create table app.report_period (
  zone_id uuid not null,
  id uuid not null,
  form_id text not null,
  form_version int not null,
  kind text not null,
  code text not null,
  span daterange not null,
  opens_on date not null,
  due_on date not null,
  status text not null,
  request_id uuid not null,
  constraint report_period_pkey primary key (zone_id, id),
  constraint report_period_code_key unique (zone_id, form_id, code)
);
comment on table app.report_period is 'One form in one period; status is folded from report_period_action.';
comment on column app.report_period.due_on is 'A calendar date; it does not move for holidays.';
create index report_period_form_idx on app.report_period (zone_id, form_id, form_version);
alter table app.report_period add constraint report_period_form_fkey
  foreign key (zone_id, form_id, form_version) references app.form_version (zone_id, form_id, version);
alter table app.report_period add constraint report_period_kind_check check (kind in ('month', 'quarter', 'year'));
select meta.protect('app.report_period', 'zone');
grant select, insert, update (status) on app.report_period to yh_app;

create table app.report_period_action (
  zone_id uuid not null,
  id uuid not null,
  period_id uuid not null,
  act text not null,
  member_id uuid not null,
  reason text,
  done_at timestamptz not null,
  request_id uuid not null,
  constraint report_period_action_pkey primary key (zone_id, id)
);
comment on table app.report_period_action is 'Open, close and reopen, with the reason.';
create index report_period_action_period_idx on app.report_period_action (zone_id, period_id);
create index report_period_action_member_idx on app.report_period_action (zone_id, member_id);
alter table app.report_period_action add constraint report_period_action_period_fkey
  foreign key (zone_id, period_id) references app.report_period (zone_id, id);
alter table app.report_period_action add constraint report_period_action_member_fkey
  foreign key (zone_id, member_id) references app.member (zone_id, id);
select meta.protect('app.report_period_action', 'zone');
grant select, insert on app.report_period_action to yh_app;

create table app.submission (
  zone_id uuid not null,
  id uuid not null,
  period_id uuid not null,
  subject_id uuid not null,
  subject_name text not null,
  subject_short text not null,
  carrier_id uuid not null,
  sub_park_id uuid not null,
  industry_code text not null,
  drawn_on date not null,
  status text not null,
  revision int not null,
  submitted_at timestamptz,
  review_due_on date,
  error_count int not null,
  query_count int not null,
  largest_change numeric,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint submission_pkey primary key (zone_id, id),
  constraint submission_subject_key unique (zone_id, period_id, subject_id)
);
comment on table app.submission is 'One respondent of one period, drawn when the period was opened; it keeps the place it was drawn in.';
comment on column app.submission.subject_name is 'The respondent''s name when it was drawn; readers of a place see it after the respondent moved away.';
comment on column app.submission.status is 'Folded from submission_action; kept here so that lists are one index scan.';
comment on column app.submission.largest_change is 'Largest relative change of a required figure against last period; null when there is none to compare.';
create index submission_scope_idx on app.submission (zone_id, scope_path);
create index submission_owner_idx on app.submission (zone_id, owner_id);
create index submission_carrier_idx on app.submission (zone_id, carrier_id);
create index submission_sub_park_idx on app.submission (zone_id, sub_park_id);
create index submission_status_idx on app.submission (zone_id, period_id, status);
create index submission_enterprise_idx on app.submission (zone_id, subject_id);
alter table app.submission add constraint submission_period_fkey
  foreign key (zone_id, period_id) references app.report_period (zone_id, id);
alter table app.submission add constraint submission_enterprise_fkey
  foreign key (zone_id, subject_id) references app.enterprise (zone_id, id);
alter table app.submission add constraint submission_carrier_fkey
  foreign key (zone_id, carrier_id) references app.unit (zone_id, id);
alter table app.submission add constraint submission_sub_park_fkey
  foreign key (zone_id, sub_park_id) references app.unit (zone_id, id);
select meta.protect('app.submission', 'place');
grant select, insert, update (status, revision, submitted_at, review_due_on, error_count, query_count, largest_change)
  on app.submission to yh_app;

create table app.submission_draft (
  zone_id uuid not null,
  submission_id uuid not null,
  version int not null,
  answers jsonb not null,
  explanations jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint submission_draft_pkey primary key (zone_id, submission_id)
);
comment on table app.submission_draft is 'What is being written and nobody has submitted yet; each save replaces the one before.';
comment on column app.submission_draft.version is 'Counts the saves; the second of two editors is refused by it.';
create index submission_draft_scope_idx on app.submission_draft (zone_id, scope_path);
create index submission_draft_owner_idx on app.submission_draft (zone_id, owner_id);
create index submission_draft_member_idx on app.submission_draft (zone_id, saved_by);
alter table app.submission_draft add constraint submission_draft_submission_fkey
  foreign key (zone_id, submission_id) references app.submission (zone_id, id);
alter table app.submission_draft add constraint submission_draft_member_fkey
  foreign key (zone_id, saved_by) references app.member (zone_id, id);
select meta.protect('app.submission_draft', 'place');
grant select, insert, update (version, answers, explanations, saved_by, saved_at, request_id) on app.submission_draft to yh_app;

create table app.submission_revision (
  zone_id uuid not null,
  submission_id uuid not null,
  revision int not null,
  answers jsonb not null,
  explanations jsonb not null,
  findings jsonb not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint submission_revision_pkey primary key (zone_id, submission_id, revision)
);
comment on table app.submission_revision is 'What was submitted, every time; never changed, a correction is a later revision.';
create index submission_revision_scope_idx on app.submission_revision (zone_id, scope_path);
create index submission_revision_owner_idx on app.submission_revision (zone_id, owner_id);
create index submission_revision_member_idx on app.submission_revision (zone_id, submitted_by);
alter table app.submission_revision add constraint submission_revision_submission_fkey
  foreign key (zone_id, submission_id) references app.submission (zone_id, id);
alter table app.submission_revision add constraint submission_revision_member_fkey
  foreign key (zone_id, submitted_by) references app.member (zone_id, id);
select meta.protect('app.submission_revision', 'place');
grant select, insert on app.submission_revision to yh_app;

create table app.submission_action (
  zone_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  act text not null,
  revision int not null,
  member_id uuid not null,
  remarks jsonb not null,
  reason text,
  done_at timestamptz not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  constraint submission_action_pkey primary key (zone_id, id)
);
comment on table app.submission_action is 'Submit, send back, review, accept, reopen; the status is folded from it.';
create index submission_action_submission_idx on app.submission_action (zone_id, submission_id, done_at);
create index submission_action_scope_idx on app.submission_action (zone_id, scope_path);
create index submission_action_owner_idx on app.submission_action (zone_id, owner_id);
create index submission_action_member_idx on app.submission_action (zone_id, member_id);
alter table app.submission_action add constraint submission_action_submission_fkey
  foreign key (zone_id, submission_id) references app.submission (zone_id, id);
alter table app.submission_action add constraint submission_action_member_fkey
  foreign key (zone_id, member_id) references app.member (zone_id, id);
select meta.protect('app.submission_action', 'place');
grant select, insert on app.submission_action to yh_app;

create table app.fact (
  zone_id uuid not null,
  form_id text not null,
  period_start date not null,
  subject_id uuid not null,
  page int not null,
  stage text not null,
  known_from timestamptz not null,
  known_to timestamptz not null,
  submission_id uuid not null,
  revision int not null,
  carrier_id uuid not null,
  sub_park_id uuid not null,
  industry_code text not null,
  scope_path text not null,
  owner_id uuid not null,
  request_id uuid not null,
  v01 bigint,
  v02 bigint,
  v03 bigint,
  v04 bigint,
  v05 bigint,
  v06 bigint,
  v07 bigint,
  v08 bigint,
  v09 bigint,
  v10 bigint,
  v11 bigint,
  v12 bigint,
  v13 bigint,
  v14 bigint,
  v15 bigint,
  v16 bigint,
  constraint fact_pkey primary key (zone_id, form_id, period_start, subject_id, page, stage, known_from)
);
comment on table app.fact is 'Values of submissions, one row per subject, period, page, stage and time known; rebuilt from submissions by facts verify.';
comment on column app.fact.known_to is 'When it was superseded; infinity while it stands.';
comment on column app.fact.industry_code is 'GB/T 4754 code that the enterprise had when the period was opened.';
create index fact_scope_idx on app.fact (zone_id, scope_path);
create index fact_owner_idx on app.fact (zone_id, owner_id);
create index fact_submission_idx on app.fact (zone_id, submission_id);
create index fact_carrier_idx on app.fact (zone_id, carrier_id);
create index fact_sub_park_idx on app.fact (zone_id, sub_park_id);
create index fact_subject_idx on app.fact (zone_id, subject_id);
alter table app.fact add constraint fact_stage_check check (stage in ('reported', 'accepted'));
alter table app.fact add constraint fact_submission_fkey
  foreign key (zone_id, submission_id) references app.submission (zone_id, id);
alter table app.fact add constraint fact_carrier_fkey
  foreign key (zone_id, carrier_id) references app.unit (zone_id, id);
alter table app.fact add constraint fact_sub_park_fkey
  foreign key (zone_id, sub_park_id) references app.unit (zone_id, id);
alter table app.fact add constraint fact_enterprise_fkey
  foreign key (zone_id, subject_id) references app.enterprise (zone_id, id);
select meta.protect('app.fact', 'place');
grant select, insert, update (known_to, scope_path) on app.fact to yh_app;

create table app.fact_sum (
  zone_id uuid not null,
  form_id text not null,
  period_start date not null,
  carrier_id uuid not null,
  stage text not null,
  page int not null,
  sub_park_id uuid not null,
  scope_path text not null,
  owner_id uuid,
  due int not null,
  reported int not null,
  v01 numeric not null default 0,
  v02 numeric not null default 0,
  v03 numeric not null default 0,
  v04 numeric not null default 0,
  v05 numeric not null default 0,
  v06 numeric not null default 0,
  v07 numeric not null default 0,
  v08 numeric not null default 0,
  v09 numeric not null default 0,
  v10 numeric not null default 0,
  v11 numeric not null default 0,
  v12 numeric not null default 0,
  v13 numeric not null default 0,
  v14 numeric not null default 0,
  v15 numeric not null default 0,
  v16 numeric not null default 0,
  constraint fact_sum_pkey primary key (zone_id, form_id, period_start, carrier_id, stage, page)
);
comment on table app.fact_sum is 'Facts added up per carrier and period, moved in the transaction that moves a fact.';
comment on column app.fact_sum.owner_id is 'Always null: a sum belongs to its place.';
create index fact_sum_scope_idx on app.fact_sum (zone_id, scope_path);
create index fact_sum_owner_idx on app.fact_sum (zone_id, owner_id);
create index fact_sum_carrier_idx on app.fact_sum (zone_id, carrier_id);
create index fact_sum_sub_park_idx on app.fact_sum (zone_id, sub_park_id);
alter table app.fact_sum add constraint fact_sum_carrier_fkey
  foreign key (zone_id, carrier_id) references app.unit (zone_id, id);
alter table app.fact_sum add constraint fact_sum_sub_park_fkey
  foreign key (zone_id, sub_park_id) references app.unit (zone_id, id);
alter table app.fact_sum add constraint fact_sum_stage_check check (stage in ('reported', 'accepted'));
select meta.protect('app.fact_sum', 'place');
grant select, insert, update (due, reported, v01, v02, v03, v04, v05, v06, v07, v08, v09, v10, v11, v12, v13, v14, v15, v16) on app.fact_sum to yh_app;
