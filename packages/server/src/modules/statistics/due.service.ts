import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { act, lockHeads, onePeriod, subjectOf } from './acts.service.ts';
import { extendHeads, findCandidate, insertAdded, moveDue, openDue } from './due.store.ts';
import { getForm } from './form.store.ts';
import { getOpenPeriod } from './period.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import { appendActs } from './submission.store.ts';

interface Some {
  readonly submissionIds: readonly string[];
  readonly reason: string;
}

/** Lets respondents report later, 延期; lateness counts against the later day. All or none. */
export const extendDue = writeOperation({
  name: 'statistics.extendDue',
  rights: statisticsPolicy['statistics.extendDue'],
  run: async (ctx, { submissionIds, dueOn, reason }: Some & { readonly dueOn: string }) => {
    const heads = await lockHeads(ctx, submissionIds);
    const period = await onePeriod(ctx, heads);
    for (const head of heads) {
      const until = head.due_on ?? period.due_on;
      if (dueOn <= until || dueOn < ctx.today)
        throw problem('DUE_DAY_NOT_LATER', { name: head.subject_short, asked: dueOn, dueOn: until });
    }
    const moved = await act(ctx, heads, { act: 'extend', reviewDueOn: null, remarks: [], reason, dueOn });
    await extendHeads(ctx.db, { zoneId: ctx.actor.zoneId, ids: submissionIds }, dueOn);
    return { moved };
  },
});

/** Takes respondents that have not reported off the due list, 豁免; who was due follows. All or none. */
export const exempt = writeOperation({
  name: 'statistics.exempt',
  rights: statisticsPolicy['statistics.exempt'],
  run: (ctx, some: Some) => changeDue(ctx, some, { name: 'exempt', by: -1 }),
});

/** Puts exempted respondents back on the due list, 恢复应报. All or none. */
export const include = writeOperation({
  name: 'statistics.include',
  rights: statisticsPolicy['statistics.include'],
  run: (ctx, some: Some) => changeDue(ctx, some, { name: 'include', by: 1 }),
});

async function changeDue(
  ctx: WriteContext,
  { submissionIds, reason }: Some,
  { name, by }: { readonly name: 'exempt' | 'include'; readonly by: 1 | -1 },
) {
  const heads = await lockHeads(ctx, submissionIds);
  const period = await onePeriod(ctx, heads);
  const moved = await act(ctx, heads, { act: name, reviewDueOn: null, remarks: [], reason });
  for (const { carrier_id: carrierId } of heads)
    await moveDue(ctx.db, { zoneId: ctx.actor.zoneId, period, carrierId }, by);
  return { moved };
}

interface Added {
  readonly periodId: string;
  readonly subjectId: string;
  readonly reason: string;
}

/** Adds a respondent to the due list of a period, 增列: one within the form's scope today that was not drawn. */
export const addRespondent = writeOperation({
  name: 'statistics.addRespondent',
  rights: statisticsPolicy['statistics.addRespondent'],
  run: async (ctx, { periodId, subjectId, reason }: Added) => {
    ctx.may('zone');
    const { zoneId, memberId } = ctx.actor;
    const period = await getOpenPeriod(ctx, periodId);
    const by = { zoneId, now: ctx.now, requestId: ctx.requestId };
    const day = ctx.today;
    const { form_id: formId, form_version: version } = period;
    const { scope } = await getForm(ctx.db, zoneId, { formId, version });
    const candidate = await findCandidate(ctx.db, { zoneId, periodId, scope, subjectId, day });
    if (!candidate) throw problem('NOT_FOUND', { what: 'candidate', id: subjectId });
    if (candidate.is_listed)
      throw problem('ALREADY_DUE', { name: candidate.subject_name, period: period.code });
    const head = await insertAdded(ctx.db, { ...by, id: uuidv7(ctx.now), periodId, candidate, day });
    const note = { act: 'add', remarks: [], reason };
    await appendActs(ctx.db, [{ ...by, ...note, id: uuidv7(ctx.now), head, revision: 0, memberId }]);
    const at = { zoneId, period, carrierId: head.carrier_id };
    const known = await moveDue(ctx.db, at, 1);
    if (!known) await openDue(ctx.db, at, { subParkId: head.sub_park_id, path: candidate.carrier_path });
    ctx.audit.add({ ...subjectOf(head), detail: { act: 'add', code: period.code, reason } });
    return { submissionId: head.id };
  },
});
