import { z } from 'zod';
import { kind, nothing } from './problem-kind.ts';

/** The first few respondents of a list, for a sentence. */
const namesOf = (reports: readonly { readonly respondent: string }[]): string =>
  `${reports
    .slice(0, 3)
    .map(({ respondent }) => respondent)
    .join('、')}${reports.length > 3 ? '…' : ''}`;

/** What can stand against the acts on a report. */
export const STATISTICS_PROBLEMS = {
  MOVE_REFUSED: kind({
    status: 409,
    data: z.object({ act: z.string(), status: z.string() }),
    zh: (d) => `当前状态（${d.status}）不能做“${d.act}”。页面可能已过时，请刷新后再试。`,
    en: (d) => `In status ${d.status} the act ${d.act} is not possible. Reload the page and try again.`,
  }),
  DRAFT_MOVED: kind({
    status: 409,
    data: z.object({
      version: z.int(),
      savedBy: z.string(),
      savedAt: z.string(),
      cells: z.array(
        z.object({ field: z.string(), yours: z.string().nullable(), theirs: z.string().nullable() }),
      ),
      explanations: z.array(
        z.object({ ruleId: z.string(), yours: z.string().nullable(), theirs: z.string().nullable() }),
      ),
    }),
    zh: (d) =>
      `${d.savedBy} 刚刚改过这份报表，有 ${d.cells.length} 格、${d.explanations.length} 条说明与您的不同。请逐格选择后再保存。`,
    en: (d) =>
      `${d.savedBy} has changed this report; ${d.cells.length} cells and ${d.explanations.length} explanations differ from yours. Choose one by one and save again.`,
  }),
  ALREADY_DUE: kind({
    status: 409,
    data: z.object({ name: z.string(), period: z.string() }),
    zh: (d) => `${d.name} 已在 ${d.period} 的名单里。若已豁免，请打开它的报表恢复应报。`,
    en: (d) =>
      `${d.name} is on the list of ${d.period} already. If it is exempted, open its report and end the exemption.`,
  }),
  DUE_DAY_NOT_LATER: kind({
    status: 422,
    data: z.object({ name: z.string(), asked: z.string(), dueOn: z.string() }),
    zh: (d) => `${d.name} 现在的截止日是 ${d.dueOn}，延期须晚于它且不早于今天；${d.asked} 不行，请另选一天。`,
    en: (d) =>
      `${d.name} is due on ${d.dueOn}; an extension must be later and not in the past. ${d.asked} is not: choose another day.`,
  }),
  ERRORS_LEFT: kind({
    status: 422,
    data: z.object({
      errors: z.array(z.string()),
      unexplained: z.array(z.string()),
      missing: z.array(z.string()),
    }),
    zh: (d) =>
      `还不能报送：错误 ${d.errors.length} 处，未说明的核实 ${d.unexplained.length} 处，必填未填 ${d.missing.length} 项。`,
    en: (d) =>
      `Not ready to submit: ${d.errors.length} errors, ${d.unexplained.length} unexplained queries, ${d.missing.length} required fields empty.`,
  }),
  NOT_A_COVER_CODE: kind({
    status: 422,
    data: z.object({ text: z.string() }),
    zh: (d) =>
      `“${d.text}”不是封面上的核对码。请扫封面的二维码，或照二维码下面的一行输入，例如 ENT-Q 2026Q3 信用代码 1 ABCD-EF01-2345-6789。`,
    en: (d) =>
      `"${d.text}" is no code of a cover sheet. Scan the QR code, or type the line below it, such as ENT-Q 2026Q3 USCC 1 ABCD-EF01-2345-6789.`,
  }),
  REPORTS_NOT_READY: kind({
    status: 422,
    data: z.object({
      reports: z.array(
        z.object({
          submissionId: z.uuid(),
          respondent: z.string(),
          errors: z.array(z.string()),
          unexplained: z.array(z.string()),
          missing: z.array(z.string()),
        }),
      ),
    }),
    zh: (d) =>
      `${d.reports.length} 份报表还不能报送，本次一份也没有报送：${namesOf(d.reports)}。请逐份改正错误、说明核实、补齐必填项后再报送。`,
    en: (d) =>
      `${d.reports.length} reports are not ready, and none was submitted: ${namesOf(d.reports)}. Correct, explain and fill them, then submit again.`,
  }),
  REMARK_MISSING: kind({
    status: 422,
    data: nothing,
    zh: () => '退回须至少写一条附注，说明哪一格、为什么。',
    en: () => 'Sending back needs at least one remark that names the cell and the reason.',
  }),
} as const;
