import { writeOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { placesOf, saveDraft, submit } from '../statistics/index.ts';
import { exchangePolicy } from './exchange.policy.ts';
import { type Judged, type Target, judge } from './judge.ts';

interface Apply extends Target {
  readonly act: 'save' | 'submit';
  /** Of the preview that was looked at. */
  readonly state: string;
}

/**
 * Writes a workbook's figures by the same saving and submitting as the page, all reports of it or none. What is the
 * same already is passed over, so a workbook that is sent twice counts once.
 */
export const applyWorkbook = writeOperation({
  name: 'exchange.apply',
  rights: exchangePolicy['exchange.apply'],
  run: async (ctx, { act, state, ...target }: Apply) => {
    const { judged, state: now } = await judge(ctx, target);
    const { sha256, name } = target.file;
    const fresh = judged.filter(({ said }) => said.outcome !== 'same');
    const same = judged.length - fresh.length;
    if (fresh.length > 0 && now !== state) throw problem('WORKBOOK_MOVED', {});
    const wrong = fresh.filter(({ said }) => !isReady(said, act));
    if (wrong.length > 0) throw problem('WORKBOOK_NOT_READY', { rows: wrong.map(({ said }) => said.row) });
    const perform = act === 'save' ? saveDraft : submit;
    for (const { report, answers, explanations } of fresh) {
      const version = report.draft?.version ?? 0;
      await perform.run(ctx, { submissionId: report.id, version, answers, explanations });
    }
    const ids = judged.map(({ report }) => report.id);
    for (const [subjectId, place] of await placesOf(ctx.db, ctx.actor.zoneId, ids))
      ctx.audit.add({
        subjectKind: 'submission',
        subjectId,
        ...place,
        detail: { act: 'workbook', document: name, sha256 },
      });
    return { written: fresh.map(({ report }) => report.id), same, sha256 };
  },
});

const isReady = ({ outcome, missing, unexplained }: Judged['said'], act: Apply['act']): boolean =>
  outcome === 'ready' && (act === 'save' || missing.length + unexplained.length === 0);
