import type { Answers, Explanations, Signatories } from '@yuanheng/contract';
import { writeOperation } from '../../kernel/operation/operation.ts';
import type { Ask } from '../../kernel/operation/together.ts';
import { problem } from '../../kernel/problem.ts';
import { lockHeads, nextStatus, subjectOf } from './acts.service.ts';
import { conflictOf } from './draft-conflict.ts';
import { getOpenPeriod } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import {
  type Draft,
  type Saved,
  type SavedDraft,
  changeHeads,
  findDrafts,
  putDrafts,
} from './submission.store.ts';

export interface Written {
  readonly submissionId: string;
  /** The draft's version that was read; a later one is somebody else's. */
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
  /** Who signs the paper of a submitted report; absent: written by hand. */
  readonly signatories?: Signatories | undefined;
}

/** A report that somebody writes. */
export type Submitting = Ask<Written>;

/** Saves what is being written. Of two editors the second is refused with both values. */
export const saveDraft = writeOperation({
  name: 'statistics.saveDraft',
  rights: statisticsPolicy['statistics.saveDraft'],
  run: async (ctx, input: Written) => {
    const [head] = await lockHeads(ctx, [input.submissionId]);
    await getOpenPeriod(ctx, head.period_id);
    const status = nextStatus(head, 'save');
    const { zoneId } = ctx.actor;
    const drafts = await findDrafts(ctx.db, zoneId, [head.id]);
    const draft = nextDraft({ ctx, input }, drafts.get(head.id));
    await putDrafts(ctx.db, zoneId, [draft]);
    if (status !== head.status)
      await changeHeads(ctx.db, { zoneId, ids: [head.id] }, { status, reviewDueOn: null });
    ctx.audit.add({ ...subjectOf(head), detail: { act: 'save', version: draft.version } });
    return { version: draft.version, savedAt: ctx.now.toISOString() };
  },
});

export const savedBy = ({ ctx, input }: Submitting): Saved => ({
  submissionId: input.submissionId,
  answers: input.answers,
  explanations: input.explanations,
  memberId: ctx.actor.memberId,
  now: ctx.now,
  requestId: ctx.requestId,
});

/** The draft that follows the one that was read, unless somebody else has written another since. */
export function nextDraft({ ctx, input }: Submitting, draft: Draft | undefined): SavedDraft {
  if (draft && draft.version !== input.version) throw problem('DRAFT_MOVED', conflictOf(draft, input));
  return { ...savedBy({ ctx, input }), version: (draft?.version ?? 0) + 1 };
}
