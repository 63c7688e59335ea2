-- Why: the plan, its targets and the industry lists are content with a version and a date in force, like a form.
create table app.plan_version (
  zone_id uuid not null,
  plan_id text not null,
  version int not null,
  in_force_from date not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint plan_version_pkey primary key (zone_id, plan_id, version)
);
comment on table app.plan_version is 'The plan: document, text, outline and targets with their clauses.';
select meta.protect('app.plan_version', 'zone');
grant select, insert on app.plan_version to yh_app;

create table app.industry_version (
  zone_id uuid not null,
  industry_id text not null,
  version int not null,
  in_force_from date not null,
  definition jsonb not null,
  request_id uuid not null,
  constraint industry_version_pkey primary key (zone_id, industry_id, version)
);
comment on table app.industry_version is 'An industry of the plan as a dated list of GB/T 4754 codes.';
select meta.protect('app.industry_version', 'zone');
grant select, insert on app.industry_version to yh_app;
