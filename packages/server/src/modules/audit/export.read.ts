import { partsOf } from '../../kernel/audit/canonical.ts';
import { readOperation } from '../../kernel/operation/operation.ts';
import { auditPolicy } from './trail.read.ts';
import { contentOf, sealedContent, sealsOf } from './trail.views.ts';

/** A line of an exported trail; docs/audit.md tells outsiders what it holds. */
export type TrailLine =
  | {
      readonly kind: 'entry';
      readonly zone: string;
      readonly xid: string;
      readonly digest: string;
      readonly parts: readonly unknown[];
    }
  | {
      readonly kind: 'seal';
      readonly zone: string;
      readonly number: string;
      readonly previous: string;
      readonly hash: string;
      readonly upTo: string;
      readonly algorithm: string;
      readonly ids: readonly string[];
    };

/** The whole trail as it is stored, for somebody who checks it without our code. */
export const exportTrail = readOperation({
  name: 'audit.export',
  rights: auditPolicy['audit.verify'],
  oneSnapshot: true,
  run: async (ctx): Promise<readonly TrailLine[]> => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const entries = await sealedContent(ctx.db, zoneId);
    const seals = await sealsOf(ctx.db, zoneId);
    return [
      ...entries.map((row): TrailLine => ({
        kind: 'entry',
        zone: zoneId,
        xid: row.xid,
        digest: row.digest,
        parts: partsOf(contentOf(zoneId, row)),
      })),
      ...seals.map((seal): TrailLine => ({
        kind: 'seal',
        zone: zoneId,
        number: seal.number,
        previous: seal.previous_hash,
        hash: seal.hash,
        upTo: seal.up_to_xid,
        algorithm: seal.algorithm,
        ids: seal.entry_ids,
      })),
    ];
  },
});
