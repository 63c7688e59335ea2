import { writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type Remarks,
  acceptFigures,
  act,
  formToActOn,
  limitOf,
  lockHeads,
  onePeriod,
} from './acts.service.ts';
import { getOpenPeriod } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';

interface SentBack {
  readonly submissionId: string;
  readonly remarks: Remarks;
}

/** Sends a report back with remarks at the cells; the reviewer cannot change a figure. */
export const sendBack = writeOperation({
  name: 'statistics.sendBack',
  rights: statisticsPolicy['statistics.sendBack'],
  run: async (ctx, { submissionId, remarks }: SentBack) => {
    if (remarks.length === 0) throw problem('REMARK_MISSING', {});
    const heads = await lockHeads(ctx, [submissionId]);
    await formToActOn(ctx, await getOpenPeriod(ctx, heads[0].period_id));
    const [moved] = await act(ctx, heads, { act: 'send-back', reviewDueOn: null, remarks, reason: null });
    return moved;
  },
});

/** The sub-park passes reports, 审核通过; all or none, each logged. */
export const review = writeOperation({
  name: 'statistics.review',
  rights: statisticsPolicy['statistics.review'],
  run: async (ctx, { submissionIds }: { readonly submissionIds: readonly string[] }) => {
    const heads = await lockHeads(ctx, submissionIds);
    const form = await formToActOn(ctx, await onePeriod(ctx, heads));
    const due = limitOf(ctx, form, 'acceptance');
    return { moved: await act(ctx, heads, { act: 'review', reviewDueOn: due, remarks: [], reason: null }) };
  },
});

/**
 * The office, or the operating body where the form says so, accepts reviewed reports, 核定: their figures become
 * accepted ones; all or none, each logged.
 */
export const accept = writeOperation({
  name: 'statistics.accept',
  rights: statisticsPolicy['statistics.accept'],
  run: async (ctx, { submissionIds }: { readonly submissionIds: readonly string[] }) => {
    const heads = await lockHeads(ctx, submissionIds);
    const period = await onePeriod(ctx, heads);
    const form = await formToActOn(ctx, period);
    const moved = await act(ctx, heads, { act: 'accept', reviewDueOn: null, remarks: [], reason: null });
    await acceptFigures(ctx, { form, period }, heads);
    return { moved };
  },
});

/** Asks for a correction of an accepted report; the accepted figures stand until the correction is accepted. */
export const reopenSubmission = writeOperation({
  name: 'statistics.reopenSubmission',
  rights: statisticsPolicy['statistics.reopenSubmission'],
  run: async (ctx, { submissionId, reason }: { readonly submissionId: string; readonly reason: string }) => {
    const heads = await lockHeads(ctx, [submissionId]);
    await formToActOn(ctx, await getOpenPeriod(ctx, heads[0].period_id));
    const [moved] = await act(ctx, heads, { act: 'reopen', reviewDueOn: null, remarks: [], reason });
    return moved;
  },
});
