import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import { SLOTS, type SumMove, slotColumns } from './fact.store.ts';

/** Adds the moves of one carrier, stage and page into one; in one order, so that two writers never wait in a ring. */
export function addMoves(moves: readonly SumMove[]): SumMove[] {
  const merged = new Map<string, SumMove>();
  for (const move of moves) {
    const key = `${move.carrierId} ${move.stage} ${move.page}`;
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
  return [...merged].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move);
}

interface SumsAt {
  readonly zoneId: string;
  readonly formId: string;
  readonly periodStart: string;
}

/** Moves sums; the caller stands at a place that holds their carriers, and names each carrier's page and stage once. */
export async function moveSumRows(db: Db, at: SumsAt, moves: readonly SumMove[]): Promise<void> {
  const { zoneId, formId, periodStart } = at;
  if (moves.length > 1) await lockSums(db, at, moves);
  await sql`
    update app.fact_sum f set reported = f.reported + e.reported,
      ${sql.join(SLOTS.map((slot) => sql`${sql.ref(slot)} = ${sql.ref(`f.${slot}`)} + ${sql.ref(`e.${slot}`)}`))}
    from unnest(${moves.map(({ carrierId }) => carrierId)}::uuid[], ${moves.map(({ stage }) => stage)}::text[],
      ${moves.map(({ page }) => page)}::int[], ${moves.map(({ reported }) => reported)}::int[], ${slotColumns(moves)})
      as e (carrier_id, stage, page, reported, ${sql.join(SLOTS.map((slot) => sql.ref(slot)))})
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${formId} and f.period_start = ${periodStart}::date
      and f.carrier_id = e.carrier_id and f.stage = e.stage and f.page = e.page`.execute(db);
}

function lockSums(db: Db, { zoneId, formId, periodStart }: SumsAt, moves: readonly SumMove[]) {
  const carriers = [...new Set(moves.map(({ carrierId }) => carrierId))];
  return sql`
    select f.carrier_id from app.fact_sum f
    where f.zone_id = ${zoneId}::uuid and f.form_id = ${formId} and f.period_start = ${periodStart}::date
      and f.carrier_id = any(${carriers}::uuid[])
    order by f.carrier_id, f.stage, f.page for update`.execute(db);
}
