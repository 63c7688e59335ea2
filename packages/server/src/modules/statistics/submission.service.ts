import type { Answers, Explanations, SubmissionStatus } from '@yuanheng/contract';
import { addWorkingDays } from '@yuanheng/engine/calendar';
import { largestChange, submissionMoves } from '@yuanheng/engine/statistics';
import { moveTo } from '@yuanheng/engine/workflow';
import { nationalCalendar } from '../../kernel/calendar.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { putFact } from './fact.store.ts';
import { getForm } from './form.store.ts';
import { getOpenPeriod, inKnownYears } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import {
  type SubmissionHead,
  appendActs,
  changeHeads,
  findDraft,
  insertRevision,
  latestRevisions,
  lockSubmissions,
  putDraft,
} from './submission.store.ts';
import { checkAnswers, refuseUnready } from './answers.service.ts';
import { moveSums } from './sums.service.ts';

interface Written {
  readonly submissionId: string;
  /** The draft's version that was read; a later one is somebody else's. */
  readonly version: number;
  readonly answers: Answers;
  readonly explanations: Explanations;
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
  run: async (ctx, input: Written) => {
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
  readonly remarks: readonly { readonly field: string; readonly text: string }[];
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
    const form = await getForm(ctx.db, ctx.actor.zoneId, {
      formId: period.form_id,
      version: period.form_version,
    });
    const { due } = inKnownYears(() =>
      addWorkingDays(nationalCalendar(), ctx.today, form.reviewWorkingDays.office),
    );
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
    const { zoneId } = ctx.actor;
    const form = await getForm(ctx.db, zoneId, { formId: period.form_id, version: period.form_version });
    const moved = await act(ctx, heads, { act: 'accept', reviewDueOn: null, remarks: [], reason: null });
    const revisions = await latestRevisions(ctx.db, zoneId, submissionIds);
    const moves = [];
    for (const head of heads) {
      const latest = revisions.find((row) => row.submission_id === head.id);
      const answers = (latest?.answers ?? {}) as Answers;
      moves.push(
        await putFact(ctx.db, {
          zoneId,
          form,
          periodStart: period.starts,
          stage: 'accepted',
          head,
          revision: head.revision,
          answers,
          now: ctx.now,
          requestId: ctx.requestId,
        }),
      );
    }
    await moveSums(ctx, period, moves);
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

type Heads = readonly [SubmissionHead, ...SubmissionHead[]];

/** The reports, locked and within the actor's reach; one that is not there refuses all. */
async function lockHeads(ctx: WriteContext, ids: readonly string[]): Promise<Heads> {
  const heads = await lockSubmissions(ctx.db, ctx.actor.zoneId, ids);
  const absent = ids.find((id) => !heads.some((head) => head.id === id));
  const [first, ...rest] = heads;
  if (absent !== undefined || first === undefined)
    throw problem('NOT_FOUND', { what: 'submission', id: absent ?? '' });
  for (const head of heads) ctx.may({ scopePath: head.scope_path, ownerId: head.owner_id });
  return [first, ...rest];
}

function nextStatus(head: SubmissionHead, act: string): SubmissionStatus {
  const status = moveTo(submissionMoves, head.status, act);
  if (status === undefined) throw problem('MOVE_REFUSED', { act, status: head.status });
  return status;
}

const subjectOf = (head: SubmissionHead) => ({
  subjectKind: 'submission',
  subjectId: head.id,
  scopePath: head.scope_path,
  ownerId: head.owner_id,
});

async function onePeriod(ctx: WriteContext, heads: Heads) {
  const other = heads.find((head) => head.period_id !== heads[0].period_id);
  if (other) throw problem('NOT_FOUND', { what: 'submission of the same period', id: other.id });
  return await getOpenPeriod(ctx, heads[0].period_id);
}

interface ActOf {
  readonly act: string;
  readonly reviewDueOn: string | null;
  readonly remarks: SentBack['remarks'];
  readonly reason: string | null;
}

/** One act of a reviewer on several reports: appended, folded into the status, audited one by one. */
async function act(ctx: WriteContext, heads: Heads, { act: name, reviewDueOn, remarks, reason }: ActOf) {
  const status = heads.map((head) => nextStatus(head, name))[0] ?? 'submitted';
  const { zoneId, memberId } = ctx.actor;
  await appendActs(
    ctx.db,
    heads.map((head) => ({
      zoneId,
      id: uuidv7(ctx.now),
      head,
      act: name,
      revision: head.revision,
      memberId,
      remarks,
      reason,
      now: ctx.now,
      requestId: ctx.requestId,
    })),
  );
  await changeHeads(ctx.db, { zoneId, ids: heads.map((head) => head.id) }, { status, reviewDueOn });
  for (const head of heads)
    ctx.audit.add({ ...subjectOf(head), detail: { act: name, revision: head.revision, reason, remarks } });
  return heads.map((head) => ({ submissionId: head.id, status, revision: head.revision })) as [
    { submissionId: string; status: SubmissionStatus; revision: number },
  ];
}

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
