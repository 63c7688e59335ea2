/** Writes a small workbook in the browser: tables of texts and numbers, nothing else, the same bytes every time. */

/** A sheet: its name and its rows; the first row is the head. */
export interface SheetOf {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** A spreadsheet keeps so many digits of a number. */
const DIGITS = 15;

/** The number that a cell's text is, exactly; null: it stays text, as codes, long numbers and formulas do. */
export function numberIn(text: string): string | null {
  const plain = text.replace(/^−/, '-');
  if (!/^-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/.test(plain)) return null;
  const number = plain.replaceAll(',', '');
  return number.replaceAll(/[-.]/g, '').replace(/^0+/, '').length <= DIGITS ? number : null;
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // oxlint-disable-next-line no-control-regex -- no XML may hold these characters, not even escaped
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** A number as a number; everything else as a text cell, which no spreadsheet runs, whatever it begins with. */
function cellXml(text: string, isHead: boolean): string {
  const number = isHead ? null : numberIn(text);
  if (text === '') return '<c/>';
  if (number !== null) return `<c><v>${number}</v></c>`;
  const style = isHead ? ' s="1"' : '';
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function sheetXml({ rows }: SheetOf): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.min(60, Math.max(8, ...rows.slice(0, 200).map((row) => 2 * [...(row[i] ?? '')].length + 2))),
  );
  const columns = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const lines = rows.map((row, i) => `<row>${row.map((text) => cellXml(text, i === 0)).join('')}</row>`);
  return `${XML}<worksheet xmlns="${MAIN}">${frozen}${columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const relation = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (all: string) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
const override = (part: string, kind: string) =>
  `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${kind}+xml"/>`;
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

/** The workbook as bytes. */
export function xlsxOf(sheets: readonly SheetOf[]): Uint8Array<ArrayBuffer> {
  const named = sheets.map((_, i) => `worksheets/sheet${i + 1}`);
  return zipOf([
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${named.map((part) => override(part, 'worksheet')).join('')}</Types>`,
    ],
    ['_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        named.map((part, i) => relation(i + 1, 'worksheet', `${part}.xml`)).join('') +
          relation(sheets.length + 1, 'styles', 'styles.xml'),
      ),
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, i): [string, string] => [`xl/${named[i]}.xml`, sheetXml(sheet)]),
  ]);
}

/** At most 31 characters, without those that a sheet's name may not have. */
const sheetName = (name: string): string =>
  [...name.replaceAll(/[\\/*?:[\]']/g, ' ')].slice(0, 31).join('').trim() || '1';

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** An archive whose parts are stored as they are, all of one date. */
function zipOf(parts: readonly (readonly [string, string])[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const local: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const [path, content] = [encoder.encode(name), encoder.encode(text)];
    // version 2.0, names in UTF-8, stored, 1980-01-01
    const about = [20, 0x0800, 0, 0, 0x21] as const;
    const sizes = [crc32(content), content.length, content.length] as const;
    const head = record('HHHHHIIIHH', [...about, ...sizes, path.length, 0]);
    local.push(record('I', [0x04034b50]), head, path, content);
    directory.push(record('IH', [0x02014b50, 20]), head, record('HHHII', [0, 0, 0, 0, offset]), path);
    offset += 4 + head.length + path.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = record('IHHHHIIH', [0x06054b50, 0, 0, parts.length, parts.length, size, offset, 0]);
  return joined([...local, ...directory, end]);
}

/** Numbers of two (H) and four (I) bytes, the lowest byte first. */
function record(shape: string, numbers: readonly number[]): Uint8Array {
  const bytes = [...shape].flatMap((kind, i) => {
    const n = numbers[i] ?? 0;
    const two = [n & 0xff, (n >>> 8) & 0xff];
    return kind === 'H' ? two : [...two, (n >>> 16) & 0xff, (n >>> 24) & 0xff];
  });
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
