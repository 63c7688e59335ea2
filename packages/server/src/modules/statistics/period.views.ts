import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';

/** What other parts ask about a period that was opened. */
export interface PeriodStory {
  readonly formId: string;
  readonly formVersion: number;
  readonly code: string;
  /** The last reopening; null: it never was. */
  readonly reopenedAt: Date | null;
}

export async function periodStory(
  db: Db,
  zoneId: string,
  periodId: string,
): Promise<PeriodStory | undefined> {
  const { rows } = await sql<PeriodStory>`
    select p.form_id as "formId", p.form_version as "formVersion", p.code, (
      select max(a.done_at) from app.report_period_action a
      where a.zone_id = ${zoneId}::uuid and a.period_id = p.id and a.act = 'reopen') as "reopenedAt"
    from app.report_period p
    where p.zone_id = ${zoneId}::uuid and p.id = ${periodId}::uuid`.execute(db);
  return rows[0];
}

/** The periods of a form that were opened, from one that starts on a day, in their order. */
export async function openedPeriods(
  db: Db,
  { zoneId, formId, from }: { readonly zoneId: string; readonly formId: string; readonly from: string },
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select p.code from app.report_period p
    where p.zone_id = ${zoneId}::uuid and p.form_id = ${formId} and lower(p.span) >= ${from}::date
    order by lower(p.span)`.execute(db);
  return rows.map(({ code }) => code);
}
