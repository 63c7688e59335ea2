import type { Db } from '../db/pool.ts';

/** The answer that a request id was given before, or undefined when it is new. */
export function findRequest(db: Db, zoneId: string, requestId: string) {
  return db
    .selectFrom('request as r')
    .select(['r.member_id', 'r.operation', 'r.input_digest', 'r.answer'])
    .where('r.zone_id', '=', zoneId)
    .where('r.request_id', '=', requestId)
    .executeTakeFirst();
}

interface FinishedRequest {
  readonly zoneId: string;
  readonly requestId: string;
  readonly memberId: string;
  readonly operation: string;
  readonly inputDigest: string;
  readonly answer: unknown;
  readonly now: Date;
}

/** Remembers an answer; of two requests with the same id the second fails on request_pkey. */
export function rememberRequest(db: Db, request: FinishedRequest) {
  return db
    .insertInto('request')
    .values({
      zone_id: request.zoneId,
      request_id: request.requestId,
      member_id: request.memberId,
      operation: request.operation,
      input_digest: request.inputDigest,
      answer: JSON.stringify(request.answer),
      finished_at: request.now,
    })
    .execute();
}
