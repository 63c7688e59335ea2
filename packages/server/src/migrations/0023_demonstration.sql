-- Why: a start that was killed while it made the demonstration begins it again, in whichever database it was; the mark
-- and the sign-ins therefore lie in the database itself, not in a data folder that may meet another database.
create table meta.demonstration (
  one boolean primary key default true,
  people jsonb
);
alter table meta.demonstration add constraint demonstration_one_check check (one);
comment on table meta.demonstration is '@local Whether this database holds a demonstration; at most one row.';
comment on column meta.demonstration.people is 'The sign-ins that its sign-in page offers; null while it is being made.';
grant select, insert on meta.demonstration to yh_app;
grant update (people) on meta.demonstration to yh_app;
