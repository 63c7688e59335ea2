import type { Form, SubmissionStatus } from '@yuanheng/contract';
import { periodOf } from '@yuanheng/engine/calendar';
import { type SubmissionCheck, largestChange } from '@yuanheng/engine/statistics';
import { uuidv7 } from '../../kernel/ids.ts';
import { writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { type Beside, type Unready, checkAnswers, readBeside, unreadyOf } from './answers.service.ts';
import { type Submitting, type Written, nextDraft, savedBy } from './draft.service.ts';
import { putFacts } from './fact.store.ts';
import { getForm } from './form.store.ts';
import { findHeads, limitOf, nextStatus, onePeriod, subjectOf } from './acts.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import {
  type SavedDraft,
  type SubmissionHead,
  appendActs,
  changeSubmittedHeads,
  findDrafts,
  insertRevisions,
  putDrafts,
} from './submission.store.ts';
import { moveSums } from './sums.service.ts';

interface Moved {
  readonly submissionId: string;
  readonly status: SubmissionStatus;
  readonly revision: number;
}

/** Submits the report, 报送: no error, every query explained, every required field filled. */
export const submit = {
  ...writeOperation({
    name: 'statistics.submit',
    rights: statisticsPolicy['statistics.submit'],
    run: async (ctx, input: Written) => onlyOne(await submitAll([{ ctx, input }])),
  }),
  /**
   * The same for many reports of one period at once, all of them or none: of many people through `performTogether`, of
   * one person from within another operation, who passes the same context with each.
   */
  together: submitAll,
};

/** A report with all that is known of it before it is written. */
interface Ready extends Submitting {
  readonly head: SubmissionHead;
  readonly checked: SubmissionCheck;
  readonly beside: Beside;
  readonly status: SubmissionStatus;
  readonly revision: number;
}

/**
 * The one way in which reports are submitted, one or thousands: the statements are as many for all of them. They belong
 * to one period and are asked for through one transaction; each is judged, written and audited as its own asker's.
 */
async function submitAll(all: readonly Submitting[]): Promise<Moved[]> {
  const [first] = all;
  if (!first) return [];
  const { ctx } = first;
  const { zoneId } = ctx.actor;
  const heads = await findHeads(
    ctx,
    all.map(({ input }) => input.submissionId),
  );
  const period = await onePeriod(ctx, heads);
  const form = await getForm(ctx.db, zoneId, { formId: period.form_id, version: period.form_version });
  const ready = await checkAll(all, { form, code: period.code, heads });
  refuseUnready(ready);
  const drafts = await findDrafts(
    ctx.db,
    zoneId,
    heads.map(({ id }) => id),
  );
  await writeAll(ready, {
    form,
    drafts: ready.map((one) => nextDraft(one, drafts.get(one.head.id))),
  });
  const moves = await putFacts(
    ctx.db,
    { zoneId, form, periodStart: period.starts, stage: 'reported' },
    ready.map(({ ctx: { now, requestId }, head, revision, checked: { clean } }) => ({
      head,
      revision,
      answers: clean,
      now,
      requestId,
    })),
  );
  await moveSums(ctx, period, moves);
  return ready.map(({ head, status, revision }) => ({ submissionId: head.id, status, revision }));
}

interface Checking {
  readonly form: Form;
  readonly code: string;
  readonly heads: readonly SubmissionHead[];
}

async function checkAll(all: readonly Submitting[], { form, code, heads }: Checking): Promise<Ready[]> {
  const [first] = all;
  if (!first) return [];
  const { db, actor } = first.ctx;
  const subjectIds = heads.map((head) => head.subject_id);
  const besideOf = await readBeside(db, { zoneId: actor.zoneId, form, span: periodOf(code), subjectIds });
  const headOf = new Map(heads.map((head) => [head.id, head]));
  return all.flatMap(({ ctx, input }) => {
    const head = headOf.get(input.submissionId);
    if (!head) return [];
    ctx.may({ scopePath: head.scope_path, ownerId: head.owner_id });
    const beside = besideOf(head.subject_id);
    const checked = checkAnswers(form, code, { answers: input.answers, beside });
    return {
      ctx,
      input,
      head,
      checked,
      beside,
      status: nextStatus(head, 'submit'),
      revision: head.revision + 1,
    };
  });
}

/** One report says what it lacks; of several, each that lacks something says so, and none is submitted. */
function refuseUnready(reports: readonly Ready[]): void {
  const unready = reports.flatMap(({ head, checked, input }): (Unready & { head: SubmissionHead })[] => {
    const lacks = unreadyOf(checked, input.explanations);
    return lacks ? [{ ...lacks, head }] : [];
  });
  const [first] = unready;
  if (!first) return;
  const { head: _head, ...lacks } = first;
  if (reports.length === 1) throw problem('ERRORS_LEFT', lacks);
  throw problem('REPORTS_NOT_READY', {
    reports: unready.map(({ head, ...rest }) => ({
      submissionId: head.id,
      respondent: head.subject_short,
      ...rest,
    })),
  });
}

/** The record: drafts, revisions, acts, and the folded status beside them. */
async function writeAll(
  ready: readonly Ready[],
  { form, drafts }: { readonly form: Form; readonly drafts: readonly SavedDraft[] },
): Promise<void> {
  const [first] = ready;
  if (!first) return;
  const { db, actor } = first.ctx;
  const { zoneId } = actor;
  await putDrafts(db, zoneId, drafts);
  await insertRevisions(
    db,
    zoneId,
    ready.map(({ ctx, input, checked, revision }) => ({
      ...savedBy({ ctx, input }),
      answers: checked.clean,
      findings: checked.findings,
      signatories: input.signatories ?? null,
      revision,
    })),
  );
  await appendActs(
    db,
    ready.map(({ ctx, head, revision }) => ({
      zoneId,
      id: uuidv7(ctx.now),
      head,
      act: 'submit',
      revision,
      memberId: ctx.actor.memberId,
      remarks: [],
      reason: null,
      now: ctx.now,
      requestId: ctx.requestId,
    })),
  );
  await changeSubmittedHeads(
    db,
    zoneId,
    ready.map((one) => submittedHead(form, one)),
  );
}

function submittedHead(form: Form, { ctx, head, checked, beside, status, revision }: Ready) {
  const of = (severity: string) => checked.findings.filter((finding) => finding.severity === severity).length;
  const queries = of('query');
  ctx.audit.add({ ...subjectOf(head), detail: { act: 'submit', revision, queries } });
  return {
    id: head.id,
    status,
    reviewDueOn: limitOf(ctx, form, 'subPark'),
    revision,
    at: ctx.now,
    errors: of('error'),
    queries,
    largestChange: largestChange(form, checked.clean, beside.previous?.answers ?? null),
  };
}

function onlyOne([moved]: readonly Moved[]): Moved {
  if (!moved) throw new RangeError('A report was submitted and not told of.');
  return moved;
}
