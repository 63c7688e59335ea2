import type { Evidence } from '@yuanheng/contract';
import type { Db } from '../../kernel/db/pool.ts';

export interface SchemeOfRound {
  readonly id: string;
  readonly version: number;
}

export interface NewRound {
  readonly zoneId: string;
  readonly id: string;
  readonly period: string;
  readonly schemes: readonly SchemeOfRound[];
  readonly asOf: Date;
  readonly memberId: string;
  readonly requestId: string;
}

export function insertRound(db: Db, round: NewRound) {
  return db
    .insertInto('carrier_round')
    .values({
      zone_id: round.zoneId,
      id: round.id,
      period_code: round.period,
      schemes: JSON.stringify(round.schemes),
      as_of: round.asOf,
      closed_by: round.memberId,
      closed_at: round.asOf,
      request_id: round.requestId,
    })
    .execute();
}

/** A bonus, penalty or veto that occurred. */
export interface Occurred {
  readonly id: string;
  readonly times: number;
  readonly evidence: Evidence;
}

export interface ResultRow {
  readonly unitId: string;
  readonly schemeId: string;
  readonly status: string;
  readonly submitted: boolean;
  readonly points: string | null;
  readonly bonusEarned: string;
  readonly bonus: string;
  readonly penalty: string;
  readonly final: string | null;
  readonly vetoes: readonly string[];
  readonly grade: string | null;
  readonly heldFrom: string | null;
  readonly rank: number | null;
  readonly gradedWith: number;
  readonly rules: readonly Occurred[];
}

export interface ScoreRow {
  readonly unitId: string;
  readonly node: string;
  readonly score: string | null;
  readonly contribution: string | null;
  readonly input: string | null;
  readonly source: 'reported' | 'entered' | 'missing' | null;
  readonly gap: 'zero' | 'share' | 'not-applicable' | null;
  readonly evidence: Evidence | null;
}

interface Of {
  readonly zoneId: string;
  readonly roundId: string;
  /** Where rows about a carrier lie. */
  readonly pathOf: (unitId: string) => string;
}

/** A statement has at most 65,535 parameters. */
const ROWS_AT_ONCE = 5_000;

export async function insertResults(
  db: Db,
  { zoneId, roundId, pathOf }: Of,
  results: readonly ResultRow[],
): Promise<void> {
  const rows = results.map((result) => ({
    zone_id: zoneId,
    round_id: roundId,
    unit_id: result.unitId,
    scheme_id: result.schemeId,
    status: result.status,
    submitted: result.submitted,
    points: result.points,
    bonus_earned: result.bonusEarned,
    bonus: result.bonus,
    penalty: result.penalty,
    final: result.final,
    vetoes: JSON.stringify(result.vetoes),
    grade: result.grade,
    held_from: result.heldFrom,
    rank: result.rank,
    graded_with: result.gradedWith,
    rules: JSON.stringify(result.rules),
    scope_path: pathOf(result.unitId),
    owner_id: result.unitId,
  }));
  for (let from = 0; from < rows.length; from += 3_000)
    await db
      .insertInto('carrier_result')
      .values(rows.slice(from, from + 3_000))
      .execute();
}

export async function insertScores(
  db: Db,
  { zoneId, roundId, pathOf }: Of,
  scores: readonly ScoreRow[],
): Promise<void> {
  const rows = scores.map(({ unitId, evidence, ...score }) => ({
    zone_id: zoneId,
    round_id: roundId,
    unit_id: unitId,
    ...score,
    evidence: evidence === null ? null : JSON.stringify(evidence),
    scope_path: pathOf(unitId),
    owner_id: unitId,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('carrier_score')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}
