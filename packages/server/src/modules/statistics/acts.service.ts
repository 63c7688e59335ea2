import type { Answers, Form, SubmissionStatus } from '@yuanheng/contract';
import { addWorkingDays } from '@yuanheng/engine/calendar';
import { submissionMoves } from '@yuanheng/engine/statistics';
import { moveTo } from '@yuanheng/engine/workflow';
import { nationalCalendar } from '../../kernel/calendar.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { putFacts } from './fact.store.ts';
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
  const heads = await findHeads(ctx, ids);
  for (const head of heads) ctx.may({ scopePath: head.scope_path, ownerId: head.owner_id });
  return heads;
}

/** The reports, locked, for a caller that asks `may` for each of them. */
export async function findHeads(
  { db, actor }: Pick<WriteContext, 'db' | 'actor'>,
  ids: readonly string[],
): Promise<Heads> {
  const heads = await lockSubmissions(db, actor.zoneId, ids);
  const there = new Set(heads.map(({ id }) => id));
  const absent = ids.find((id) => !there.has(id));
  const [first, ...rest] = heads;
  if (absent !== undefined || first === undefined)
    throw problem('NOT_FOUND', { what: 'submission', id: absent ?? '' });
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

/** The one period, still open, that all of the reports belong to. */
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
  /** The day that an extension allows, or that a reminder reminds each report of. */
  readonly dueOn?: string | ((head: SubmissionHead) => string);
}

/** One act on several reports: appended, folded into each status, audited one by one. */
export async function act(
  ctx: WriteContext,
  heads: Heads,
  { act: name, reviewDueOn, remarks, reason, dueOn }: ActOf,
): Promise<[MovedReport, ...MovedReport[]]> {
  const { zoneId, memberId } = ctx.actor;
  const dayOf = (head: SubmissionHead) => (typeof dueOn === 'function' ? dueOn(head) : dueOn);
  const move = (head: SubmissionHead): MovedReport => ({
    submissionId: head.id,
    status: nextStatus(head, name),
    revision: head.revision,
  });
  const [first, ...rest] = heads;
  const moved: [MovedReport, ...MovedReport[]] = [move(first), ...rest.map(move)];
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
      dueOn: dayOf(head),
      now: ctx.now,
      requestId: ctx.requestId,
    })),
  );
  for (const status of new Set(moved.map((one) => one.status))) {
    const ids = moved.flatMap((one) => (one.status === status ? [one.submissionId] : []));
    await changeHeads(ctx.db, { zoneId, ids }, { status, reviewDueOn });
  }
  for (const head of heads)
    ctx.audit.add({
      ...subjectOf(head),
      detail: {
        act: name,
        revision: head.revision,
        reason,
        remarks,
        ...(dueOn === undefined ? {} : { dueOn: dayOf(head) ?? null }),
      },
    });
  return moved;
}

interface MovedReport {
  readonly submissionId: string;
  readonly status: SubmissionStatus;
  readonly revision: number;
}

/**
 * The form of a period, unless somebody else than the actor accepts its reports: whoever accepts also sends back and
 * reopens.
 */
export async function formToActOn(ctx: WriteContext, period: PeriodRow): Promise<Form> {
  const { zoneId, role } = ctx.actor;
  const form = await getForm(ctx.db, zoneId, { formId: period.form_id, version: period.form_version });
  if (role !== 'sub-park' && role !== form.acceptedBy)
    throw problem('ACCEPTED_BY_OTHERS', { form: form.name.zh, acceptedBy: form.acceptedBy });
  return form;
}

/** The day until which the sub-park has to review what is submitted today, or whoever accepts, to accept what is passed. */
export const limitOf = (
  { today }: Pick<WriteContext, 'today'>,
  { reviewWorkingDays }: Form,
  step: keyof Form['reviewWorkingDays'],
): string => inKnownYears(() => addWorkingDays(nationalCalendar(), today, reviewWorkingDays[step])).due;

/** The figures of accepted reports become accepted ones, and the sums with them. */
export async function acceptFigures(
  ctx: WriteContext,
  { form, period }: { readonly form: Form; readonly period: PeriodRow },
  heads: readonly SubmissionHead[],
): Promise<void> {
  const { zoneId } = ctx.actor;
  const ids = heads.map(({ id }) => id);
  const revisions = await latestRevisions(ctx.db, zoneId, ids);
  const answersOf = new Map(revisions.map((row) => [row.submission_id, row.answers as Answers]));
  const moves = await putFacts(
    ctx.db,
    { zoneId, form, periodStart: period.starts, stage: 'accepted' },
    heads.map((head) => ({
      head,
      revision: head.revision,
      answers: answersOf.get(head.id) ?? {},
      now: ctx.now,
      requestId: ctx.requestId,
    })),
  );
  await moveSums(ctx, period, moves);
}
