import { ALGORITHM, GENESIS, entryDigest, sealHash } from '../../kernel/audit/canonical.ts';
import { readOperation } from '../../kernel/operation/operation.ts';
import type { Rights } from '../../kernel/operation/rights.ts';
import {
  type Content,
  type Seals,
  type TrailFilter,
  contentOf,
  entriesOf,
  sealedContent,
  sealsOf,
} from './trail.views.ts';

export const auditPolicy = {
  'audit.list': { 'audit-admin': 'zone' },
  'audit.verify': { 'audit-admin': 'zone', 'system-admin': 'zone' },
} as const satisfies Record<string, Rights>;

type Head = { readonly number: string; readonly hash: string; readonly sealedAt: string } | null;

function headOf(seals: Seals): Head {
  const last = seals.at(-1);
  return last ? { number: last.number, hash: last.hash, sealedAt: last.sealed_at.toISOString() } : null;
}

const countOf = (seals: Seals): number => seals.reduce((sum, seal) => sum + seal.entry_ids.length, 0);

export const listEntries = readOperation({
  name: 'audit.list',
  rights: auditPolicy['audit.list'],
  oneSnapshot: true,
  run: async (ctx, filter: Omit<TrailFilter, 'zoneId'>) => {
    ctx.may('zone');
    const { rows, total } = await entriesOf(ctx.db, { ...filter, zoneId: ctx.actor.zoneId });
    const seals = await sealsOf(ctx.db, ctx.actor.zoneId);
    const all =
      filter.operation || filter.subjectId
        ? (await entriesOf(ctx.db, { zoneId: ctx.actor.zoneId, limit: 1, offset: 0 })).total
        : total;
    return {
      total,
      asOf: ctx.now.toISOString(),
      head: headOf(seals),
      unsealed: all - countOf(seals),
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

/** Those of some noted heads that are in the zone's chain. */
export const findHeads = readOperation({
  name: 'audit.findHeads',
  rights: auditPolicy['audit.verify'],
  run: async (ctx, { heads }: { readonly heads: readonly string[] }) => {
    ctx.may('zone');
    const seals = await sealsOf(ctx.db, ctx.actor.zoneId);
    return seals.map(({ hash }) => hash).filter((hash) => heads.includes(hash));
  },
});

/** How many of the entries without a seal an answer names. */
const MOST_UNSEALED = 100;

/** Whether the chain is intact: every entry is its digest, every seal its entries and the seal before. */
export const verifyTrail = readOperation({
  name: 'audit.verify',
  rights: auditPolicy['audit.verify'],
  oneSnapshot: true,
  run: async (ctx, { against }: { readonly against?: string | undefined }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const seals = await sealsOf(ctx.db, zoneId);
    const entries = new Map((await sealedContent(ctx.db, zoneId)).map((row) => [row.id, row]));
    const broken = firstBroken(zoneId, seals, entries) ?? againstFault(seals, against);
    const sealed = new Set(seals.flatMap((seal) => seal.entry_ids));
    const unsealed = [...entries.values()].filter(({ id }) => !sealed.has(id));
    return {
      intact: broken === null,
      seals: seals.length,
      entries: entries.size,
      unsealed: unsealed.length,
      unsealedEntries: unsealed
        .slice(0, MOST_UNSEALED)
        .map(({ id, written_at, operation }) => ({ id, at: written_at.toISOString(), operation })),
      head: headOf(seals),
      broken,
    };
  },
});

/** The newest seal, and how many entries wait for the next one. */
export const readHead = readOperation({
  name: 'audit.head',
  rights: auditPolicy['audit.verify'],
  oneSnapshot: true,
  run: async (ctx) => {
    ctx.may('zone');
    const seals = await sealsOf(ctx.db, ctx.actor.zoneId);
    const entries = await sealedContent(ctx.db, ctx.actor.zoneId);
    return { head: headOf(seals), entries: entries.length, unsealed: entries.length - countOf(seals) };
  },
});

function firstBroken(zoneId: string, seals: Seals, entries: ReadonlyMap<string, Content>): string | null {
  let previous: string = GENESIS;
  const sealed = new Set<string>();
  for (const [i, seal] of seals.entries()) {
    const name = `seal ${seal.number}`;
    if (seal.number !== String(i + 1)) return `${name}: number ${i + 1} is missing`;
    if (seal.algorithm !== ALGORITHM) return `${name}: unknown algorithm ${seal.algorithm}`;
    if (seal.previous_hash !== previous) return `${name}: does not follow the seal before`;
    const digests: string[] = [];
    for (const id of seal.entry_ids) {
      const row = entries.get(id);
      if (row === undefined) return `${name}: entry ${id} is gone`;
      if (sealed.has(id)) return `${name}: entry ${id} was sealed before`;
      sealed.add(id);
      if (digestOf(zoneId, row) !== row.digest) return `${name}: entry ${id} (${row.operation}) was changed`;
      digests.push(row.digest);
    }
    if (sealHash(previous, seal.number, digests) !== seal.hash)
      return `${name}: its entries are not those that were sealed`;
    previous = seal.hash;
  }
  return insertedEntry({ seals, sealed }, entries);
}

/** An entry of a transaction that the seals have passed, yet in none of them, was put in afterwards. */
function insertedEntry(
  { seals, sealed }: { readonly seals: Seals; readonly sealed: ReadonlySet<string> },
  entries: ReadonlyMap<string, Content>,
): string | null {
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

const digestOf = (zoneId: string, row: Content): string => entryDigest(contentOf(zoneId, row));
