import type { Preview, Submission } from '@yuanheng/contract';
import { readOperation } from '../../kernel/operation/operation.ts';
import { getSubmission } from '../statistics/index.ts';
import { exchangePolicy } from './exchange.policy.ts';
import { type Target, judge, marksOf } from './judge.ts';
import { reportWorkbook } from './report-workbook.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const fileOf = (bytes: Buffer, name: string): File => new File([new Uint8Array(bytes)], name, { type: TYPE });
const nameOf = ({ form, respondent, periodCode }: Submission, more = ''): string =>
  `${form.name.zh}-${respondent.shortName}-${periodCode}${more}.xlsx`;

/** A report as a workbook, with what has been written so far, last period and last year beside it. */
export const readWorkbook = readOperation({
  name: 'exchange.workbook',
  rights: exchangePolicy['exchange.workbook'],
  run: async (ctx, { submissionId }: { readonly submissionId: string }): Promise<File> => {
    const report = await getSubmission.run(ctx, { submissionId });
    const { answers = {}, explanations = {} } = report.draft ?? report.revisions[0] ?? {};
    const bytes = await reportWorkbook({ report, answers, explanations, marks: [], now: ctx.now });
    return fileOf(bytes, nameOf(report));
  },
});

/** What a workbook would change; nothing is written. */
export const previewWorkbook = readOperation({
  name: 'exchange.preview',
  rights: exchangePolicy['exchange.preview'],
  oneSnapshot: true,
  run: async (ctx, target: Target): Promise<Preview> => {
    const { received, conversion, judged, form, periodCode, state } = await judge(ctx, target);
    const { name, size, sha256 } = target.file;
    return {
      name,
      bytes: size,
      sha256,
      sheet: received.sheet,
      readAt: ctx.now.toISOString(),
      periodCode,
      form,
      state,
      conversion,
      reports: judged.map(({ said }) => said),
    };
  },
});

/** The workbook back: what was typed, wrong cells coloured, with the reason and the way out as comments. */
export const markWorkbook = readOperation({
  name: 'exchange.marked',
  rights: exchangePolicy['exchange.marked'],
  run: async (ctx, target: Target): Promise<File> => {
    const { judged, received } = await judge(ctx, target);
    const [first] = judged;
    if (first === undefined) throw new RangeError('A workbook was judged without a report.');
    const { report, answers, explanations } = first;
    const [filled] = received.reports;
    const typed = Object.fromEntries([...(filled?.cells ?? [])].map(([field, { text }]) => [field, text]));
    const bytes = await reportWorkbook({
      report,
      answers: { ...answers, ...typed },
      explanations,
      marks: marksOf(first),
      now: ctx.now,
    });
    return fileOf(bytes, nameOf(report, '-标注'));
  },
});
