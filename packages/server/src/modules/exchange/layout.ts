/**
 * Where things stand in a workbook of ours. The stamp is a hidden sheet: it says which form, version and period the
 * workbook is of and which report each row or page belongs to. Nothing else in the workbook is trusted to say so.
 */
export const STAMP = { sheet: '_园衡', mark: 'yuanheng-workbook', format: '1' } as const;

/** Rows of the stamp. */
export const STAMP_ROWS = { mark: 1, form: 2, version: 3, period: 4, made: 5, head: 7 } as const;

export const REPORT_SHEET = '报表';
export const OPTIONS_SHEET = '_选项';

/** Columns of a report's sheet; the first is hidden and holds the field's id. */
export const COLUMNS = {
  code: 1,
  number: 2,
  name: 3,
  kind: 4,
  unit: 5,
  now: 6,
  previous: 7,
  lastYear: 8,
  explanation: 9,
} as const;

/** What the stamp says. */
export interface Stamp {
  readonly formId: string;
  readonly version: number;
  readonly periodCode: string;
  readonly reports: readonly {
    readonly submissionId: string;
    readonly respondent: string;
    readonly row: number;
  }[];
}

/** Longest number that a spreadsheet keeps. */
const DIGITS = 15;

/** A figure as a cell's content: a number where the spreadsheet keeps every digit of it, otherwise text. */
export function cellOf(text: string | null | undefined): string | number | null {
  if (text === null || text === undefined || text === '') return null;
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
  return isNumber && text.replaceAll(/[-.]/g, '').replace(/^0+/, '').length <= DIGITS ? Number(text) : text;
}
