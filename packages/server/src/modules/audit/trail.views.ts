import { sql } from 'kysely';
import type { AuditContent } from '../../kernel/audit/canonical.ts';
import type { Db } from '../../kernel/db/pool.ts';

export interface TrailFilter {
  readonly zoneId: string;
  readonly operation?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Audit entries of the actor's part of the zone, the latest first. */
export async function entriesOf(db: Db, { zoneId, operation, subjectId, limit, offset }: TrailFilter) {
  const query = db
    .selectFrom('audit_entry as e')
    .where('e.zone_id', '=', zoneId)
    .$if(Boolean(operation), (q) => q.where('e.operation', '=', operation ?? ''))
    .$if(Boolean(subjectId), (q) => q.where('e.subject_id', '=', subjectId ?? ''));
  const { total } = await query
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .leftJoin('member as m', (on) =>
      on.onRef('m.zone_id', '=', 'e.zone_id').onRef('m.id', '=', 'e.member_id'),
    )
    .select([
      'e.id',
      'e.written_at',
      'm.display_name',
      'e.role',
      'e.operation',
      'e.request_id',
      'e.subject_kind',
      'e.subject_id',
      'e.detail',
      'e.digest',
    ])
    .orderBy('e.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total: Number(total), rows };
}

export function sealsOf(db: Db, zoneId: string) {
  return db
    .selectFrom('audit_seal as s')
    .select([
      's.number',
      's.previous_hash',
      's.hash',
      's.sealed_at',
      's.algorithm',
      sql<string>`s.up_to_xid::text`.as('up_to_xid'),
      sql<string[]>`s.entry_ids::text[]`.as('entry_ids'),
    ])
    .where('s.zone_id', '=', zoneId)
    .orderBy('s.number')
    .execute();
}

/** Everything that an entry's digest covers. */
export function sealedContent(db: Db, zoneId: string) {
  return db
    .selectFrom('audit_entry as e')
    .select([
      'e.id',
      'e.written_at',
      'e.member_id',
      'e.role',
      'e.operation',
      'e.request_id',
      'e.subject_kind',
      'e.subject_id',
      'e.scope_path',
      'e.owner_id',
      'e.detail',
      'e.digest',
      sql<string>`e.xid::text`.as('xid'),
    ])
    .where('e.zone_id', '=', zoneId)
    .orderBy('e.xid')
    .orderBy('e.id')
    .execute();
}

export type Seals = Awaited<ReturnType<typeof sealsOf>>;
export type Content = Awaited<ReturnType<typeof sealedContent>>[number];

export const contentOf = (zoneId: string, row: Content): AuditContent => ({
  zoneId,
  id: row.id,
  writtenAt: row.written_at,
  memberId: row.member_id,
  role: row.role,
  operation: row.operation,
  requestId: row.request_id,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  scopePath: row.scope_path,
  ownerId: row.owner_id,
  detail: row.detail,
});
