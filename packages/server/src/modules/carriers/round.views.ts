import { sql } from 'kysely';
import type { Db } from '../../kernel/db/pool.ts';
import type { Occurred, ResultRow, SchemeOfRound, ScoreRow } from './round.store.ts';

export interface RoundRow {
  readonly id: string;
  readonly period: string;
  readonly schemes: readonly SchemeOfRound[];
  readonly asOf: Date;
  readonly closedAt: Date;
  readonly closedBy: string;
}

/** Rounds that were closed at an instant, the earliest year first. */
export async function roundsAsOf(
  db: Db,
  { zoneId, asOf }: { zoneId: string; asOf: Date },
): Promise<RoundRow[]> {
  const rows = await db
    .selectFrom('carrier_round as r')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'r.zone_id').onRef('m.id', '=', 'r.closed_by'),
    )
    .select(['r.id', 'r.period_code', 'r.schemes', 'r.as_of', 'r.closed_at', 'm.display_name'])
    .where('r.zone_id', '=', zoneId)
    .where('r.closed_at', '<=', asOf)
    .orderBy('r.period_code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    period: row.period_code,
    schemes: row.schemes as unknown as SchemeOfRound[],
    asOf: row.as_of,
    closedAt: row.closed_at,
    closedBy: row.display_name,
  }));
}

/** What closed rounds say of the carriers that the reader may see. */
export async function resultsOf(
  db: Db,
  { zoneId, roundIds }: { zoneId: string; roundIds: readonly string[] },
): Promise<(ResultRow & { readonly roundId: string })[]> {
  const rows = await db
    .selectFrom('carrier_result as r')
    .selectAll('r')
    .where('r.zone_id', '=', zoneId)
    .where(sql<boolean>`r.round_id = any(${roundIds}::uuid[])`)
    .orderBy('r.rank')
    .orderBy('r.unit_id')
    .execute();
  return rows.map((row) => ({
    roundId: row.round_id,
    unitId: row.unit_id,
    schemeId: row.scheme_id,
    status: row.status,
    submitted: row.submitted,
    points: row.points,
    bonusEarned: row.bonus_earned,
    bonus: row.bonus,
    penalty: row.penalty,
    final: row.final,
    vetoes: row.vetoes as unknown as string[],
    grade: row.grade,
    heldFrom: row.held_from,
    rank: row.rank,
    gradedWith: row.graded_with,
    rules: row.rules as unknown as Occurred[],
  }));
}

/** Scores of a round at every node; of one carrier, or of all that the reader may see. */
export async function scoresOf(
  db: Db,
  { zoneId, roundId, unitId }: { zoneId: string; roundId: string; unitId?: string | undefined },
): Promise<ScoreRow[]> {
  const rows = await db
    .selectFrom('carrier_score as s')
    .select([
      's.unit_id',
      's.node',
      's.score',
      's.contribution',
      's.input',
      's.source',
      's.gap',
      's.evidence',
    ])
    .where('s.zone_id', '=', zoneId)
    .where('s.round_id', '=', roundId)
    .where(sql<boolean>`(${unitId ?? null}::uuid is null or s.unit_id = ${unitId ?? null}::uuid)`)
    .orderBy('s.unit_id')
    .orderBy('s.node')
    .execute();
  return rows.map(({ unit_id, source, gap, evidence, ...row }) => ({
    unitId: unit_id,
    ...row,
    source: source as ScoreRow['source'],
    gap: gap as ScoreRow['gap'],
    evidence: evidence as unknown as ScoreRow['evidence'],
  }));
}
