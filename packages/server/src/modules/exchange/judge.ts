/** What a filled-in workbook would change in its reports, judged by the checks of the form. */
import { createHash } from 'node:crypto';
import type {
  Answers,
  Explanations,
  Finding,
  Form,
  Preview,
  ReceivedReport,
  Submission,
} from '@yuanheng/contract';
import { checkSubmission, readEntry } from '@yuanheng/engine/statistics';
import type { Uploaded } from '../../kernel/files/uploaded.ts';
import type { Context } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { getSubmission, isExplained } from '../statistics/index.ts';
import type { Mark } from './report-workbook.ts';
import { type Filled, type Received, readReceived } from './received.ts';

export interface Target {
  readonly file: Uploaded;
  readonly submissionId?: string | undefined;
  readonly convert: boolean;
}

/** One report with what the workbook says of it. */
export interface Judged {
  readonly report: Submission;
  readonly answers: Answers;
  readonly explanations: Explanations;
  readonly said: ReceivedReport;
}

export interface Judgement {
  readonly received: Received;
  readonly conversion: Preview['conversion'];
  readonly judged: readonly Judged[];
  readonly form: Form;
  readonly periodCode: string;
  readonly state: string;
}

export async function judge(ctx: Context, { file, submissionId, convert }: Target): Promise<Judgement> {
  // the target first: who may not see it learns nothing from what is wrong with the file
  const report = await getSubmission.run(ctx, { submissionId: submissionId ?? '' });
  const received = await readReceived(file.bytes);
  const filled = received.reports.find(
    (one) => one.submissionId === report.id || one.respondent === report.respondent.id,
  );
  if (filled === undefined || received.stamp.formId !== report.form.id)
    throw problem('WORKBOOK_UNKNOWN', { missing: 'reports' });
  const { form, periodCode } = report;
  const conversion = conversionOf(received, filled, report);
  if (conversion !== null && !convert)
    throw problem('WORKBOOK_OF_OTHER_VERSION', {
      form: form.id,
      wanted: { version: form.version, periodCode },
      ...conversion,
    });
  const judged = [judgeOne(report, filled)];
  return { received, conversion, judged, form, periodCode, state: stateOf(judged) };
}

/** What the reports were: their status and what has been written and submitted so far. */
function stateOf(judged: readonly Judged[]): string {
  const parts = judged.map(({ report: { id, status, revision, draft } }) => [
    id,
    status,
    revision,
    draft?.version ?? 0,
  ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Null for a workbook of this very version and period; otherwise which fields are left over and which are new. */
function conversionOf(
  { stamp }: Received,
  filled: Filled,
  { form, periodCode }: Submission,
): Preview['conversion'] {
  if (stamp.version === form.version && stamp.periodCode === periodCode) return null;
  const known = new Set(form.fields.map(({ id }) => id));
  const lost = [...filled.cells]
    .filter(([id, { text }]) => !known.has(id) && text !== '')
    .map(([id, { text, address }]) => ({
      id,
      name: { zh: `${id}（${address}：${text}）`, en: `${id} (${address}: ${text})` },
    }));
  const fresh = form.fields.filter(({ id }) => !filled.cells.has(id)).map(({ id, name }) => ({ id, name }));
  return { version: stamp.version, periodCode: stamp.periodCode, lost, fresh };
}

function judgeOne(report: Submission, filled: Filled): Judged {
  const { form } = report;
  const current: Answers = report.draft?.answers ?? report.revisions[0]?.answers ?? {};
  const answers = Object.fromEntries(
    form.fields.map(({ id, options }) => {
      const text = filled.cells.get(id)?.text ?? '';
      return [
        id,
        options.find(({ name }) => name.zh === text.trim() || name.en === text.trim())?.id ?? (text || null),
      ];
    }),
  );
  const checked = checkSubmission(form, {
    answers,
    previous: report.previous?.answers ?? null,
    lastYear: report.lastYear?.answers ?? null,
    sources: report.sources,
    firstQuarter: report.periodCode.endsWith('Q1'),
  });
  const explanations = explanationsOf(checked.findings, filled, report);
  const unexplained = checked.findings
    .filter(({ severity, ruleId }) => severity === 'query' && !isExplained(explanations, ruleId))
    .map(({ ruleId }) => ruleId);
  const changes = form.fields.flatMap((field) => {
    const [before, after] = [current[field.id] ?? null, answers[field.id] ?? null];
    return sameValue(field, before, after) ? [] : [{ field: field.id, before, after }];
  });
  const { findings, missing } = checked;
  const verdict = outcomeOf(report, { wrong: filled.wrong, findings, changes });
  const said = {
    submissionId: report.id,
    respondent: report.respondent.name,
    status: report.status,
    row: filled.row,
    ...verdict,
    changes,
    wrong: [...filled.wrong],
    findings,
    unexplained,
    missing,
  };
  return { report, answers, explanations, said };
}

/** 1,200 and 1200 are the same figure, and so are nothing and an empty cell. */
function sameValue(field: Form['fields'][number], before: string | null, after: string | null): boolean {
  const plain = (text: string | null) => {
    if (field.kind === 'choice' || text === null) return text ?? '';
    const entry = readEntry(text, field.unit, field.decimals);
    return entry.kind === 'value' ? entry.value : entry.kind === 'missing' ? '' : text;
  };
  return plain(before) === plain(after);
}

/** An explanation stands in the row of the first field that a query looks at. */
function explanationsOf(findings: readonly Finding[], filled: Filled, report: Submission): Explanations {
  const before = report.draft?.explanations ?? report.revisions[0]?.explanations ?? {};
  const explained = findings
    .filter(({ severity }) => severity === 'query')
    .flatMap(({ ruleId, fields: [first = ''] }) => {
      const text = filled.explanations.get(first) ?? before[ruleId];
      return text === undefined ? [] : [[ruleId, text.slice(0, 200)] as const];
    });
  return Object.fromEntries(explained);
}

function outcomeOf(
  { may, status, periodStatus, draft }: Submission,
  { wrong, findings, changes }: Pick<ReceivedReport, 'wrong' | 'findings' | 'changes'>,
): Pick<ReceivedReport, 'outcome' | 'reason'> {
  const isNew = changes.length > 0;
  if (!isNew && (!may.includes('save') || draft !== null || status === 'submitted'))
    return { outcome: 'same', reason: null };
  if (periodStatus === 'closed')
    return {
      outcome: 'refused',
      reason: {
        zh: '本期已封账，请园区办重开后再报',
        en: 'The period is closed; ask the office to reopen it',
      },
    };
  if (!may.includes('save'))
    return {
      outcome: 'refused',
      reason: {
        zh: '报表已报送，须先退回才能改',
        en: 'The report was submitted; it must be sent back before it is changed',
      },
    };
  if (wrong.length > 0 || findings.some(({ severity }) => severity === 'error'))
    return { outcome: 'wrong', reason: null };
  return { outcome: 'ready', reason: null };
}

/** What the returned workbook says at its cells, the reason and the way out. */
export function marksOf({ said }: Judged): Mark[] {
  return [
    ...said.wrong.map(({ field, message }) => ({
      field,
      severity: 'error' as const,
      text: `■ ${message.zh}`,
    })),
    ...said.findings
      .filter(({ severity }) => severity !== 'advice')
      .flatMap((finding) => findingMarks(finding, said.unexplained)),
    ...said.missing.map((field) => ({
      field,
      severity: 'missing' as const,
      text: '■ 必填，请填写；没有就填 0',
    })),
  ];
}

function findingMarks(finding: Finding, unexplained: readonly string[]): Mark[] {
  const [first] = finding.fields;
  if (first === undefined) return [];
  const saw = finding.because.map(({ name, value }) => `${name} ${value ?? '缺'}`).join('；');
  const basis = saw === '' ? '' : `（${saw}）`;
  if (finding.severity === 'error')
    return finding.fields.map((field) => ({
      field,
      severity: 'error',
      text: `■ ${finding.message.zh}${basis}，请改正`,
    }));
  if (!unexplained.includes(finding.ruleId)) return [];
  return [
    {
      field: first,
      severity: 'query',
      text: `▲ ${finding.message.zh}${basis}，请改正或在右侧“核实说明”里写明原因`,
    },
  ];
}
