import type { Answers, SubmissionStatus } from '@yuanheng/contract';
import { addWorkingDays } from '@yuanheng/engine/calendar';
import { submissionMoves } from '@yuanheng/engine/statistics';
import { moveTo } from '@yuanheng/engine/workflow';
import { nationalCalendar } from '../../kernel/calendar.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { putFact } from './fact.store.ts';
import { getForm } from './form.store.ts';
import { getOpenPeriod, inKnownYears } from './period.service.ts';
import type { PeriodRow } from './period.store.ts';
import {
  type SubmissionHead,
  appendActs,
  changeHeads,
  latestRevisions,
  lockSubmissions,
} from './submission.store.ts';
import { moveSums } from './sums.service.ts';

export type Remarks = readonly { readonly field: string; readonly text: string }[];

export type Heads = readonly [SubmissionHead, ...SubmissionHead[]];

/** The reports, locked and within the actor's reach; one that is not there refuses all. */
export async function lockHeads(ctx: WriteContext, ids: readonly string[]): Promise<Heads> {
  const heads = await lockSubmissions(ctx.db, ctx.actor.zoneId, ids);
  const absent = ids.find((id) => !heads.some((head) => head.id === id));
  const [first, ...rest] = heads;
  if (absent !== undefined || first === undefined)
    throw problem('NOT_FOUND', { what: 'submission', id: absent ?? '' });
  for (const head of heads) ctx.may({ scopePath: head.scope_path, ownerId: head.owner_id });
  return [first, ...rest];
}

export function nextStatus(head: SubmissionHead, act: string): SubmissionStatus {
  const status = moveTo(submissionMoves, head.status, act);
  if (status === undefined) throw problem('MOVE_REFUSED', { act, status: head.status });
  return status;
}

export const subjectOf = (head: SubmissionHead) => ({
  subjectKind: 'submission',
  subjectId: head.id,
  scopePath: head.scope_path,
  ownerId: head.owner_id,
});

export async function onePeriod(ctx: WriteContext, heads: Heads) {
  const other = heads.find((head) => head.period_id !== heads[0].period_id);
  if (other) throw problem('NOT_FOUND', { what: 'submission of the same period', id: other.id });
  return await getOpenPeriod(ctx, heads[0].period_id);
}

interface ActOf {
  readonly act: string;
  readonly reviewDueOn: string | null;
  readonly remarks: Remarks;
  readonly reason: string | null;
}

/** One act of a reviewer on several reports: appended, folded into the status, audited one by one. */
export async function act(
  ctx: WriteContext,
  heads: Heads,
  { act: name, reviewDueOn, remarks, reason }: ActOf,
) {
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

/** The day until which the office has to accept what is passed today. */
export async function officeLimit(ctx: WriteContext, period: PeriodRow): Promise<string> {
  const { form_id: formId, form_version: version } = period;
  const form = await getForm(ctx.db, ctx.actor.zoneId, { formId, version });
  return inKnownYears(() => addWorkingDays(nationalCalendar(), ctx.today, form.reviewWorkingDays.office)).due;
}

/** The figures of accepted reports become accepted ones, and the sums with them. */
export async function acceptFigures(
  ctx: WriteContext,
  period: PeriodRow,
  heads: readonly SubmissionHead[],
): Promise<void> {
  const { zoneId } = ctx.actor;
  const { form_id: formId, form_version: version } = period;
  const form = await getForm(ctx.db, zoneId, { formId, version });
  const ids = heads.map(({ id }) => id);
  const revisions = await latestRevisions(ctx.db, zoneId, ids);
  const moves = [];
  for (const head of heads) {
    const latest = revisions.find((row) => row.submission_id === head.id);
    moves.push(
      await putFact(ctx.db, {
        zoneId,
        form,
        periodStart: period.starts,
        stage: 'accepted',
        head,
        revision: head.revision,
        answers: (latest?.answers ?? {}) as Answers,
        now: ctx.now,
        requestId: ctx.requestId,
      }),
    );
  }
  await moveSums(ctx, period, moves);
}
