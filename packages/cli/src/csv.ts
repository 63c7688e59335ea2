/** A row of a CSV file and the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV text that cannot be read, and where. */
export class CsvMistake extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads comma-separated text: cells between quotes may hold commas, line breaks and doubled quotes; empty lines are no
 * rows.
 *
 * @throws CsvMistake for a quote that is not closed
 */
export function readCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [line, begins, at] = [1, 1, text.startsWith('\uFEFF') ? 1 : 0];
  while (at < text.length) {
    const { cell, next, lines } = text[at] === '"' ? quoted(text, at, line) : plain(text, at);
    cells.push(cell);
    line += lines;
    at = next;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) cells.push('');
      else continue;
    }
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begins, cells });
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    begins = line;
    cells = [];
  }
  return rows;
}

interface Cell {
  readonly cell: string;
  readonly next: number;
  readonly lines: number;
}

function plain(text: string, from: number): Cell {
  let next = from;
  while (next < text.length && !/[,\r\n]/.test(text.charAt(next))) next += 1;
  return { cell: text.slice(from, next).trim(), next, lines: 0 };
}

function quoted(text: string, from: number, line: number): Cell {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new CsvMistake(line, 'the quote is not closed');
    cell += text.slice(at, end);
    if (text[end + 1] !== '"')
      return { cell, next: skipBlanks(text, end + 1), lines: cell.split('\n').length - 1 };
    cell += '"';
    at = end + 2;
  }
}

function skipBlanks(text: string, from: number): number {
  let next = from;
  while (next < text.length && !/[,\r\n]/.test(text.charAt(next))) next += 1;
  return next;
}

/** CSV text of rows; cells are quoted where they must be. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}
