import type { Db } from '../../kernel/db/pool.ts';

export interface NewRound {
  readonly zoneId: string;
  readonly id: string;
  readonly schemeId: string;
  readonly schemeVersion: number;
  readonly period: string;
  readonly asOf: Date;
  readonly memberId: string;
  readonly requestId: string;
}

export function insertRound(db: Db, round: NewRound) {
  return db
    .insertInto('evaluation_round')
    .values({
      zone_id: round.zoneId,
      id: round.id,
      scheme_id: round.schemeId,
      scheme_version: round.schemeVersion,
      period_code: round.period,
      as_of: round.asOf,
      closed_by: round.memberId,
      closed_at: round.asOf,
      request_id: round.requestId,
    })
    .execute();
}

export interface ScoreRow {
  readonly unitId: string;
  readonly node: string;
  readonly score: string | null;
  readonly contribution: string | null;
  readonly rank: number | null;
  readonly input: string | null;
  readonly source: string | null;
}

export function insertScores(
  db: Db,
  { zoneId, roundId }: { zoneId: string; roundId: string },
  scores: readonly ScoreRow[],
) {
  return db
    .insertInto('evaluation_score')
    .values(
      scores.map(({ unitId, ...score }) => ({
        zone_id: zoneId,
        round_id: roundId,
        unit_id: unitId,
        ...score,
      })),
    )
    .execute();
}

/** A closed round with who closed it. */
export function findRound(db: Db, zoneId: string, period: string) {
  return db
    .selectFrom('evaluation_round as r')
    .innerJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'r.zone_id').onRef('m.id', '=', 'r.closed_by'),
    )
    .select([
      'r.id',
      'r.scheme_id',
      'r.scheme_version',
      'r.period_code',
      'r.as_of',
      'r.closed_at',
      'm.display_name',
    ])
    .where('r.zone_id', '=', zoneId)
    .where('r.period_code', '=', period)
    .executeTakeFirst();
}

export function listRoundsOf(db: Db, zoneId: string) {
  return db
    .selectFrom('evaluation_round as r')
    .select('r.period_code')
    .where('r.zone_id', '=', zoneId)
    .orderBy('r.period_code', 'desc')
    .execute();
}

export function scoresOf(db: Db, zoneId: string, roundId: string) {
  return db
    .selectFrom('evaluation_score as s')
    .select(['s.unit_id', 's.node', 's.score', 's.contribution', 's.rank', 's.input', 's.source'])
    .where('s.zone_id', '=', zoneId)
    .where('s.round_id', '=', roundId)
    .orderBy('s.unit_id')
    .orderBy('s.node')
    .execute();
}
