import type { Answers, Explanations } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** What a report says now: its latest revision. */
export interface LatestRevision {
  readonly submissionId: string;
  readonly subjectId: string;
  readonly uscc: string;
  readonly name: string;
  readonly answers: Answers;
  readonly explanations: Explanations;
}

/** The reports of a period that were submitted at least once. */
export async function latestRevisionsOf(
  db: Db,
  { zoneId, periodId }: { readonly zoneId: string; readonly periodId: string },
): Promise<LatestRevision[]> {
  const { rows } = await sql<LatestRevision>`
    select s.id as "submissionId", s.subject_id as "subjectId", s.subject_uscc as uscc, s.subject_short as name, r.answers, r.explanations
    from app.submission s
    join app.submission_revision r on r.zone_id = s.zone_id and r.submission_id = s.id and r.revision = s.revision
    where s.zone_id = ${zoneId}::uuid and s.period_id = ${periodId}::uuid
    order by s.id`.execute(db);
  return rows;
}
