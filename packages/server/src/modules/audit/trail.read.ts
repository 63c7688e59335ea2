import { GENESIS, entryDigest, sealHash } from '../../kernel/audit/canonical.ts';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import type { Rights } from '../../kernel/operation/rights.ts';
import { type TrailFilter, entriesOf, headOf, sealedContent, sealsOf } from './trail.views.ts';

export const auditPolicy = {
  'audit.list': { 'audit-admin': 'zone' },
  'audit.verify': { 'audit-admin': 'zone' },
} as const satisfies Record<string, Rights>;

async function head(ctx: Context) {
  const row = await headOf(ctx.db, ctx.actor.zoneId);
  return row ? { number: row.number, hash: row.hash, sealedAt: row.sealed_at.toISOString() } : null;
}

export const listEntries = readOperation({
  name: 'audit.list',
  rights: auditPolicy['audit.list'],
  run: async (ctx, filter: Omit<TrailFilter, 'zoneId'>) => {
    ctx.may('zone');
    const { rows, total } = await entriesOf(ctx.db, { ...filter, zoneId: ctx.actor.zoneId });
    const seals = await sealsOf(ctx.db, ctx.actor.zoneId);
    const sealed = seals.reduce((sum, seal) => sum + seal.entry_ids.length, 0);
    const all =
      filter.operation || filter.subjectId
        ? (await entriesOf(ctx.db, { zoneId: ctx.actor.zoneId, limit: 1, offset: 0 })).total
        : total;
    return {
      total,
      asOf: ctx.now.toISOString(),
      head: await head(ctx),
      unsealed: all - sealed,
      rows: rows.map((row) => ({
        id: row.id,
        at: row.written_at.toISOString(),
        by: row.display_name ?? '',
        role: row.role,
        operation: row.operation,
        requestId: row.request_id,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        detail: row.detail as Record<string, unknown>,
        digest: row.digest,
      })),
    };
  },
});

/** Whether the chain is intact: every entry is its digest, every seal its entries and the seal before. */
export const verifyTrail = readOperation({
  name: 'audit.verify',
  rights: { ...auditPolicy['audit.verify'], 'system-admin': 'zone' },
  run: async (ctx, { against }: { readonly against?: string | undefined }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const entries = new Map((await sealedContent(ctx.db, zoneId)).map((row) => [row.id, row]));
    const seals = await sealsOf(ctx.db, zoneId);
    const broken = firstBroken(zoneId, seals, entries) ?? againstFault(seals, against);
    const sealed = seals.reduce((sum, seal) => sum + seal.entry_ids.length, 0);
    return {
      intact: broken === null,
      seals: seals.length,
      entries: entries.size,
      unsealed: entries.size - sealed,
      head: await head(ctx),
      broken,
    };
  },
});

type Seals = Awaited<ReturnType<typeof sealsOf>>;
type Content = Awaited<ReturnType<typeof sealedContent>>[number];

function firstBroken(zoneId: string, seals: Seals, entries: ReadonlyMap<string, Content>): string | null {
  let previous = GENESIS;
  for (const [i, seal] of seals.entries()) {
    const name = `seal ${seal.number}`;
    if (seal.number !== String(i + 1)) return `${name}: number ${i + 1} is missing`;
    if (seal.previous_hash !== previous) return `${name}: does not follow the seal before`;
    const digests: string[] = [];
    for (const id of seal.entry_ids) {
      const row = entries.get(id);
      if (row === undefined) return `${name}: entry ${id} is gone`;
      if (digestOf(zoneId, row) !== row.digest) return `${name}: entry ${id} (${row.operation}) was changed`;
      digests.push(row.digest);
    }
    if (sealHash(previous, seal.number, digests) !== seal.hash)
      return `${name}: its entries are not those that were sealed`;
    previous = seal.hash;
  }
  return insertedEntry(seals, entries);
}

/** An entry of a transaction that the seals have passed, yet in none of them, was put in afterwards. */
function insertedEntry(seals: Seals, entries: ReadonlyMap<string, Content>): string | null {
  const sealed = new Set(seals.flatMap((seal) => seal.entry_ids));
  const passed = BigInt(seals.at(-1)?.up_to_xid ?? 0);
  for (const [id, row] of entries)
    if (!sealed.has(id) && BigInt(row.xid) < passed)
      return `entry ${id} (${row.operation}) was put in after its time had been sealed`;
  return null;
}

/** A head that was printed earlier must still be in the chain: a cut tail or a rewritten chain has lost it. */
function againstFault(seals: Seals, against: string | undefined): string | null {
  if (against === undefined || seals.some((seal) => seal.hash === against)) return null;
  return `the head ${against} is not in the chain: its tail was cut or it was rewritten`;
}

function digestOf(zoneId: string, row: Content): string {
  return entryDigest({
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
}
