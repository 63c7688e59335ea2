import type { Form, Submission, SubmissionRow } from '@yuanheng/contract';
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
import { readBeside } from './answers.service.ts';
import { type DueState, NO_DUE_STATE, dueStates } from './due.views.ts';
import { formsInForce, getForm } from './form.store.ts';
import { inKnownYears } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import { findDrafts } from './submission.store.ts';
import {
  type FormsOf,
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
    const concern = concernOf(ctx);
    const rows = await periodsOf(ctx.db, { zoneId: ctx.actor.zoneId, today: ctx.today }, concern);
    const forms = (await formsInForce(ctx.db, ctx.actor.zoneId, ctx.today)).filter(
      (form) =>
        (concern.respondent ?? form.respondent) === form.respondent &&
        (concern.acceptedBy ?? form.acceptedBy) === form.acceptedBy,
    );
    return {
      rows,
      total: rows.length,
      asOf: ctx.now.toISOString(),
      forms: forms.map(({ id, name, frequency }) => ({ id, name, frequency })),
    };
  },
});

export const listSubmissions = readOperation({
  name: 'statistics.listSubmissions',
  rights: statisticsPolicy['statistics.listSubmissions'],
  run: async (ctx, filter: Omit<SubmissionFilter, 'zoneId' | 'id'>) => {
    ctx.may('rows');
    const { rows, total } = await submissionsOf(ctx.db, {
      ...filter,
      ...concernOf(ctx),
      zoneId: ctx.actor.zoneId,
    });
    return { rows: await toRows(ctx, rows), total, asOf: ctx.now.toISOString() };
  },
});

/** How far the reports have come, by the sub-park of each respondent's draw. */
export const readProgress = readOperation({
  name: 'statistics.progress',
  rights: statisticsPolicy['statistics.progress'],
  run: async (ctx, { periodId }: { readonly periodId: string }) => {
    ctx.may('rows');
    const at = { zoneId: ctx.actor.zoneId, today: ctx.today };
    const rows = await progressOf(ctx.db, { ...at, periodId, ...concernOf(ctx) });
    return { rows, total: rows.length, asOf: ctx.now.toISOString() };
  },
});

/** Which forms concern the actor: its own kind's, or those that the operating body accepts. All of them: nothing said. */
function concernOf({ actor: { role } }: Context): FormsOf {
  if (role === 'enterprise' || role === 'carrier') return { respondent: role };
  return role === 'operator' ? { acceptedBy: role } : {};
}

/** Listed reports with what the office decided about them and how often they were reminded. */
async function toRows(ctx: Context, rows: readonly ListedSubmission[]): Promise<SubmissionRow[]> {
  const ids = rows.map(({ id }) => id);
  const states = await dueStates(ctx.db, ctx.actor.zoneId, ids);
  return rows.map((row) => toRow(ctx, row, states.get(row.id) ?? NO_DUE_STATE));
}

/** The reviewer's limit in working days from today; negative: overdue. */
function toRow(
  ctx: Context,
  { periodStatus: _status, formId: _formId, formVersion: _formVersion, ...row }: ListedSubmission,
  { dueChange, reminded }: DueState,
): SubmissionRow {
  const { reviewDueOn } = row;
  const workingDaysLeft =
    reviewDueOn === null
      ? null
      : inKnownYears(() => workingDaysBetween(nationalCalendar(), ctx.today, reviewDueOn));
  return {
    ...row,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    workingDaysLeft,
    dueChange,
    reminded,
  };
}

export const getSubmission = readOperation({
  name: 'statistics.getSubmission',
  rights: statisticsPolicy['statistics.getSubmission'],
  run: async (ctx, { submissionId }: { readonly submissionId: string }): Promise<Submission> => {
    const { zoneId } = ctx.actor;
    ctx.may('rows');
    const { rows } = await submissionsOf(ctx.db, {
      ...concernOf(ctx),
      zoneId,
      id: submissionId,
      limit: 1,
      offset: 0,
    });
    const [row] = rows;
    if (!row) throw problem('NOT_FOUND', { what: 'submission', id: submissionId });
    const form = await getForm(ctx.db, zoneId, { formId: row.formId, version: row.formVersion });
    const own = ctx.actor.ownId === row.respondent.id;
    const draft = own ? (await findDrafts(ctx.db, zoneId, [submissionId])).get(submissionId) : undefined;
    const span = periodOf(row.periodCode);
    const besideOf = await readBeside(ctx.db, { zoneId, form, span, subjectIds: [row.respondent.id] });
    const { previous, lastYear, sources } = besideOf(row.respondent.id);
    const states = await dueStates(ctx.db, zoneId, [row.id]);
    return {
      ...toRow(ctx, row, states.get(row.id) ?? NO_DUE_STATE),
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
      previous: previous && { code: previousPeriod(span).code, ...previous },
      lastYear: lastYear && { code: samePeriodLastYear(span).code, ...lastYear },
      sources,
      may: mayNow(ctx, row, form),
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
  remind: 'statistics.remind',
  extend: 'statistics.extendDue',
  exempt: 'statistics.exempt',
  include: 'statistics.include',
} as const;

/** What the office decides about every form, also those that others accept. */
const DUE_ACTS: ReadonlySet<string> = new Set(['remind', 'extend', 'exempt', 'include']);

/** The acts that the moves allow and the role may do; the buttons of the page. */
function mayNow({ actor: { role } }: Context, row: ListedSubmission, form: Form): Submission['may'] {
  if (row.periodStatus === 'closed') return [];
  const passes = role !== 'office' && role !== 'operator' ? true : role === form.acceptedBy;
  const acts = actsFrom(submissionMoves, row.status) as Submission['may'];
  return acts.filter(
    (act) => Object.hasOwn(statisticsPolicy[OPERATION_OF[act]], role) && (passes || DUE_ACTS.has(act)),
  );
}
