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

/** The rows as RFC 4180 under a manifest of comment lines: title, filter, as-of instant, address, count, SHA-256 of the rows. */
export async function csvText(
  title: string,
  { filter, asOf }: Said,
  rows: readonly (readonly string[])[],
): Promise<string> {
  const table = rows.map((row) => row.map(cellText).join(',')).join('\r\n');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(table));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const manifest = [
    `园衡 ${title}`,
    `filter: ${filter}`,
    `asOf: ${asOf}`,
    `source: ${location.origin}${location.pathname}${location.search}`,
    `rows: ${rows.length - 1}`,
    `sha256: ${hex}`,
  ];
  return `${manifest.map((line) => cellText(`# ${line}`)).join('\r\n')}\r\n${table}`;
}

/** Hands a table to the reader as a file; the mark in front lets a spreadsheet read it as UTF-8. */
export async function saveCsv(
  title: string,
  said: Said,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const blob = new Blob(['\uFEFF', await csvText(title, said, rows)], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${title.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}-${dayIn(said.asOf)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
