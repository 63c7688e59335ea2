import type { Finding, FormField, Preview, ReceivedReport } from '@yuanheng/contract';
import type { Words } from '@yuanheng/contract';

/** One field of a previewed report: what stands there now, what the workbook says, and what is wrong with it. */
export interface PreviewCell {
  readonly field: FormField;
  readonly before: string | null;
  readonly after: string | null;
  readonly state: 'ready' | 'same' | 'wrong' | 'query' | 'missing';
  readonly reasons: readonly Words[];
}

/** The fields of a report in the form's order; those that are the same have one value. */
export function cellsOf({ form }: Preview, report: ReceivedReport): PreviewCell[] {
  return form.fields.map((field) => {
    const change = report.changes.find((one) => one.field === field.id);
    const wrong = report.wrong.filter((one) => one.field === field.id).map(({ message }) => message);
    const found = report.findings.filter((finding) => isAt(finding, field.id, report));
    const errors = found.filter(({ severity }) => severity === 'error');
    const state =
      wrong.length + errors.length > 0
        ? 'wrong'
        : report.missing.includes(field.id)
          ? 'missing'
          : found.length > 0
            ? 'query'
            : change
              ? 'ready'
              : 'same';
    return {
      field,
      before: change?.before ?? null,
      after: change?.after ?? null,
      state,
      reasons: [...wrong, ...found.map(({ message }) => message)],
    };
  });
}

/** Errors stand at every field that they look at, unexplained queries at the first. */
const isAt = (
  { severity, ruleId, fields }: Finding,
  field: string,
  { unexplained }: ReceivedReport,
): boolean =>
  severity === 'error' ? fields.includes(field) : unexplained.includes(ruleId) && fields[0] === field;
