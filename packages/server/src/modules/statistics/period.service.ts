import { UnknownYear, dayAfter, periodOf } from '@yuanheng/engine/calendar';
import { moveTo } from '@yuanheng/engine/workflow';
import { periodMoves } from '@yuanheng/engine/statistics';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { settlePlaces } from '../organisation/index.ts';
import { followClosing } from './after-closing.ts';
import { pagesOf } from './fact.store.ts';
import { formInForce } from './form.store.ts';
import {
  type PeriodRow,
  appendPeriodAct,
  countUnfinished,
  drawRespondents,
  findPeriod,
  insertPeriod,
  openSums,
  setPeriodStatus,
} from './period.store.ts';
import { statisticsPolicy } from './statistics.policy.ts';

const WHOLE_ZONE = '/';

/** Opens a period: its respondents are drawn by the form's scope on this day and frozen. */
export const openPeriod = writeOperation({
  name: 'statistics.openPeriod',
  rights: statisticsPolicy['statistics.openPeriod'],
  run: async (ctx, { formId, code }: { readonly formId: string; readonly code: string }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const span = periodOf(code);
    const form = await formInForce(ctx.db, zoneId, { formId, day: span.starts });
    if (!form) throw problem('NOT_FOUND', { what: 'form', id: formId });
    if (span.kind !== form.frequency)
      throw problem('PERIOD_OF_OTHER_KIND', { period: code, form: formId, frequency: form.frequency });
    const opensOn = dayAfter(span, form.opens);
    if (ctx.today < opensOn) throw problem('PERIOD_NOT_YET', { period: code, opensOn });
    const id = uuidv7(ctx.now);
    const { kind, starts, ends } = span;
    const dueOn = dayAfter(span, form.due);
    await insertPeriod(ctx.db, {
      zoneId,
      id,
      formId,
      formVersion: form.version,
      kind,
      code,
      starts,
      ends,
      opensOn,
      dueOn,
      requestId: ctx.requestId,
    });
    await appendAct(ctx, { periodId: id, act: 'open', reason: null });
    await settlePlaces(ctx.db, zoneId, ctx.today);
    const respondents = await drawRespondents(ctx.db, {
      zoneId,
      periodId: id,
      scope: form.scope,
      day: ctx.today,
      requestId: ctx.requestId,
    });
    await openSums(ctx.db, { zoneId, periodId: id, formId, starts, pages: pagesOf(form) });
    ctx.audit.add({
      subjectKind: 'period',
      subjectId: id,
      scopePath: WHOLE_ZONE,
      detail: { formId, code, respondents },
    });
    return { periodId: id, respondents };
  },
});

/** Closes a period, 封账: nothing of it changes until it is reopened with a reason. */
export const closePeriod = writeOperation({
  name: 'statistics.closePeriod',
  rights: statisticsPolicy['statistics.closePeriod'],
  run: async (ctx, { periodId }: { readonly periodId: string }) => {
    ctx.may('zone');
    const period = await getPeriod(ctx, periodId, 'update');
    const unfinished = await countUnfinished(ctx.db, ctx.actor.zoneId, periodId);
    if (unfinished > 0) throw problem('PERIOD_HAS_UNFINISHED', { period: period.code, unfinished });
    const closed = await movePeriod(ctx, { period, act: 'close', reason: null });
    await followClosing(ctx, { code: period.code });
    return closed;
  },
});

export const reopenPeriod = writeOperation({
  name: 'statistics.reopenPeriod',
  rights: statisticsPolicy['statistics.reopenPeriod'],
  run: async (ctx, { periodId, reason }: { readonly periodId: string; readonly reason: string }) => {
    ctx.may('zone');
    return await movePeriod(ctx, { period: await getPeriod(ctx, periodId, 'update'), act: 'reopen', reason });
  },
});

export async function getPeriod(ctx: WriteContext, id: string, lock: 'share' | 'update'): Promise<PeriodRow> {
  const period = await findPeriod(ctx.db, { zoneId: ctx.actor.zoneId, id: id }, lock);
  if (!period) throw problem('NOT_FOUND', { what: 'period', id });
  return period;
}

/** A period that reports may still change in. */
export async function getOpenPeriod(ctx: WriteContext, id: string): Promise<PeriodRow> {
  const period = await getPeriod(ctx, id, 'share');
  if (period.status === 'closed') throw problem('PERIOD_CLOSED', { period: period.code });
  return period;
}

async function movePeriod(
  ctx: WriteContext,
  { period, act, reason }: { period: PeriodRow; act: string; reason: string | null },
) {
  const status = moveTo(periodMoves, period.status as keyof typeof periodMoves, act);
  if (status === undefined) throw problem('MOVE_REFUSED', { act, status: period.status });
  await appendAct(ctx, { periodId: period.id, act, reason });
  await setPeriodStatus(ctx.db, ctx.actor.zoneId, { id: period.id, status });
  ctx.audit.add({
    subjectKind: 'period',
    subjectId: period.id,
    scopePath: WHOLE_ZONE,
    detail: { act, code: period.code, reason },
  });
  return { periodId: period.id, status };
}

function appendAct(
  ctx: WriteContext,
  { periodId, act, reason }: { periodId: string; act: string; reason: string | null },
) {
  const { zoneId, memberId } = ctx.actor;
  return appendPeriodAct(ctx.db, {
    zoneId,
    id: uuidv7(ctx.now),
    periodId,
    act,
    memberId,
    reason,
    now: ctx.now,
    requestId: ctx.requestId,
  });
}

/** Runs a computation of working days; a year without a published calendar is a problem, not a guess. */
export function inKnownYears<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UnknownYear) throw problem('CALENDAR_UNKNOWN', { year: error.year });
    throw error;
  }
}
