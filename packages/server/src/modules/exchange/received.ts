/** Reads a workbook of ours that was filled in: its stamp, and of each report what stands in the open cells. */
import type { WrongCell } from '@yuanheng/contract';
import {
  type Cell,
  type Row,
  type Sheet,
  type Workbook,
  addressOf,
  openWorkbook,
} from '../../kernel/files/workbook.ts';
import { refused } from '../../kernel/files/refuse.ts';
import { problem } from '../../kernel/problem.ts';
import { COLUMNS, REPORT_SHEET, STAMP, STAMP_ROWS, type Stamp } from './layout.ts';

/** Of one report: the text in each open cell by field, and what cannot be read as a text. */
export interface Filled {
  readonly submissionId: string;
  readonly respondent: string;
  readonly row: number;
  readonly cells: ReadonlyMap<string, { readonly text: string; readonly address: string }>;
  /** By field. */
  readonly explanations: ReadonlyMap<string, string>;
  readonly wrong: WrongCell[];
}

export interface Received {
  readonly stamp: Stamp;
  readonly sheet: string;
  readonly reports: readonly Filled[];
}

/** More rows than any form or zone has reports. */
const MOST_ROWS = 20_000;

export async function readReceived(file: Buffer): Promise<Received> {
  const book = await openWorkbook(file);
  const stamp = await readStamp(book);
  const sheet = book.sheets.find(({ name }) => name === REPORT_SHEET);
  if (sheet === undefined) throw problem('WORKBOOK_UNKNOWN', { missing: 'codes' });
  const [report] = stamp.reports;
  if (report === undefined) throw problem('WORKBOOK_UNKNOWN', { missing: 'reports' });
  return { stamp, sheet: sheet.name, reports: [readOne(await rowsOf(sheet), report)] };
}

async function rowsOf(sheet: Sheet): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of sheet.rows()) {
    if (rows.length >= MOST_ROWS) throw refused('too-many-rows', sheet.name, MOST_ROWS);
    if (row.cells.length > 0) rows.push(row);
  }
  return rows;
}

async function readStamp(book: Workbook): Promise<Stamp> {
  const sheet = book.sheets.find(({ name }) => name === STAMP.sheet);
  const rows = sheet === undefined ? [] : await rowsOf(sheet);
  const textAt = (row: number, column: number) =>
    cellIn(
      rows.find((one) => one.row === row),
      column,
    )?.text ?? '';
  if (textAt(STAMP_ROWS.mark, 1) !== STAMP.mark || textAt(STAMP_ROWS.mark, 2) !== STAMP.format)
    throw problem('WORKBOOK_UNKNOWN', { missing: 'stamp' });
  const reports = rows
    .filter(({ row }) => row > STAMP_ROWS.head)
    .map(({ row }) => ({
      submissionId: textAt(row, 1),
      respondent: textAt(row, 2),
      row: Number(textAt(row, 3)),
    }));
  return {
    formId: textAt(STAMP_ROWS.form, 2),
    version: Number(textAt(STAMP_ROWS.version, 2)),
    periodCode: textAt(STAMP_ROWS.period, 2),
    reports,
  };
}

const cellIn = (row: Row | undefined, column: number): Cell | undefined =>
  row?.cells.find((cell) => cell.column === column);

function readOne(rows: readonly Row[], report: Stamp['reports'][number]): Filled {
  const cells = new Map<string, { text: string; address: string }>();
  const explanations = new Map<string, string>();
  const wrong: WrongCell[] = [];
  for (const row of rows) {
    const field = cellIn(row, COLUMNS.code)?.text;
    // the head has a code of its own; sections and signatures have none
    if (field === undefined || field === 'code') continue;
    const cell = cellIn(row, COLUMNS.now);
    const address = addressOf({ row: row.row, column: COLUMNS.now });
    cells.set(field, { text: cell?.text ?? '', address });
    if (cell !== undefined) wrong.push(...wrongIn(cell, field));
    const explanation = cellIn(row, COLUMNS.explanation)?.text.trim() ?? '';
    if (explanation !== '') explanations.set(field, explanation);
  }
  if (cells.size === 0) throw problem('WORKBOOK_UNKNOWN', { missing: 'codes' });
  return { ...report, cells, explanations, wrong };
}

/** What a cell is that is neither a number nor a text, with what to do about it. */
function wrongIn(cell: Cell, field: string): WrongCell[] {
  const message = messageFor(cell);
  return message === null ? [] : [{ field, address: addressOf(cell), typed: cell.text, message }];
}

function messageFor(cell: Cell): WrongCell['message'] | null {
  if (cell.isFormula)
    return {
      zh: '这里是公式，请复制后“粘贴为数值”',
      en: 'This is a formula; copy it and paste it as a value',
    };
  if (cell.kind === 'error')
    return {
      zh: `“${cell.text}”是出错的公式留下的，请直接填数`,
      en: `"${cell.text}" is left from a failed formula; type the number`,
    };
  if (cell.kind === 'date')
    return {
      zh: `这一格被当成日期（${cell.text}），请把格式改为常规后重填`,
      en: `The cell was taken for a date (${cell.text}); set its format to General and type it again`,
    };
  if (cell.kind === 'boolean')
    return { zh: '这里要填数，不是 TRUE 或 FALSE', en: 'A number is wanted, not TRUE or FALSE' };
  if (cell.isInexact)
    return {
      zh: '超过 15 位的数 Excel 记不全，请先把单元格设为文本再填',
      en: 'Excel cannot keep more than 15 digits; set the cell to Text, then type it',
    };
  if (cell.text.length > LONGEST)
    return { zh: `超过 ${LONGEST} 个字，请缩短`, en: `More than ${LONGEST} characters; shorten it` };
  return null;
}

/** As the contract has it. */
const LONGEST = 200;
