import { fullMoment } from './format.ts';

/** The day of an instant in Shanghai; a day stays what it is. */
const dayIn = (asOf: string): string => (asOf.length > 10 ? fullMoment(asOf) : asOf).slice(0, 10);

/** What an exported table says of itself, so that a figure in it can be found again. */
export interface Said {
  readonly filter: string;
  readonly asOf: string;
}

/** A cell that a spreadsheet would run as a formula begins with an apostrophe; a plain number stays a number. */
function cellText(text: string): string {
  const plain = text.replace(/^−(?=[\d.,]+%?$)/, '-');
  const safe = /^[=+\-@\t\r]/.test(plain) && !/^[+-][\d.,]+%?$/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface Table {
  readonly title: string;
  readonly said: Said;
  /** The head, then the rows. */
  readonly rows: readonly (readonly string[])[];
}

/** The rows as RFC 4180. */
const csvRows = (rows: Table['rows']): string => rows.map((row) => row.map(cellText).join(',')).join('\r\n');

/**
 * What a file says of its table: title, filter, as-of instant, address, count, and the SHA-256 of the rows as RFC 4180,
 * which is the same for the CSV and the workbook.
 */
async function manifestOf({ title, said: { filter, asOf }, rows }: Table): Promise<[string, string][]> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(csvRows(rows)));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    ['title', `园衡 ${title}`],
    ['filter', filter],
    ['asOf', asOf],
    ['source', `${location.origin}${location.pathname}${location.search}`],
    ['rows', String(rows.length - 1)],
    ['sha256', hex],
  ];
}

/** The rows under a manifest of comment lines. */
export async function csvText(table: Table): Promise<string> {
  const lines = (await manifestOf(table)).map(([name, text]) =>
    name === 'title' ? text : `${name}: ${text}`,
  );
  return `${lines.map((line) => cellText(`# ${line}`)).join('\r\n')}\r\n${csvRows(table.rows)}`;
}

/** The rows on one sheet, the manifest on another. */
export async function workbookOf(table: Table, manifest: string): Promise<Uint8Array<ArrayBuffer>> {
  const { xlsxOf } = await import('./xlsx.ts');
  return xlsxOf([
    { name: table.title, rows: table.rows },
    { name: manifest, rows: [[manifest, ''], ...(await manifestOf(table))] },
  ]);
}

/** Hands a table to the reader as a file; the mark in front of a CSV lets a spreadsheet read it as UTF-8. */
export async function saveTable(
  kind: 'xlsx' | 'csv',
  table: Table & { readonly manifest: string },
): Promise<void> {
  const parts = kind === 'csv' ? ['\uFEFF', await csvText(table)] : [await workbookOf(table, table.manifest)];
  const name = `${table.title.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}-${dayIn(table.said.asOf)}.${kind}`;
  saveFile(new Blob(parts, { type: TYPES[kind] }), name);
}

const TYPES = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Lets the browser save a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
