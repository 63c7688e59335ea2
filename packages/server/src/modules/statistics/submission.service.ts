import type { Answers, Explanations, Signatories } from '@yuanheng/contract';
import { addWorkingDays } from '@yuanheng/engine/calendar';
import { largestChange } from '@yuanheng/engine/statistics';
import { nationalCalendar } from '../../kernel/calendar.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { putFact } from './fact.store.ts';
import { getOpenPeriod, inKnownYears } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import {
  type SubmissionHead,
  appendActs,
  changeHeads,
  findDraft,
  insertRevision,
  putDraft,
} from './submission.store.ts';
import {
  type Remarks,
  acceptFigures,
  act,
  lockHeads,
  nextStatus,
  officeLimit,
  onePeriod,
  subjectOf,
} from './acts.service.ts';
import { checkAnswers, refuseUnready } from './answers.service.ts';
import { moveSums } from './sums.service.ts';

interface Written {
  readonly submissionId: string;
  /** The draft's version that was read; a later one is somebody else's. */
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
}

interface Submitted extends Written {
  /** Who signs the paper; absent: written by hand. */
  readonly signatories?: Signatories | undefined;
}

/** Saves what is being written. Of two editors the second is refused with both values. */
export const saveDraft = writeOperation({
  name: 'statistics.saveDraft',
  rights: statisticsPolicy['statistics.saveDraft'],
  run: async (ctx, input: Written) => {
    const [head] = await lockHeads(ctx, [input.submissionId]);
    await getOpenPeriod(ctx, head.period_id);
    const status = nextStatus(head, 'save');
    const version = await writeDraft(ctx, head, input);
    if (status !== head.status)
      await changeHeads(ctx.db, { zoneId: ctx.actor.zoneId, ids: [head.id] }, { status, reviewDueOn: null });
    ctx.audit.add({ ...subjectOf(head), detail: { act: 'save', version } });
    return { version, savedAt: ctx.now.toISOString() };
  },
});

/** Submits the report, 报送: no error, every query explained, every required field filled. */
export const submit = writeOperation({
  name: 'statistics.submit',
  rights: statisticsPolicy['statistics.submit'],
  run: async (ctx, input: Submitted) => {
    const [head] = await lockHeads(ctx, [input.submissionId]);
    const period = await getOpenPeriod(ctx, head.period_id);
    const status = nextStatus(head, 'submit');
    const { form, checked, previous } = await checkAnswers(ctx, { head, period, answers: input.answers });
    refuseUnready(checked, input.explanations);
    await writeDraft(ctx, head, input);
    const revision = head.revision + 1;
    const { zoneId, memberId } = ctx.actor;
    const by = { zoneId, head, revision, memberId, now: ctx.now, requestId: ctx.requestId };
    await insertRevision(ctx.db, {
      ...by,
      answers: checked.clean,
      explanations: input.explanations,
      findings: checked.findings,
      signatories: input.signatories ?? null,
    });
    await appendActs(ctx.db, [{ ...by, id: uuidv7(ctx.now), act: 'submit', remarks: [], reason: null }]);
    const { due } = inKnownYears(() =>
      addWorkingDays(nationalCalendar(), ctx.today, form.reviewWorkingDays.subPark),
    );
    const of = (severity: string) =>
      checked.findings.filter((finding) => finding.severity === severity).length;
    const submitted = {
      revision,
      at: ctx.now,
      errors: of('error'),
      queries: of('query'),
      largestChange: largestChange(form, checked.clean, previous),
    };
    await changeHeads(ctx.db, { zoneId, ids: [head.id] }, { status, reviewDueOn: due, submitted });
    const move = await putFact(ctx.db, {
      ...by,
      form,
      periodStart: period.starts,
      stage: 'reported',
      answers: checked.clean,
    });
    await moveSums(ctx, period, [move]);
    ctx.audit.add({ ...subjectOf(head), detail: { act: 'submit', revision, queries: submitted.queries } });
    return { submissionId: head.id, status, revision };
  },
});

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
    await getOpenPeriod(ctx, heads[0].period_id);
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
    const period = await onePeriod(ctx, heads);
    const due = await officeLimit(ctx, period);
    return { moved: await act(ctx, heads, { act: 'review', reviewDueOn: due, remarks: [], reason: null }) };
  },
});

/** The office accepts reviewed reports, 核定: their figures become accepted ones; all or none, each logged. */
export const accept = writeOperation({
  name: 'statistics.accept',
  rights: statisticsPolicy['statistics.accept'],
  run: async (ctx, { submissionIds }: { readonly submissionIds: readonly string[] }) => {
    const heads = await lockHeads(ctx, submissionIds);
    const period = await onePeriod(ctx, heads);
    const moved = await act(ctx, heads, { act: 'accept', reviewDueOn: null, remarks: [], reason: null });
    await acceptFigures(ctx, period, heads);
    return { moved };
  },
});

/** Asks for a correction of an accepted report; the accepted figures stand until the correction is accepted. */
export const reopenSubmission = writeOperation({
  name: 'statistics.reopenSubmission',
  rights: statisticsPolicy['statistics.reopenSubmission'],
  run: async (ctx, { submissionId, reason }: { readonly submissionId: string; readonly reason: string }) => {
    const heads = await lockHeads(ctx, [submissionId]);
    await getOpenPeriod(ctx, heads[0].period_id);
    const [moved] = await act(ctx, heads, { act: 'reopen', reviewDueOn: null, remarks: [], reason });
    return moved;
  },
});

/** Writes the draft unless somebody else has written it since it was read. */
async function writeDraft(ctx: WriteContext, head: SubmissionHead, input: Written): Promise<number> {
  const draft = await findDraft(ctx.db, ctx.actor.zoneId, head.id);
  if (draft && draft.version !== input.version) {
    const fields = [...new Set([...Object.keys(draft.answers), ...Object.keys(input.answers)])];
    const cells = fields.map((field) => ({
      field,
      yours: input.answers[field] ?? null,
      theirs: draft.answers[field] ?? null,
    }));
    throw problem('DRAFT_MOVED', {
      version: draft.version,
      savedBy: draft.by,
      savedAt: draft.savedAt.toISOString(),
      cells: cells.filter(({ yours, theirs }) => (yours ?? '') !== (theirs ?? '')),
    });
  }
  const version = (draft?.version ?? 0) + 1;
  const { zoneId, memberId } = ctx.actor;
  const { answers, explanations } = input;
  await putDraft(ctx.db, {
    zoneId,
    head,
    version,
    answers,
    explanations,
    memberId,
    now: ctx.now,
    requestId: ctx.requestId,
  });
  return version;
}
