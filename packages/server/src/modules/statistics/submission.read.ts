import type { Submission, SubmissionRow } from '@yuanheng/contract';
import {
  addWorkingDays,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  workingDaysBetween,
} from '@yuanheng/engine/calendar';
import { submissionMoves } from '@yuanheng/engine/statistics';
import { actsFrom } from '@yuanheng/engine/workflow';
import { nationalCalendar } from '../../kernel/calendar.ts';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { dayOf } from '../../kernel/clock.ts';
import { answersOf } from './fact.views.ts';
import { formsInForce, getForm } from './form.store.ts';
import { inKnownYears } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import { findDraft } from './submission.store.ts';
import {
  type ListedSubmission,
  type SubmissionFilter,
  actsOf,
  periodsOf,
  progressOf,
  revisionsOf,
  submissionsOf,
} from './submission.views.ts';

export const listPeriods = readOperation({
  name: 'statistics.listPeriods',
  rights: statisticsPolicy['statistics.listPeriods'],
  run: async (ctx) => {
    ctx.may('rows');
    const rows = await periodsOf(ctx.db, ctx.actor.zoneId);
    const forms = await formsInForce(ctx.db, ctx.actor.zoneId, ctx.today);
    return { rows, total: rows.length, asOf: ctx.now.toISOString(), forms };
  },
});

export const listSubmissions = readOperation({
  name: 'statistics.listSubmissions',
  rights: statisticsPolicy['statistics.listSubmissions'],
  run: async (ctx, filter: Omit<SubmissionFilter, 'zoneId' | 'id'>) => {
    ctx.may('rows');
    const { rows, total } = await submissionsOf(ctx.db, { ...filter, zoneId: ctx.actor.zoneId });
    return { rows: rows.map((row) => toRow(ctx, row)), total, asOf: ctx.now.toISOString() };
  },
});

/** How far the reports have come, by the sub-park of each respondent's draw. */
export const readProgress = readOperation({
  name: 'statistics.progress',
  rights: statisticsPolicy['statistics.progress'],
  run: async (ctx, { periodId }: { readonly periodId: string }) => {
    ctx.may('rows');
    const rows = await progressOf(ctx.db, { zoneId: ctx.actor.zoneId, periodId });
    return { rows, total: rows.length, asOf: ctx.now.toISOString() };
  },
});

/** The reviewer's limit in working days from today; negative: overdue. */
function toRow(
  ctx: Context,
  { periodStatus: _status, formId: _formId, formVersion: _formVersion, ...row }: ListedSubmission,
): SubmissionRow {
  const { reviewDueOn } = row;
  const workingDaysLeft =
    reviewDueOn === null
      ? null
      : inKnownYears(() => workingDaysBetween(nationalCalendar(), ctx.today, reviewDueOn));
  return { ...row, submittedAt: row.submittedAt?.toISOString() ?? null, workingDaysLeft };
}

export const getSubmission = readOperation({
  name: 'statistics.getSubmission',
  rights: statisticsPolicy['statistics.getSubmission'],
  run: async (ctx, { submissionId }: { readonly submissionId: string }): Promise<Submission> => {
    const { zoneId } = ctx.actor;
    ctx.may('rows');
    const { rows } = await submissionsOf(ctx.db, { zoneId, id: submissionId, limit: 1, offset: 0 });
    const [row] = rows;
    if (!row) throw problem('NOT_FOUND', { what: 'submission', id: submissionId });
    const form = await getForm(ctx.db, zoneId, { formId: row.formId, version: row.formVersion });
    const own = ctx.actor.role === 'enterprise';
    const draft = own ? await findDraft(ctx.db, zoneId, submissionId) : undefined;
    const span = periodOf(row.periodCode);
    const beside = async (period: typeof span) => {
      const known = await answersOf(ctx.db, {
        zoneId,
        form,
        periodStart: period.starts,
        subjectId: row.enterprise.id,
      });
      return known && { code: period.code, ...known };
    };
    return {
      ...toRow(ctx, row),
      form,
      periodStatus: row.periodStatus,
      draft: draft
        ? {
            version: draft.version,
            answers: draft.answers,
            explanations: draft.explanations,
            by: draft.by,
            at: draft.savedAt.toISOString(),
          }
        : null,
      revisions: await revisionsOf(ctx.db, zoneId, submissionId),
      acts: await actsOf(ctx.db, zoneId, submissionId),
      previous: await beside(previousPeriod(span)),
      lastYear: await beside(samePeriodLastYear(span)),
      may: mayNow(ctx, row),
      reviewSkips:
        row.submittedAt && row.status === 'submitted'
          ? inKnownYears(() =>
              addWorkingDays(
                nationalCalendar(),
                dayOf(row.submittedAt ?? ctx.now),
                form.reviewWorkingDays.subPark,
              ),
            ).skipped
          : [],
    };
  },
});

const OPERATION_OF = {
  save: 'statistics.saveDraft',
  submit: 'statistics.submit',
  'send-back': 'statistics.sendBack',
  review: 'statistics.review',
  accept: 'statistics.accept',
  reopen: 'statistics.reopenSubmission',
} as const;

/** The acts that the moves allow and the role may do; the buttons of the page. */
function mayNow(ctx: Context, row: ListedSubmission): Submission['may'] {
  if (row.periodStatus === 'closed') return [];
  const acts = actsFrom(submissionMoves, row.status) as Submission['may'];
  return acts.filter((act) => Object.hasOwn(statisticsPolicy[OPERATION_OF[act]], ctx.actor.role));
}
