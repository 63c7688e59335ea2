-- Why: reports are still signed and sealed on paper. Who signs is given with the revision, so that the printed foot, the
-- hash on the cover sheet and the record say the same; without it the foot is filled in by hand.
alter table app.submission_revision add column signatories jsonb;
comment on column app.submission_revision.signatories is 'Who signs the paper, by what they sign as; null: by hand.';
