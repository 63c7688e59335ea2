import type { Answers, Form } from '@yuanheng/contract';
import { periodOf, previousPeriod, samePeriodLastYear } from '@yuanheng/engine/calendar';
import { checkSubmission } from '@yuanheng/engine/statistics';
import { readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { getForm } from './form.store.ts';
import { type LatestRevision, latestRevisionsOf } from './rules.views.ts';
import { isExplained } from './answers.service.ts';
import { type VerifiedPeriod, periodsToVerify } from './verify.views.ts';

/** A rule of the form that a report does not keep. */
export interface BrokenRule {
  readonly period: string;
  readonly submissionId: string;
  readonly uscc: string;
  readonly enterprise: string;
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
    const said = new Map<string, Map<string, Answers>>();
    const broken: BrokenRule[] = [];
    let reports = 0;
    for (const period of await periodsToVerify(ctx.db, zoneId)) {
      const form = await getForm(ctx.db, zoneId, { formId: period.formId, version: period.formVersion });
      const revisions = await latestRevisionsOf(ctx.db, { zoneId, periodId: period.id });
      const key = (code: string) => `${period.formId} ${code}`;
      said.set(key(period.code), new Map(revisions.map(({ subjectId, answers }) => [subjectId, answers])));
      const span = periodOf(period.code);
      const beside = {
        previous: said.get(key(previousPeriod(span).code)),
        lastYear: said.get(key(samePeriodLastYear(span).code)),
      };
      for (const revision of revisions) broken.push(...brokenRules({ period, form, beside }, revision));
      reports += revisions.length;
    }
    return { reports, broken };
  },
});

interface Setting {
  readonly period: VerifiedPeriod;
  readonly form: Form;
  readonly beside: Readonly<Record<'previous' | 'lastYear', ReadonlyMap<string, Answers> | undefined>>;
}

function brokenRules({ period, form, beside }: Setting, revision: LatestRevision): BrokenRule[] {
  const { submissionId, subjectId, uscc, name: enterprise, answers, explanations } = revision;
  const span = periodOf(period.code);
  const { findings, missing } = checkSubmission(form, {
    answers,
    previous: beside.previous?.get(subjectId) ?? null,
    lastYear: beside.lastYear?.get(subjectId) ?? null,
    firstQuarter: span.kind === 'quarter' && span.number === 1,
  });
  const of = { period: period.code, submissionId, uscc, enterprise };
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
