/** A report as a workbook with the face of a Chinese statistical form; only the cells to be filled in are open. */
import ExcelJS from 'exceljs';
import type { Form, FormField, Submission } from '@yuanheng/contract';
import { COLUMNS, OPTIONS_SHEET, REPORT_SHEET, STAMP, STAMP_ROWS, cellOf } from './layout.ts';

/** What is wrong with a field, for the person who corrects it. */
export interface Mark {
  readonly field: string;
  readonly severity: 'error' | 'query' | 'missing';
  readonly text: string;
}

export interface Filled {
  readonly report: Submission;
  /** What stands in the open cells. */
  readonly answers: Readonly<Record<string, string | null>>;
  readonly explanations: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
  readonly now: Date;
}

const KINDS = { level: '期末数', flow: '本期数', 'running-total': '累计数', choice: '选择' } as const;
const COLOURS = {
  error: 'FFF8D7DA',
  missing: 'FFF8D7DA',
  query: 'FFFFF3CD',
  open: 'FFEAF4F7',
  head: 'FFF1F3F5',
};
const LINE: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FFADB5BD' } };
const BOX = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const LAST = COLUMNS.explanation;
const FONT = '宋体';

export async function reportWorkbook(filled: Filled): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = '园衡 Yuanheng';
  book.created = filled.now;
  book.modified = filled.now;
  const sheet = book.addWorksheet(REPORT_SHEET, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = [24, 5, 34, 9, 9, 18, 18, 18, 40].map((width) => ({ width }));
  sheet.getColumn(COLUMNS.code).hidden = true;
  const top = face(sheet, filled);
  const options = optionLists(book, filled.report.form);
  const foot = figures(sheet, { ...filled, top, options });
  signatures(sheet, filled.report.form, foot);
  sheet.views = [{ state: 'frozen', ySplit: top, showGridLines: false }];
  await sheet.protect('', { selectLockedCells: true, formatColumns: true, formatRows: true });
  stamp(book, filled);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Title, number, issuing body and what the report is of; answers the row of the table's head. */
function face(sheet: ExcelJS.Worksheet, { report }: Filled): number {
  const { form, respondent, periodCode } = faceOf(report);
  const line = (row: number, left: string, right: string) => {
    sheet.mergeCells(row, COLUMNS.number, row, COLUMNS.now);
    sheet.mergeCells(row, COLUMNS.previous, row, LAST);
    sheet.getCell(row, COLUMNS.number).value = left;
    sheet.getCell(row, COLUMNS.previous).value = right;
  };
  sheet.mergeCells(1, COLUMNS.number, 1, LAST);
  const title = sheet.getCell(1, COLUMNS.number);
  title.value = form.name.zh;
  title.font = { name: FONT, size: 16, bold: true };
  title.alignment = { horizontal: 'center' };
  const toConfirm = form.needsReview === null ? '' : '待确认';
  line(2, `填报单位：${respondent}`, `表号：${form.number ?? toConfirm}`);
  line(3, `报告期：${periodCode}`, `制定机关：${form.issuingBody}`);
  line(4, `性质：${form.legalNature.zh}`, `文号：${form.documentNumber ?? toConfirm}`);
  line(5, `计量单位：${form.unit}（各栏另注的以各栏为准）`, `有效期至：${form.validUntil ?? toConfirm}`);
  sheet.mergeCells(6, COLUMNS.number, 6, LAST);
  const how = sheet.getCell(6, COLUMNS.number);
  how.value = `只填蓝底的格；带单位也可以（如 12万）。${form.visibleTo.zh}核实项请在“核实说明”里写明原因，至少 10 个字。`;
  how.alignment = { wrapText: true, vertical: 'top' };
  sheet.getRow(6).height = 32;
  const head = sheet.getRow(7);
  head.values = [
    'code',
    '号',
    '指标',
    '口径',
    '计量单位',
    '本期',
    beside(report.previous, '上期'),
    beside(report.lastYear, '上年同期'),
    '核实说明',
  ];
  head.eachCell((cell) =>
    Object.assign(cell, { border: BOX, fill: solid(COLOURS.head), font: { name: FONT, bold: true } }),
  );
  return 7;
}

const faceOf = (report: Submission) => ({
  form: report.form,
  respondent: report.respondent.name,
  periodCode: report.periodCode,
});

const beside = (known: Submission['previous'], name: string): string =>
  known === null ? name : `${name} ${known.code}（${known.stage === 'accepted' ? '核定' : '已报'}）`;

/** The lists that choices are chosen from, on a hidden sheet: field → range. */
function optionLists(book: ExcelJS.Workbook, form: Form): Map<string, string> {
  const ranges = new Map<string, string>();
  const choices = form.fields.filter(({ kind }) => kind === 'choice');
  if (choices.length === 0) return ranges;
  const sheet = book.addWorksheet(OPTIONS_SHEET, { state: 'veryHidden' });
  for (const [i, { id, options }] of choices.entries()) {
    const column = sheet.getColumn(i + 1);
    column.values = options.map(({ name }) => name.zh);
    ranges.set(id, `'${OPTIONS_SHEET}'!$${column.letter}$1:$${column.letter}$${options.length}`);
  }
  return ranges;
}

interface Table extends Filled {
  readonly top: number;
  readonly options: ReadonlyMap<string, string>;
}

/** The rows of the sections; answers the row below them. */
function figures(sheet: ExcelJS.Worksheet, { report, top, ...filled }: Table): number {
  let row = top + 1;
  for (const section of report.form.sections) {
    sheet.mergeCells(row, COLUMNS.number, row, LAST);
    const cell = sheet.getCell(row, COLUMNS.number);
    Object.assign(cell, { value: section.name.zh, font: { name: FONT, bold: true }, border: BOX });
    row++;
    for (const field of report.form.fields.filter((one) => one.section === section.id))
      fieldRow(sheet.getRow(row++), field, { ...filled, report, top });
  }
  return row;
}

function fieldRow(
  row: ExcelJS.Row,
  field: FormField,
  { report, answers, explanations, marks, options }: Table,
): void {
  const { form, previous, lastYear } = report;
  row.values = [
    field.id,
    field.number,
    `${field.name.zh}${field.required ? '' : '（选填）'}`,
    KINDS[field.kind],
    field.unit ?? '',
    shown(field, answers[field.id]),
    shown(field, previous?.answers[field.id]),
    shown(field, lastYear?.answers[field.id]),
    explanationOf(form, field.id, explanations) || null,
  ];
  row.eachCell({ includeEmpty: true }, (cell) => (cell.border = BOX));
  for (const column of [COLUMNS.now, COLUMNS.previous, COLUMNS.lastYear])
    row.getCell(column).numFmt =
      field.decimals > 0 ? `#,##0.${'0'.repeat(field.decimals)}` : '#,##0.##########';
  for (const column of [COLUMNS.now, COLUMNS.explanation])
    Object.assign(row.getCell(column), { protection: { locked: false }, fill: solid(COLOURS.open) });
  row.getCell(COLUMNS.explanation).alignment = { wrapText: true };
  const list = options.get(field.id);
  if (list !== undefined)
    row.getCell(COLUMNS.now).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [list],
      showErrorMessage: true,
      errorTitle: '没有这个选项',
      error: '请从下拉列表里选一个。',
    };
  mark(
    row,
    marks.filter((one) => one.field === field.id),
  );
}

/** Colours the cell and says in a comment what is wrong and what to do. */
function mark(row: ExcelJS.Row, marks: readonly Mark[]): void {
  const [first] = marks;
  if (first === undefined) return;
  const worst = marks.find(({ severity }) => severity !== 'query') ?? first;
  const cell = row.getCell(COLUMNS.now);
  cell.fill = solid(COLOURS[worst.severity]);
  cell.note = { texts: [{ text: marks.map(({ text }) => text).join('\n') }] };
}

/** An option by its name, a number as a number; text beginning with = stays text. */
function shown(field: FormField, text: string | null | undefined): string | number | null {
  if (field.kind !== 'choice') return cellOf(text);
  return field.options.find(({ id }) => id === text)?.name.zh ?? text ?? null;
}

/** The explanations of the queries that begin at a field. */
export const explanationOf = (
  form: Form,
  field: string,
  explanations: Readonly<Record<string, string>>,
): string =>
  [
    ...new Set(
      form.rules.filter(({ fields }) => fields[0] === field).flatMap(({ id }) => explanations[id] ?? []),
    ),
  ].join('；');

function signatures(sheet: ExcelJS.Worksheet, { signatories }: Form, row: number): void {
  sheet.mergeCells(row + 1, COLUMNS.number, row + 1, LAST);
  const names = [...signatories, '报出日期'].map((name) => `${name}：`);
  sheet.getCell(row + 1, COLUMNS.number).value = names.join('　'.repeat(8));
}

function stamp(book: ExcelJS.Workbook, { report, now }: Filled): void {
  const sheet = book.addWorksheet(STAMP.sheet, { state: 'veryHidden' });
  sheet.getRow(STAMP_ROWS.mark).values = [STAMP.mark, STAMP.format];
  sheet.getRow(STAMP_ROWS.form).values = ['form', report.form.id];
  sheet.getRow(STAMP_ROWS.version).values = ['version', report.form.version];
  sheet.getRow(STAMP_ROWS.period).values = ['period', report.periodCode];
  sheet.getRow(STAMP_ROWS.made).values = ['made', now.toISOString()];
  sheet.getRow(STAMP_ROWS.head).values = ['submission', 'respondent', 'row'];
  sheet.getRow(STAMP_ROWS.head + 1).values = [report.id, report.respondent.id, 0];
}

const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
