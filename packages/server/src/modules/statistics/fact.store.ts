import type { Answers, Form, Stage } from '@yuanheng/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { SubmissionHead } from './submission.store.ts';

/** Nothing outside the stores of facts and sums and their views knows a slot: number fields in their order, page by page. */
export const SLOT_COUNT = 16;
export const SLOTS = Array.from({ length: SLOT_COUNT }, (_, i) => `v${String(i + 1).padStart(2, '0')}`);

const numbersOf = (form: Form) => form.fields.filter((field) => field.kind !== 'choice');

/** How many rows a report of the form takes per stage; a form without numbers takes one. */
export const pagesOf = (form: Form): number => Math.max(1, Math.ceil(numbersOf(form).length / SLOT_COUNT));

/**
 * The place of a number field among the slots of all pages, from 0.
 * @throws RangeError when the form has no such number field
 */
export function slotOf(form: Form, fieldId: string): { slot: number; decimals: number } {
  const numbers = numbersOf(form);
  const slot = numbers.findIndex((field) => field.id === fieldId);
  if (slot < 0) throw new RangeError(`Form ${form.id} has no number field ${fieldId}.`);
  return { slot, decimals: numbers[slot]?.decimals ?? 0 };
}

/** Decimal text as a whole number of the field's last decimal place. */
function fixedPoint(text: string, decimals: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole}${fraction.padEnd(decimals, '0')}`.replace(/^(-?)0+(?=\d)/, '$1');
}

/** What a report puts into the slots, page by page; null: not filled. */
export function slotPages(form: Form, answers: Answers): (string | null)[][] {
  const numbers = numbersOf(form);
  return Array.from({ length: pagesOf(form) }, (_, page) =>
    SLOTS.map((_slot, i) => {
      const field = numbers[page * SLOT_COUNT + i];
      const text = field ? answers[field.id] : null;
      return field && text ? fixedPoint(text, field.decimals) : null;
    }),
  );
}

/** All slots of a row as an array of whole numbers in text, in the order of a page of `slotPages`. */
export const slotArray = (table: string) =>
  sql`array[${sql.join(SLOTS.map((slot) => sql.ref(`${table}.${slot}`)))}]::text[]`;

/** The sums of all slots of a group of rows, in the same form. */
export const slotSums = (table: string) =>
  sql`array[${sql.join(SLOTS.map((slot) => sql`sum(${sql.ref(`${table}.${slot}`)})`))}]::text[]`;

const slots = sql.join(SLOTS.map((slot) => sql.ref(slot)));

/** Rows of many reports as one array per slot. */
export const slotColumns = (rows: readonly { readonly values: readonly (string | null)[] }[]) =>
  sql.join(SLOTS.map((_, i) => sql`${rows.map(({ values }) => values[i] ?? null)}::bigint[]`));

export interface FactsAt {
  readonly zoneId: string;
  readonly form: Form;
  readonly periodStart: string;
  readonly stage: Stage;
}

export interface NewFact {
  readonly head: SubmissionHead;
  readonly revision: number;
  readonly answers: Answers;
  readonly now: Date;
  readonly requestId: string;
}

/** How a page of a carrier's sums changes. */
export interface SumMove {
  readonly carrierId: string;
  readonly stage: Stage;
  readonly page: number;
  readonly reported: number;
  readonly values: readonly string[];
}

/**
 * Puts the figures of reports of one period in force at a stage: what was known before ends now and is kept. Returns
 * what the sums of their carriers move by. Each respondent stands in the list once.
 */
export async function putFacts(db: Db, at: FactsAt, facts: readonly NewFact[]): Promise<SumMove[]> {
  const before = await endFacts(db, at, facts);
  const rows = facts.flatMap((fact) =>
    slotPages(at.form, fact.answers).map((values, i) => ({ ...fact, page: i + 1, values })),
  );
  await insertFacts(db, at, rows);
  return rows.map(({ head, page, values }) => {
    const old = before.get(`${head.subject_id} ${page}`);
    return {
      carrierId: head.carrier_id,
      stage: at.stage,
      page,
      reported: old ? 0 : 1,
      values: SLOTS.map((_, i) => (BigInt(values[i] ?? 0) - BigInt(old?.[i] ?? 0)).toString()),
    };
  });
}

/** Ends what is known of these respondents, and returns its slots by respondent and page. */
async function endFacts(
  db: Db,
  { zoneId, form, periodStart, stage }: FactsAt,
  facts: readonly NewFact[],
): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const { rows } = await sql<{ subject_id: string; page: number; slots: (string | null)[] }>`
    update app.fact f set known_to = e.now
    from unnest(${facts.map(({ head }) => head.subject_id)}::uuid[], ${facts.map(({ now }) => now.toISOString())}::timestamptz[])
      as e (subject_id, now)
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${form.id} and f.period_start = ${periodStart}::date
      and f.subject_id = e.subject_id and f.stage = ${stage} and f.known_to = 'infinity'
    returning f.subject_id, f.page, ${slotArray('f')} as slots`.execute(db);
  return new Map(rows.map((row) => [`${row.subject_id} ${row.page}`, row.slots]));
}

type FactRow = NewFact & { readonly page: number; readonly values: readonly (string | null)[] };

/** New facts take their place and their industry from their report. */
async function insertFacts(
  db: Db,
  { zoneId, form, periodStart, stage }: FactsAt,
  rows: readonly FactRow[],
): Promise<void> {
  await sql`
    insert into app.fact (zone_id, form_id, period_start, subject_id, page, stage, known_from, known_to, submission_id, revision,
      carrier_id, sub_park_id, industry_code, scope_path, owner_id, request_id, ${slots})
    select s.zone_id, ${form.id}, ${periodStart}::date, s.subject_id, e.page, ${stage}, e.now, 'infinity', s.id, e.revision,
      s.carrier_id, s.sub_park_id, s.industry_code, s.scope_path, s.owner_id, e.request_id, ${slots}
    from unnest(${rows.map(({ head }) => head.id)}::uuid[], ${rows.map(({ page }) => page)}::int[],
      ${rows.map(({ now }) => now.toISOString())}::timestamptz[], ${rows.map(({ revision }) => revision)}::int[],
      ${rows.map(({ requestId }) => requestId)}::uuid[], ${slotColumns(rows)})
      as e (submission_id, page, now, revision, request_id, ${slots})
    join app.submission s on s.zone_id = ${zoneId}::uuid and s.id = e.submission_id`.execute(db);
}
