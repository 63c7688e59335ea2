import type { Form } from '@yuanheng/contract';
import { periodOf } from '@yuanheng/engine/calendar';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { getForm } from './form.store.ts';
import { type LatestRevision, latestRevisionsOf } from './rules.views.ts';
import { type Beside, checkAnswers, isExplained, readBeside } from './answers.service.ts';
import { type VerifiedPeriod, periodsToVerify } from './verify.views.ts';

/** A rule of the form that a report does not keep. */
export interface BrokenRule {
  readonly form: string;
  readonly period: string;
  readonly submissionId: string;
  readonly uscc: string;
  readonly respondent: string;
  /** The rule's id, or `missing <field>` for a required field that is empty. */
  readonly rule: string;
  readonly severity: 'error' | 'query' | 'advice';
  readonly explained: boolean;
}

/** Runs the rules of the forms over every submitted report again, beside last period and last year as they stand now. */
export const recheckRules = readOperation({
  name: 'statistics.recheckRules',
  rights: { office: 'zone', 'audit-admin': 'zone', 'system-admin': 'zone' },
  oneSnapshot: true,
  run: async (ctx) => {
    ctx.may('zone');
    const { zoneId, placePath, role } = ctx.actor;
    if (placePath !== '/') throw problem('FORBIDDEN', { operation: 'statistics.recheckRules', role });
    const broken: BrokenRule[] = [];
    let reports = 0;
    for (const period of await periodsToVerify(ctx.db, zoneId)) {
      const form = await getForm(ctx.db, zoneId, { formId: period.formId, version: period.formVersion });
      const revisions = await latestRevisionsOf(ctx.db, { zoneId, periodId: period.id });
      const besideOf = await readBeside(ctx.db, {
        zoneId,
        form,
        span: periodOf(period.code),
        subjectIds: revisions.map(({ subjectId }) => subjectId),
      });
      for (const revision of revisions)
        broken.push(...brokenRules({ period, form, beside: besideOf(revision.subjectId) }, revision));
      reports += revisions.length;
    }
    return { reports, broken };
  },
});

interface Setting {
  readonly period: VerifiedPeriod;
  readonly form: Form;
  readonly beside: Beside;
}

function brokenRules({ period, form, beside }: Setting, revision: LatestRevision): BrokenRule[] {
  const { submissionId, uscc, name: respondent, answers, explanations } = revision;
  const { findings, missing } = checkAnswers(form, period.code, { answers, beside });
  const of = { form: form.id, period: period.code, submissionId, uscc, respondent };
  return [
    ...findings.map(({ ruleId, severity }) => ({
      ...of,
      rule: ruleId,
      severity,
      explained: isExplained(explanations, ruleId),
    })),
    ...missing.map((field) => ({
      ...of,
      rule: `missing ${field}`,
      severity: 'error' as const,
      explained: false,
    })),
  ];
}
