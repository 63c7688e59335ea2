import type { Reminded } from '@yuanheng/contract';
import { dayOf } from '../../kernel/clock.ts';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { reportersOf } from '../identity/index.ts';
import { findCandidates } from './due.store.ts';
import { dueStates, unreported } from './due.views.ts';
import { getForm } from './form.store.ts';
import { periodStory } from './period.views.ts';
import { statisticsPolicy } from './statistics.policy.ts';

interface RemindersQuestion {
  readonly periodId: string;
  readonly reach: 'late' | 'due-soon' | 'sent-back';
  readonly days: number;
}

/** Who is waited for, with whom to ask and when they were reminded last. */
export const reminderList = readOperation({
  name: 'statistics.reminderList',
  rights: statisticsPolicy['statistics.reminderList'],
  run: async (ctx, question: RemindersQuestion) => {
    ctx.may('rows');
    const { zoneId } = ctx.actor;
    const found = await unreported(ctx.db, { ...question, zoneId, today: ctx.today });
    const ids = found.map(({ id }) => id);
    const states = await dueStates(ctx.db, zoneId, ids);
    const owners = found.map(({ owner_id }) => owner_id);
    const reporters = await reportersOf(ctx.db, { zoneId, ownIds: owners, day: ctx.today });
    const rows = found.map((row): Reminded => {
      const reminded = states.get(row.id)?.reminded ?? null;
      return {
        submissionId: row.id,
        name: row.name,
        subPark: { zh: row.sp_zh, en: row.sp_en },
        carrier: { zh: row.c_zh, en: row.c_en },
        status: row.status,
        dueOn: row.due_on,
        daysLate: row.days_late,
        contacts: [...(reporters.get(row.owner_id) ?? [])],
        reminded,
        today: reminded !== null && dayOf(new Date(reminded.at)) === ctx.today,
      };
    });
    return { rows, total: rows.length, asOf: ctx.now.toISOString() };
  },
});

/** Who can be added to the due list of a period. */
export const listAddable = readOperation({
  name: 'statistics.listAddable',
  rights: statisticsPolicy['statistics.listAddable'],
  run: async (ctx, { periodId, search }: { readonly periodId: string; readonly search: string }) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const story = await periodStory(ctx.db, zoneId, periodId);
    if (!story) throw problem('NOT_FOUND', { what: 'period', id: periodId });
    const { formId, formVersion: version } = story;
    const { scope } = await getForm(ctx.db, zoneId, { formId, version });
    const found = await findCandidates(ctx.db, { zoneId, periodId, scope, search, day: ctx.today });
    return {
      rows: found.map((row) => ({
        subjectId: row.id,
        name: row.name,
        subPark: { zh: row.sp_zh, en: row.sp_en },
        carrier: { zh: row.c_zh, en: row.c_en },
      })),
      total: Number(found[0]?.total ?? 0),
      asOf: ctx.now.toISOString(),
    };
  },
});
