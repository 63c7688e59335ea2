-- Why: whether an enterprise counts to an industry is decided one by one where its code does not decide it, by its credit
-- code; a report keeps that code, so that every reader of a place gets the same figure after the enterprise moved away.
alter table app.submission add column subject_uscc text;
comment on column app.submission.subject_uscc is 'The respondent''s credit code when it was drawn.';

do $$
declare z record;
begin
  for z in select id from app.zone loop
    perform app.app_enter(z.id, '/', '0', null);
    update app.submission s set subject_uscc = e.uscc from app.enterprise e
    where s.zone_id = z.id and e.zone_id = s.zone_id and e.id = s.subject_id;
  end loop;
end $$;

alter table app.submission alter column subject_uscc set not null;
