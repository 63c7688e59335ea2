import type { CoverCheck } from '@yuanheng/contract';
import { readCoverCode } from '@yuanheng/engine/statistics';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { paperOf } from './cover.ts';
import { hasSubmission, lastSignatories, recordedRevision } from './cover.views.ts';
import { statisticsPolicy } from './statistics.policy.ts';

interface Asked {
  readonly submissionId: string;
  readonly revision?: number | undefined;
}

/** The cover sheet of a revision, the latest one unless another is asked for. */
export const readCover = readOperation({
  name: 'statistics.cover',
  rights: statisticsPolicy['statistics.cover'],
  run: async (ctx, { submissionId, revision }: Asked) => {
    ctx.may('rows');
    const { zoneId } = ctx.actor;
    if (!(await hasSubmission(ctx.db, zoneId, submissionId)))
      throw problem('NOT_FOUND', { what: 'submission', id: submissionId });
    const recorded = await recordedRevision(ctx.db, zoneId, { submissionId, revision: revision ?? null });
    if (!recorded && revision !== undefined)
      throw problem('NOT_FOUND', { what: 'submission', id: `${submissionId} #${revision}` });
    return {
      paper: recorded ? paperOf(recorded) : null,
      lastSignatories: await lastSignatories(ctx.db, zoneId, submissionId),
    };
  },
});

/** Whether the paper that a code was printed on is what is recorded: both are computed anew. */
export const checkCover = readOperation({
  name: 'statistics.checkCover',
  rights: statisticsPolicy['statistics.checkCover'],
  run: async (ctx, { code }: { readonly code: string }): Promise<CoverCheck> => {
    ctx.may('rows');
    const asked = readCoverCode(code);
    if (!asked) throw problem('NOT_A_COVER_CODE', { text: code });
    const { zone, ...said } = asked;
    const recorded = await recordedRevision(ctx.db, ctx.actor.zoneId, asked);
    // another zone may have a respondent with the same code
    if (!recorded || (zone !== null && recorded.zone.toUpperCase() !== zone))
      return { outcome: 'unknown', said, recorded: null };
    const paper = paperOf(recorded);
    if (!paper.digest.startsWith(asked.digest)) return { outcome: 'altered', said, recorded: paper };
    return {
      outcome: paper.revision < paper.latestRevision ? 'later' : 'equal',
      said,
      recorded: paper,
    };
  },
});
