/**
 * A block of cells as spreadsheets put it on the clipboard: tabs between cells, line breaks between rows, and quotes
 * around a cell that has either of them in it.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const { cell, end } = cellAt(text, at);
    rows.at(-1)?.push(cell);
    const isRowEnd = text[end] !== '\t';
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (isRowEnd && at >= text.length) break;
    if (isRowEnd) rows.push([]);
  }
  return rows;
}

function cellAt(text: string, from: number): { cell: string; end: number } {
  return quotedAt(text, from) ?? plainAt(text, from);
}

function plainAt(text: string, from: number) {
  const length = text.slice(from).search(/[\t\r\n]/);
  const end = length === -1 ? text.length : from + length;
  return { cell: text.slice(from, end), end };
}

/** A quoted cell; quotes that do not close before the next tab or line break are text like any other. */
function quotedAt(text: string, from: number) {
  const [whole, inner = ''] = /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/.exec(text.slice(from)) ?? [];
  return whole === undefined
    ? undefined
    : { cell: inner.replaceAll('""', '"').replaceAll('\r\n', '\n'), end: from + whole.length };
}

/** The same block for the clipboard. */
export const writeBlock = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(quoted).join('\t')).join('\n');

const quoted = (cell: string): string =>
  /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
