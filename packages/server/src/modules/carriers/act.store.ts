import type { CarrierAct } from '@yuanheng/engine/carrier-status';
import type { Db } from '../../kernel/db/pool.ts';

export interface NewAct {
  readonly id: string;
  readonly unitId: string;
  readonly number: number;
  readonly act: CarrierAct;
  readonly setAside: boolean;
  readonly on: string;
  readonly roundId: string | null;
  readonly proposal: object | null;
  readonly clause: { readonly zh: string; readonly en: string };
  readonly reason: string;
  readonly scopePath: string;
}

interface By {
  readonly zoneId: string;
  readonly memberId: string;
  readonly now: Date;
  readonly requestId: string;
}

export function insertActs(db: Db, { zoneId, memberId, now, requestId }: By, acts: readonly NewAct[]) {
  const rows = acts.map((act) => ({
    zone_id: zoneId,
    id: act.id,
    unit_id: act.unitId,
    number: act.number,
    act: act.act,
    set_aside: act.setAside,
    effective_on: act.on,
    round_id: act.roundId,
    proposal: act.proposal === null ? null : JSON.stringify(act.proposal),
    clause_zh: act.clause.zh,
    clause_en: act.clause.en,
    reason: act.reason,
    decided_by: memberId,
    decided_at: now,
    scope_path: act.scopePath,
    owner_id: act.unitId,
    request_id: requestId,
  }));
  return db.insertInto('carrier_act').values(rows).execute();
}
