-- Why: who was due may change by the office's decision, each with its reason: a later day for a respondent, an exemption,
-- an addition; and reminders are recorded like every other act.
alter table app.submission add column due_on date;
alter table app.submission add column added_at timestamptz;
comment on column app.submission.due_on is 'The later day that it was extended to; null: the period''s.';
comment on column app.submission.added_at is 'When it was added to the due list; null: it was drawn when the period was opened.';
comment on table app.submission is 'One respondent of one period, drawn when the period was opened or added with a reason; it keeps the place it was drawn in.';
grant update (due_on) on app.submission to yh_app;

alter table app.submission_action add column due_on date;
comment on column app.submission_action.due_on is 'The day that an extension sets, or that a reminder reminds of.';
comment on table app.submission_action is 'Submit, send back, review, accept, reopen; add, exempt, include, extend and remind; the status is folded from it.';
create index submission_action_due_idx on app.submission_action (zone_id, submission_id, done_at)
  where act in ('add', 'exempt', 'include', 'extend', 'remind');
