import { sql } from 'kysely';
import type { Db } from '../db/pool.ts';

/** The answer that a request id was given before, or undefined when it is new. */
export const findRequest = async (db: Db, zoneId: string, requestId: string) =>
  (await findRequests(db, zoneId, [requestId])).get(requestId);

/** The answers that request ids were given before, by id; new ones are not in it. */
export async function findRequests(db: Db, zoneId: string, requestIds: readonly string[]) {
  const rows = await db
    .selectFrom('request as r')
    .select(['r.request_id', 'r.member_id', 'r.operation', 'r.input_digest', 'r.answer'])
    .where('r.zone_id', '=', zoneId)
    .where(sql<boolean>`r.request_id = any(${requestIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.request_id, row]));
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
export const rememberRequest = (db: Db, request: FinishedRequest) => rememberRequests(db, [request]);

/** The same for requests of one transaction. */
export function rememberRequests(db: Db, requests: readonly FinishedRequest[]) {
  const rows = requests.map((request) => ({
    zone_id: request.zoneId,
    request_id: request.requestId,
    member_id: request.memberId,
    operation: request.operation,
    input_digest: request.inputDigest,
    answer: JSON.stringify(request.answer),
    finished_at: request.now,
  }));
  return db.insertInto('request').values(rows).execute();
}
