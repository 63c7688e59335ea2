-- Why: carriers report too. A report names its kind of respondent; a carrier's report is about the carrier itself, and
-- only an enterprise has an industry. A fact's respondent is that of its report, so it needs no foreign key of its own.
alter table app.submission add column subject_kind text not null default 'enterprise';
alter table app.submission alter column subject_kind drop default;
alter table app.submission alter column industry_code drop not null;
alter table app.submission drop constraint submission_enterprise_fkey;
drop index app.submission_enterprise_idx;
alter table app.submission add column enterprise_id uuid
  generated always as (case when subject_kind = 'enterprise' then subject_id end) stored;
alter table app.submission add constraint submission_subject_kind_check check (
  subject_kind = 'enterprise' and industry_code is not null
  or subject_kind = 'carrier' and industry_code is null and subject_id = carrier_id);
create index submission_enterprise_idx on app.submission (zone_id, enterprise_id);
alter table app.submission add constraint submission_enterprise_fkey
  foreign key (zone_id, enterprise_id) references app.enterprise (zone_id, id);
comment on column app.submission.subject_kind is 'Who reports: an enterprise, or a carrier about itself.';
comment on column app.submission.enterprise_id is 'The respondent when it is an enterprise.';
comment on column app.submission.subject_uscc is 'The respondent''s code when it was drawn: an enterprise''s credit code, a carrier''s code in the register.';

alter table app.fact drop constraint fact_enterprise_fkey;
alter table app.fact alter column industry_code drop not null;
comment on column app.fact.subject_id is 'The respondent of its submission.';
comment on column app.fact.page is 'From 1: of a form with more number fields than there are columns, each further page holds the next ones.';

-- Forms say more of themselves now; those that were loaded before get what their park folder had said already.
do $$
declare z record;
begin
  for z in select id from app.zone loop
    perform app.app_enter(z.id, '/', '0', null);
    update app.form_version f
    set definition = (f.definition - 'opensDay' - 'dueDay') || jsonb_build_object(
      'documentNumber', null, 'unit', coalesce(f.definition #>> '{fields,0,unit}', ''), 'signatories', '[]'::jsonb,
      'scope', 'enterprises-in-carriers', 'respondent', 'enterprise', 'acceptedBy', 'office', 'sources', '[]'::jsonb,
      'opens', jsonb_build_object('month', 1, 'day', f.definition -> 'opensDay'),
      'due', jsonb_build_object('month', 1, 'day', f.definition -> 'dueDay'),
      'reviewWorkingDays', jsonb_build_object('subPark', f.definition #> '{reviewWorkingDays,subPark}',
        'acceptance', f.definition #> '{reviewWorkingDays,office}'),
      'fields', (select jsonb_agg(e.field || '{"partOf": null, "torch": null, "note": null, "needsReview": null}' order by e.n)
                 from jsonb_array_elements(f.definition -> 'fields') with ordinality e (field, n)),
      'rules', coalesce((select jsonb_agg(e.rule || '{"needsReview": null}' order by e.n)
                         from jsonb_array_elements(f.definition -> 'rules') with ordinality e (rule, n)), '[]'))
    where f.zone_id = z.id;
  end loop;
end $$;
