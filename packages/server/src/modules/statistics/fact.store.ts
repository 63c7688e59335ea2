import type { Answers, Form, Stage } from '@yuanheng/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { SubmissionHead } from './submission.store.ts';

/** Nothing outside this file and fact.views.ts knows a slot: the form's number fields in their order. */
export const SLOT_COUNT = 16;
const SLOTS = Array.from({ length: SLOT_COUNT }, (_, i) => `v${String(i + 1).padStart(2, '0')}`);
const PAGE = 1;

/** The place of a number field among the slots, from 0. @throws RangeError when the form has no such number field */
export function slotOf(form: Form, fieldId: string): { slot: number; decimals: number } {
  const numbers = form.fields.filter((field) => field.kind !== 'choice');
  const slot = numbers.findIndex((field) => field.id === fieldId);
  if (slot < 0 || slot >= SLOT_COUNT) throw new RangeError(`Form ${form.id} has no number field ${fieldId}.`);
  return { slot, decimals: numbers[slot]?.decimals ?? 0 };
}

/** Decimal text as a whole number of the field's last decimal place. */
function fixedPoint(text: string, decimals: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}${fraction.padEnd(decimals, '0')}`.replace(/^(-?)0+(?=\d)/, '$1');
}

/** What a report puts into the slots; null: not filled. */
export function slotValues(form: Form, answers: Answers): (string | null)[] {
  const numbers = form.fields.filter((field) => field.kind !== 'choice');
  return SLOTS.map((_, i) => {
    const field = numbers[i];
    const text = field ? answers[field.id] : null;
    return field && text ? fixedPoint(text, field.decimals) : null;
  });
}

export interface NewFact {
  readonly zoneId: string;
  readonly form: Form;
  readonly periodStart: string;
  readonly stage: Stage;
  readonly head: SubmissionHead;
  readonly revision: number;
  readonly answers: Answers;
  readonly now: Date;
  readonly requestId: string;
}

/** All slots of a row as an array of whole numbers in text, in the order of `slotValues`. */
export const slotArray = (table: string) =>
  sql`array[${sql.join(SLOTS.map((slot) => sql.ref(`${table}.${slot}`)))}]::text[]`;

/** The sums of all slots of a group of rows, in the same form. */
export const slotSums = (table: string) =>
  sql`array[${sql.join(SLOTS.map((slot) => sql`sum(${sql.ref(`${table}.${slot}`)})`))}]::text[]`;

const slots = sql.join(SLOTS.map((slot) => sql.ref(slot)));

/**
 * Puts a report's figures in force at a stage: what was known before ends now and is kept. Returns what the sums of
 * its carrier move by.
 */
export async function putFact(db: Db, fact: NewFact): Promise<SumMove> {
  const { zoneId, form, head, stage } = fact;
  const before = await sql<Record<string, string | null>>`
    update app.fact f set known_to = ${fact.now}
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${form.id} and f.period_start = ${fact.periodStart}::date
      and f.subject_id = ${head.subject_id}::uuid and f.page = ${PAGE} and f.stage = ${stage} and f.known_to = 'infinity'
    returning ${slots}`.execute(db);
  const values = slotValues(form, fact.answers);
  await sql`
    insert into app.fact (zone_id, form_id, period_start, subject_id, page, stage, known_from, known_to, submission_id, revision,
      carrier_id, sub_park_id, industry_code, scope_path, owner_id, request_id, ${slots})
    values (${zoneId}::uuid, ${form.id}, ${fact.periodStart}::date, ${head.subject_id}::uuid, ${PAGE}, ${stage}, ${fact.now}, 'infinity',
      ${head.id}::uuid, ${fact.revision}, ${head.carrier_id}::uuid, ${head.sub_park_id}::uuid, ${head.industry_code},
      ${head.scope_path}, ${head.owner_id}::uuid, ${fact.requestId}::uuid, ${sql.join(values.map((value) => sql`${value}::bigint`))})`.execute(
    db,
  );
  const [old] = before.rows;
  return {
    carrierId: head.carrier_id,
    stage,
    reported: old ? 0 : 1,
    values: SLOTS.map((slot, i) => (BigInt(values[i] ?? 0) - BigInt(old?.[slot] ?? 0)).toString()),
  };
}

/** How a carrier's sums change. */
export interface SumMove {
  readonly carrierId: string;
  readonly stage: Stage;
  readonly reported: number;
  readonly values: readonly string[];
}

interface SumOf {
  readonly zoneId: string;
  readonly formId: string;
  readonly periodStart: string;
}

/** Adds several moves of one carrier and stage into one. */
export function addMoves(moves: readonly SumMove[]): SumMove[] {
  const merged = new Map<string, SumMove>();
  for (const move of moves) {
    const key = `${move.carrierId} ${move.stage}`;
    const before = merged.get(key);
    merged.set(
      key,
      before
        ? {
            ...move,
            reported: before.reported + move.reported,
            values: move.values.map((value, i) => (BigInt(value) + BigInt(before.values[i] ?? 0)).toString()),
          }
        : move,
    );
  }
  return [...merged.values()].toSorted((a, b) => (a.carrierId < b.carrierId ? -1 : 1));
}

/** Moves the sums of one carrier; the caller stands at the carrier's place. */
export function moveSum(db: Db, { zoneId, formId, periodStart }: SumOf, move: SumMove) {
  const sets: RawBuilder<unknown>[] = SLOTS.map(
    (slot, i) => sql`${sql.ref(slot)} = ${sql.ref(slot)} + ${move.values[i] ?? '0'}::numeric`,
  );
  return sql`
    update app.fact_sum set reported = reported + ${move.reported}, ${sql.join(sets)}
    where zone_id = ${zoneId}::uuid and form_id = ${formId} and period_start = ${periodStart}::date
      and carrier_id = ${move.carrierId}::uuid and stage = ${move.stage} and page = ${PAGE}`.execute(db);
}
