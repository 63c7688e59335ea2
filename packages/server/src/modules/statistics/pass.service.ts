import type { Explanations, Finding, LeftOut } from '@yuanheng/contract';
import { type CleanRule, submissionMoves, whyNotClean } from '@yuanheng/engine/statistics';
import { moveTo } from '@yuanheng/engine/workflow';
import { type WriteContext, writeOperation } from '../../kernel/operation/operation.ts';
import {
  type Heads,
  acceptFigures,
  act,
  formToActOn,
  limitOf,
  lockHeads,
  onePeriod,
} from './acts.service.ts';
import { isExplained } from './answers.service.ts';
import { statisticsPolicy } from './statistics.policy.ts';
import { type SubmissionHead, latestRevisions } from './submission.store.ts';
import { lastActors } from './submission.views.ts';

type PassAct = 'review' | 'accept';

interface Chosen {
  readonly rule: CleanRule;
  readonly reports: readonly { readonly submissionId: string; readonly revision: number }[];
}

/**
 * Passes the clean ones of the chosen reports: a sub-park reviews them, whoever accepts the form accepts them, each
 * logged by itself.
 * What somebody else has dealt with in the meantime, or was submitted again, is left as it is, with the reason.
 */
export const passClean = writeOperation({
  name: 'statistics.passClean',
  rights: statisticsPolicy['statistics.passClean'],
  run: async (ctx, { rule, reports }: Chosen) => {
    const heads = await lockHeads(
      ctx,
      reports.map(({ submissionId }) => submissionId),
    );
    const period = await onePeriod(ctx, heads);
    const form = await formToActOn(ctx, period);
    const name: PassAct = ctx.actor.role === 'sub-park' ? 'review' : 'accept';
    const looked = new Map(reports.map(({ submissionId, revision }) => [submissionId, revision]));
    const reasons = await reasonsAgainst(ctx, heads, { rule, name, looked });
    const [first, ...rest] = heads.filter(({ id }) => !reasons.has(id));
    const clean: Heads | null = first ? [first, ...rest] : null;
    const reviewDueOn = clean && name === 'review' ? limitOf(ctx, form, 'acceptance') : null;
    const passed = clean ? await act(ctx, clean, { act: name, reviewDueOn, remarks: [], reason: null }) : [];
    if (clean && name === 'accept') await acceptFigures(ctx, { form, period }, clean);
    ctx.audit.add({
      subjectKind: 'period',
      subjectId: period.id,
      scopePath: ctx.actor.placePath,
      detail: { act: name, code: period.code, rule, passed: passed.length, leftOut: reasons.size },
    });
    return { act: name, passed, leftOut: await toLeftOut(ctx, heads, reasons) };
  },
});

interface Asked {
  readonly rule: CleanRule;
  readonly name: PassAct;
  /** The revision of each report that was looked at. */
  readonly looked: ReadonlyMap<string, number>;
}

/** Why some of the reports are not passed, by report. */
async function reasonsAgainst(
  ctx: WriteContext,
  heads: readonly SubmissionHead[],
  { rule, name, looked }: Asked,
): Promise<ReadonlyMap<string, LeftOut['why']>> {
  const ids = heads.map(({ id }) => id);
  const revisions = await latestRevisions(ctx.db, ctx.actor.zoneId, ids);
  const latest = new Map(revisions.map((row) => [row.submission_id, row]));
  return new Map(
    heads.flatMap((head): [string, LeftOut['why']][] => {
      const { findings = [], explanations = {} } = latest.get(head.id) ?? {};
      const why =
        moveTo(submissionMoves, head.status, name) === undefined
          ? 'moved'
          : head.revision !== looked.get(head.id)
            ? 'resubmitted'
            : whyNotClean(
                {
                  ...countOf(findings as Finding[], explanations as Explanations),
                  largestChange: head.largest_change,
                },
                rule,
              );
      return why ? [[head.id, why]] : [];
    }),
  );
}

function countOf(findings: readonly Finding[], explanations: Explanations) {
  const queries = findings.filter(({ severity }) => severity === 'query');
  return {
    errors: findings.filter(({ severity }) => severity === 'error').length,
    queries: queries.length,
    unexplained: queries.filter(({ ruleId }) => !isExplained(explanations, ruleId)).length,
  };
}

async function toLeftOut(
  ctx: WriteContext,
  heads: readonly SubmissionHead[],
  reasons: ReadonlyMap<string, LeftOut['why']>,
): Promise<LeftOut[]> {
  const by = await lastActors(ctx.db, ctx.actor.zoneId, [...reasons.keys()]);
  return heads.flatMap(({ id, subject_short: name, status }) => {
    const why = reasons.get(id);
    return why ? [{ submissionId: id, name, why, status, by: by.get(id) ?? null }] : [];
  });
}
