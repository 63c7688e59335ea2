import { refused } from './refuse.ts';
import { dayOfSerial, isPlain, typedNumber } from './cell-values.ts';
import { RichText, type SheetPart, type WorkbookParts, unescaped } from './workbook-parts.ts';
import { type Piece, type XmlHandler, type XmlSpan, attribute, plainText } from './xml-scan.ts';

/** `empty` is a formula that was saved without its value; `error` is #DIV/0!, #N/A and their kind. */
export type CellKind = 'number' | 'date' | 'text' | 'boolean' | 'error' | 'empty';

/**
 * What is typed in a cell. A number is decimal text, exact to the 15 digits that a spreadsheet keeps; a date is an ISO
 * day, or day and time without zone; a boolean is TRUE or FALSE.
 */
export interface Cell {
  /** Both counted from 1. */
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  readonly text: string;
  readonly isFormula: boolean;
  /** A number of more than 15 digits: the spreadsheet has lost its last ones, it must be typed as text. */
  readonly isInexact: boolean;
}

/** B7. */
export const addressOf = ({ row, column }: Pick<Cell, 'row' | 'column'>): string =>
  `${lettersOf(column)}${row}`;

interface CellHead {
  readonly column: number;
  readonly style: number;
  readonly type: string;
}

export interface Row {
  readonly sheet: string;
  /** Counted from 1, as the spreadsheet shows it. */
  readonly row: number;
  readonly isHidden: boolean;
  /** Cells that are written, from the left. */
  readonly cells: readonly Cell[];
}

const [SPACE, QUOTE, ZERO, NINE, LT, EQUALS, GT, A, Z] = [32, 34, 48, 57, 60, 61, 62, 65, 90] as const;
const HASH = 35;
const [C, R, S, T, V] = [99, 114, 115, 116, 118] as const;
const CELL_END = Buffer.from('</v></c>');
const LONGEST_ATTRIBUTE = 20;
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Merged cells of a head are dozens. A merge over more cells than this is made to break a reader. */
const MOST_MERGED = 100_000;
const MOST_MERGES = 100_000;
const ERRORS = /^#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)$/;

/** Collects the rows of one sheet while its XML is scanned. */
export class RowReader implements XmlHandler {
  readonly #parts: WorkbookParts;
  readonly #sheet: SheetPart;
  readonly #merges: string[];
  readonly #rich = new RichText();
  #ready: Row[] = [];
  #inData = false;
  #row = 0;
  #isHidden = false;
  #cells: Cell[] | null = null;
  #column = 0;
  #type = '';
  #style = 0;
  #inCell = false;
  #inValue = false;
  #inInline = false;
  #isFormula = false;
  #raw = '';
  #text = '';
  #isInexact = false;

  constructor(parts: WorkbookParts, sheet: SheetPart, merges: string[]) {
    this.#parts = parts;
    this.#sheet = sheet;
    this.#merges = merges;
  }

  /** The rows that are complete since the last call. */
  take(): Row[] {
    const rows = this.#ready;
    this.#ready = [];
    return rows;
  }

  get wantsText(): boolean {
    return this.#inValue || (this.#inInline && this.#rich.wantsText);
  }

  text(raw: string): void {
    if (this.#inValue) this.#raw = this.#raw === '' ? raw : this.#raw + raw;
    else this.#rich.add(raw);
  }

  open(name: string, span: XmlSpan): void {
    if (this.#inCell) this.#openInCell(name);
    else if (name === 'c' && this.#cells !== null) this.#openCell(this.#headOf(span));
    else if (name === 'row' && this.#inData) this.#openRow(span);
    else if (name === 'sheetData') this.#inData = true;
    else if (name === 'mergeCell') this.#merge(attribute(span, 'ref') ?? '');
  }

  close(name: string): void {
    if (this.#inCell) {
      if (name === 'c') this.#closeCell();
      else if (name === 'v') this.#inValue = false;
      else if (name === 'is') this.#inInline = false;
      else if (this.#inInline) this.#rich.close(name);
    } else if (name === 'row' && this.#cells !== null) {
      const { name: sheet } = this.#sheet;
      this.#ready.push({ sheet, row: this.#row, isHidden: this.#isHidden, cells: this.#cells });
      this.#cells = null;
    } else if (name === 'sheetData') this.#inData = false;
  }

  /** `<c r="B7" s="1"><v>12</v></c>`, the whole of most sheets, in one step; every other cell tag by tag. */
  element({ text, bytes }: Piece, tag: number): number {
    if (this.#cells === null || this.#inCell || bytes[tag + 1] !== C || bytes[tag + 2] !== SPACE) return -1;
    let [column, style, type, at] = [this.#column + 1, 0, '', tag + 3];
    while (bytes[at] !== GT) {
      const name = bytes[at];
      if (bytes[at + 1] !== EQUALS || bytes[at + 2] !== QUOTE) return -1;
      const from = at + 3;
      for (at = from; bytes[at] !== QUOTE; at++) if (at - from > LONGEST_ATTRIBUTE) return -1;
      if (name === R) column = columnOf(bytes, from);
      else if (name === T) type = text.slice(from, at);
      else if (name === S) style = Number(text.slice(from, at));
      else return -1;
      at++;
      if (bytes[at] === SPACE) at++;
    }
    if (bytes[at + 1] !== LT || bytes[at + 2] !== V || bytes[at + 3] !== GT) return -1;
    const from = at + 4;
    let end = from;
    while (end < bytes.length && bytes[end] !== LT) end++;
    for (let i = 0; i < CELL_END.length; i++) if (bytes[end + i] !== CELL_END[i]) return -1;
    this.#openCell({ column, style, type });
    this.#raw = text.slice(from, end);
    this.#closeCell();
    return end + 8;
  }

  #openInCell(name: string): void {
    if (name === 'v') this.#inValue = true;
    else if (name === 'f') this.#isFormula = true;
    else if (name === 'is') {
      this.#inInline = true;
      this.#rich.begin();
    } else if (this.#inInline) this.#rich.open(name);
  }

  #openRow(span: XmlSpan): void {
    const written = attribute(span, 'r');
    const row = written === null ? this.#row + 1 : Number(written);
    // rows that go back would let one row be read twice
    if (!(row > this.#row && row <= LAST_ROW)) throw this.#broken(`${row}`);
    this.#row = row;
    this.#isHidden = /^(?:1|true)$/.test(attribute(span, 'hidden') ?? '');
    this.#cells = [];
    this.#column = 0;
  }

  #openCell({ column, style, type }: CellHead): void {
    // cells that go back would let one cell be read twice
    if (!(column > this.#column && column <= LAST_COLUMN)) throw this.#brokenCell();
    this.#column = column;
    this.#style = style;
    this.#type = type;
    this.#inCell = true;
    this.#inValue = false;
    this.#inInline = false;
    this.#isFormula = false;
    this.#raw = '';
  }

  #headOf(span: XmlSpan): CellHead {
    const address = attribute(span, 'r');
    return {
      column: address === null ? this.#column + 1 : columnOf(Buffer.from(address), 0),
      style: Number(attribute(span, 's') ?? 0),
      type: attribute(span, 't') ?? '',
    };
  }

  #closeCell(): void {
    this.#inCell = false;
    this.#isInexact = false;
    const kind = this.#typed();
    if (this.#text === '' && !this.#isFormula) return;
    this.#cells?.push({
      row: this.#row,
      column: this.#column,
      kind: this.#text === '' ? 'empty' : kind,
      text: this.#text,
      isFormula: this.#isFormula,
      isInexact: this.#isInexact,
    });
  }

  /** Sets the text of the cell and answers its kind. */
  #typed(): CellKind {
    const [type, raw] = [this.#type, this.#raw];
    if (type === 'inlineStr') return this.#asText(this.#rich.text());
    this.#text = raw;
    if (raw === '') return 'empty';
    if (type === '' || type === 'n') return this.#asNumber(raw);
    if (type === 's') {
      const shared = this.#parts.sharedTexts[Number(raw)];
      if (shared === undefined) throw this.#brokenCell();
      return this.#asText(shared);
    }
    if (type === 'b') {
      this.#text = raw.trim() === '1' ? 'TRUE' : 'FALSE';
      return 'boolean';
    }
    this.#asText(unescaped(plainText(raw)));
    return type === 'e' ? 'error' : type === 'd' ? 'date' : errorOrText(this.#text);
  }

  #asText(text: string): CellKind {
    this.#text = text;
    return errorOrText(text);
  }

  #asNumber(raw: string): CellKind {
    const { from1904, isDateStyle } = this.#parts;
    if (!isPlain(raw)) {
      const number = typedNumber(raw);
      if (number === null) throw this.#brokenCell();
      this.#text = number.text;
      this.#isInexact = number.isInexact;
    }
    const day =
      this.#style !== 0 && isDateStyle[this.#style] === true ? dayOfSerial(Number(raw), from1904) : null;
    if (day === null) return 'number';
    this.#text = day;
    return 'date';
  }

  #merge(range: string): void {
    const [first = '', last = first] = range.split(':');
    const [left = 0, right = 0] = [first, last].map((address) => columnOf(Buffer.from(address), 0));
    const width = right - left + 1;
    const height = rowOf(last) - rowOf(first) + 1;
    if (!(width * height <= MOST_MERGED) || this.#merges.length >= MOST_MERGES)
      throw refused('merge-too-large', `${this.#sheet.name} ${range}`, MOST_MERGED);
    this.#merges.push(range);
  }

  #brokenCell() {
    return this.#broken(addressOf({ row: this.#row, column: this.#column }));
  }

  #broken(place: string) {
    return refused('broken', `${this.#sheet.name} ${place}`);
  }
}

const errorOrText = (text: string): CellKind =>
  text.charCodeAt(0) === HASH && ERRORS.test(text) ? 'error' : 'text';

/** B of B7 is 2; NaN for what is no address. */
function columnOf(bytes: Uint8Array, from: number): number {
  let column = 0;
  for (let at = from; ; at++) {
    const c = bytes[at] ?? 0;
    if (c >= A && c <= Z) column = column * 26 + (c - A + 1);
    else return column > 0 && c >= ZERO && c <= NINE ? column : Number.NaN;
  }
}

const rowOf = (address: string): number => Number(address.replace(/^[A-Z]+/, ''));

/** 2 is B. */
function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
