/** From the bytes of a department's file to sheets of cells: a workbook, or a text table in UTF-8, UTF-16 or GB18030. */
import type { Cell, ListSheet } from '@yuanheng/engine/department-list';
import { CsvError, parse } from 'csv-parse/sync';
import { type Row, openWorkbook } from '../../kernel/files/workbook.ts';
import { problem } from '../../kernel/problem.ts';

export async function sheetsOf(file: Buffer): Promise<ListSheet[]> {
  if (file.subarray(0, 2).toString('latin1') === 'PK') return await workbookSheets(file);
  return [{ name: '', rows: textRows(textOf(file)) }];
}

/** The sheets that are shown; all of them where none is. */
async function workbookSheets(file: Buffer): Promise<ListSheet[]> {
  const { sheets } = await openWorkbook(file);
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const read: ListSheet[] = [];
  for (const sheet of shown.length > 0 ? shown : sheets) {
    const rows: { number: number; cells: readonly Cell[] }[] = [];
    for await (const row of sheet.rows()) {
      // rows that are not written are blank rows of the list
      while ((rows.at(-1)?.number ?? 0) + 1 < row.row && row.row - (rows.at(-1)?.number ?? 0) < MOST_BLANK)
        rows.push({ number: (rows.at(-1)?.number ?? 0) + 1, cells: [] });
      rows.push({ number: row.row, cells: cellsOf(row) });
    }
    read.push({ name: sheet.name, rows });
  }
  return read;
}

/** Rows left out between two written ones that are still told one by one. */
const MOST_BLANK = 1_000;

function cellsOf({ cells }: Row): Cell[] {
  const row: Cell[] = [];
  for (const { column, kind, text } of cells) {
    while (row.length < column - 1) row.push(null);
    row[column - 1] = kind === 'number' ? Number(text) : text;
  }
  return row;
}

function textOf(file: Buffer): string {
  const start = file.subarray(0, 2).toString('hex');
  if (start === 'fffe') return new TextDecoder('utf-16le').decode(file);
  if (start === 'feff') return new TextDecoder('utf-16be').decode(file);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file);
      if (!text.includes('\u0000')) return text;
    } catch {
      // not in this encoding
    }
  }
  throw problem('LIST_UNREADABLE', { reason: 'not_a_table', named: [] });
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function textRows(text: string) {
  try {
    const parsed = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
    }) as unknown as Parsed[];
    return parsed.map(({ record, info }, i) => ({
      // the line on which it begins, where a cell has line breaks
      number: record.some((cell) => cell.includes('\n')) ? (parsed[i - 1]?.info.lines ?? 0) + 1 : info.lines,
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw problem('LIST_UNREADABLE', { reason: 'broken_text', named: [String(error.lines ?? '')] });
  }
}

/** Comma, tab or semicolon: what stands most often in the first lines. */
function delimiterOf(text: string): string {
  const head = text.split('\n', 10).join('');
  const counted = [',', '\t', ';'].map((sign) => ({ sign, n: head.split(sign).length }));
  return counted.toSorted((a, b) => b.n - a.n)[0]?.sign ?? ',';
}
