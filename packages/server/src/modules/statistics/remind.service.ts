import { submissionMoves } from '@yuanheng/engine/statistics';
import { moveTo } from '@yuanheng/engine/workflow';
import { dayOf } from '../../kernel/clock.ts';
import { writeOperation } from '../../kernel/operation/operation.ts';
import { type Heads, act, lockHeads, onePeriod } from './acts.service.ts';
import { dueStates } from './due.views.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import { lastActors } from './submission.views.ts';

/** A respondent that is not reminded, and why. */
interface Spared {
  readonly submissionId: string;
  readonly name: string;
  readonly why: 'reported' | 'today';
  readonly by: string | null;
}

/**
 * Reminds respondents to report, 催报: an act that moves nothing, which the respondent sees on my work. Who has reported
 * meanwhile, or was reminded today by whomever, is left out and said.
 */
export const remind = writeOperation({
  name: 'statistics.remind',
  rights: statisticsPolicy['statistics.remind'],
  run: async (ctx, { submissionIds }: { readonly submissionIds: readonly string[] }) => {
    const { zoneId } = ctx.actor;
    const heads = await lockHeads(ctx, submissionIds);
    const period = await onePeriod(ctx, heads);
    const states = await dueStates(ctx.db, zoneId, submissionIds);
    const by = await lastActors(ctx.db, zoneId, submissionIds);
    const leftOut = heads.flatMap((head): Spared[] => {
      const of = { submissionId: head.id, name: head.subject_short };
      if (moveTo(submissionMoves, head.status, 'remind') === undefined)
        return [{ ...of, why: 'reported', by: by.get(head.id) ?? null }];
      const last = states.get(head.id)?.reminded;
      const isToday = last && dayOf(new Date(last.at)) === ctx.today;
      return isToday ? [{ ...of, why: 'today', by: last.by }] : [];
    });
    const left = new Set(leftOut.map(({ submissionId }) => submissionId));
    const [first, ...rest] = heads.filter(({ id }) => !left.has(id));
    const waited: Heads | null = first ? [first, ...rest] : null;
    if (waited)
      await act(ctx, waited, {
        act: 'remind',
        reviewDueOn: null,
        remarks: [],
        reason: null,
        dueOn: (head) => head.due_on ?? period.due_on,
      });
    const reminded = waited?.length ?? 0;
    ctx.audit.add({
      subjectKind: 'period',
      subjectId: period.id,
      scopePath: ctx.actor.placePath,
      detail: { act: 'remind', code: period.code, reminded, leftOut: leftOut.length },
    });
    return { reminded, leftOut };
  },
});
