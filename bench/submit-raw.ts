import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Answers } from '@yuanheng/contract';
import type { Due } from './submit-zone.ts';

/** The number fields of ENT-Q in the order of the store. */
const FIELDS = [
  'revenue_ytd',
  'rd_ytd',
  'profit_ytd',
  'tax_ytd',
  'export_ytd',
  'staff_end',
  'rd_staff_end',
  'order',
] as const;

const NAMES = FIELDS.map((_, i) => `v0${i + 1}`);
const slots = (from: number) => FIELDS.map((_, i) => `$${from + i}::bigint`).join(', ');

/** Every row that the product writes for a first report, and nothing else: nobody looks, checks or refuses. */
const STATEMENTS = {
  draft: `insert into app.submission_draft (zone_id, submission_id, version, answers, explanations, saved_by, saved_at, scope_path, owner_id, request_id)
    values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)`,
  revision: `insert into app.submission_revision (zone_id, submission_id, revision, answers, explanations, findings, submitted_by, submitted_at, scope_path, owner_id, request_id)
    values ($1, $2, 1, $3, $4, '[]', $5, $6, $7, $8, $9)`,
  action: `insert into app.submission_action (zone_id, submission_id, id, act, revision, remarks, member_id, done_at, scope_path, owner_id, request_id)
    values ($1, $2, $3, 'submit', 1, '[]', $4, $5, $6, $7, $8)`,
  status: `update app.submission set status = 'submitted', review_due_on = $3, revision = 1, submitted_at = $4, error_count = 0, query_count = 0, largest_change = 0.1
    where zone_id = $1 and id = $2`,
  fact: `insert into app.fact (zone_id, form_id, period_start, subject_id, page, stage, known_from, known_to, submission_id, revision,
      carrier_id, sub_park_id, industry_code, scope_path, owner_id, request_id, ${NAMES.join(', ')})
    values ($1, $2, $3, $4, 1, 'reported', $5, 'infinity', $6, 1, $7, $8, $9, $10, $4, $11, ${slots(12)})`,
  sum: `update app.fact_sum set reported = reported + 1, ${NAMES.map((name, i) => `${name} = ${name} + $${5 + i}::bigint`).join(', ')}
    where zone_id = $1 and form_id = $2 and period_start = $3 and carrier_id = $4 and stage = 'reported' and page = 1`,
  audit: `insert into app.audit_entry (zone_id, id, written_at, member_id, role, operation, request_id, subject_kind, subject_id, scope_path, owner_id, detail, digest)
    values ($1, $2, $3, $4, 'enterprise', 'statistics.submit', $5, 'submission', $6, $7, $8, $9, $10)`,
  request: `insert into app.request (zone_id, request_id, member_id, operation, input_digest, answer, finished_at)
    values ($1, $2, $3, 'statistics.submit', $4, $5, $6)`,
} as const;

export interface RawReport {
  readonly due: Due;
  readonly answers: Answers;
  readonly explanations: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** The same rows as one `submit` of the product, as prepared statements in one transaction of the same role. */
export async function submitRaw(pool: pg.Pool, report: RawReport): Promise<void> {
  const client = await pool.connect();
  try {
    const { zoneId } = report.due.actor;
    // the whole zone at once: the product goes to the carrier's place for the sums and comes back
    await client.query(`begin;select app.app_enter('${zoneId}', '/', '0', null)`);
    for (const [name, values] of Object.entries(valuesOf(report)))
      await client.query({ name: `raw-${name}`, text: STATEMENTS[name as keyof typeof STATEMENTS], values });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** The parameters of every statement, in the order in which the product writes. */
function valuesOf({
  due,
  answers,
  explanations,
  now,
}: RawReport): Record<keyof typeof STATEMENTS, unknown[]> {
  const { submissionId, formId, periodStart, carrierId, subParkId, industryCode, scopePath } = due;
  const { zoneId, memberId, ownId } = due.actor;
  const requestId = randomUUID();
  const written = [JSON.stringify(answers), JSON.stringify(explanations), memberId, now];
  const whose = [scopePath, ownId, requestId];
  const figures = FIELDS.map((field) => answers[field] ?? null);
  const places = [carrierId, subParkId, industryCode, scopePath];
  const digest = '0'.repeat(64);
  const answer = JSON.stringify({ submissionId, status: 'submitted', revision: 1 });
  const detail = JSON.stringify({ act: 'submit', revision: 1, queries: 0 });
  return {
    draft: [zoneId, submissionId, ...written, ...whose],
    revision: [zoneId, submissionId, ...written, ...whose],
    action: [zoneId, submissionId, randomUUID(), memberId, now, ...whose],
    status: [zoneId, submissionId, '2026-10-29', now],
    fact: [zoneId, formId, periodStart, ownId, now, submissionId, ...places, requestId, ...figures],
    sum: [zoneId, formId, periodStart, carrierId, ...figures],
    audit: [zoneId, randomUUID(), now, memberId, requestId, submissionId, scopePath, ownId, detail, digest],
    request: [zoneId, requestId, memberId, digest, answer, now],
  };
}
