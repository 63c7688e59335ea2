/** From the sheets of a file to rows with their meaning, before the register is asked. */
import { sameName } from '../names/index.ts';
import { type Amount, type Cell, amountOf, cellText, countOf, dateOf, isMissing, periodIn } from './cells.ts';
import { type CodeRead, codeOf } from './code-cell.ts';
import { type FoundColumn, type Heading, type ListSheet, findHeading } from './heading.ts';
import type { ListProfile } from './profile.ts';

/** A cell that cannot be taken as it is: which column, and why. */
export interface CellFault {
  readonly reason:
    | 'not_a_number'
    | 'impossible_date'
    | 'unreadable_date'
    | 'unreadable_period'
    | 'period_missing';
  readonly column: string;
  readonly heading: string;
  /** Its place as a workbook names it, such as F16. */
  readonly cell: string;
  readonly typed: string;
}

export interface ForeignAmount {
  readonly amount: string;
  readonly currency: string;
}

/** A row that speaks of an enterprise. Amounts in 元 and counts are exact decimals as text; null: missing, never 0. */
export interface EnterpriseRow {
  readonly kind: 'enterprise';
  readonly row: number;
  readonly name: string;
  readonly code: CodeRead;
  readonly formerName: string | null;
  readonly period: string | null;
  readonly values: Readonly<Record<string, string | null>>;
  readonly foreign: Readonly<Record<string, ForeignAmount>>;
  readonly warnings: readonly string[];
  readonly faults: readonly CellFault[];
}

/** A row that is not data; of a total, what it prints by column, in 元. */
export interface OtherRow {
  readonly kind: 'other';
  readonly row: number;
  readonly reason:
    | 'title_row'
    | 'unit_row'
    | 'header_row'
    | 'header_repeated'
    | 'subtotal_row'
    | 'total_row'
    | 'note_row'
    | 'blank_row';
  readonly printed: Readonly<Record<string, string>>;
}

export interface ReadList {
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly unit: string | null;
  /** Of the whole list, from its title; rows with a period of their own go before it. */
  readonly period: string | null;
  readonly columns: readonly { readonly id: string; readonly letter: string; readonly heading: string }[];
  readonly rows: readonly (EnterpriseRow | OtherRow)[];
}

/** Why a whole file cannot be read as a list of the profile. */
export type ListRefusal =
  | { readonly reason: 'no_heading'; readonly wanted: readonly string[] }
  | { readonly reason: 'no_unit'; readonly columns: readonly string[] }
  | { readonly reason: 'no_period' };

/** The letters of a column: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const rest = index < 26 ? '' : columnLetter(Math.floor(index / 26) - 1);
  return rest + String.fromCharCode(65 + (index % 26));
}

export function readList(
  sheets: readonly ListSheet[],
  profile: ListProfile,
): { readonly list: ReadList } | { readonly refusal: ListRefusal } {
  const heading = findHeading(sheets, profile);
  if (heading === null) return { refusal: { reason: 'no_heading', wanted: wantedBy(profile) } };
  const unitless = heading.columns.filter(({ column, power }) => column.kind === 'money' && power === null);
  if (unitless.length > 0)
    return { refusal: { reason: 'no_unit', columns: unitless.map((found) => found.heading) } };
  const period = profile.period === null ? null : periodAbove(heading, profile.period);
  const hasOwnPeriods = heading.columns.some(({ column }) => column.kind === 'period');
  if (profile.period !== null && period === null && !hasOwnPeriods)
    return { refusal: { reason: 'no_period' } };
  const reading: Reading = { profile, heading, period };
  return {
    list: {
      sheet: heading.sheet.name,
      headerRows: heading.sheet.rows.slice(heading.first, heading.last + 1).map(({ number }) => number),
      unit: heading.unit,
      period,
      columns: heading.columns.map(({ column, index, heading: said }) => ({
        id: column.id,
        letter: columnLetter(index),
        heading: said,
      })),
      rows: heading.sheet.rows.map((row, i) =>
        readRow(reading, row.cells, { number: row.number, position: i }),
      ),
    },
  };
}

const wantedBy = ({ columns }: ListProfile): string[] =>
  columns
    .filter(({ kind, required }) => required || kind === 'name' || kind === 'uscc')
    .map(({ headings }) => headings[0] ?? '');

/** The period that the lines above the table or the sheet's name state, the nearest to the table first. */
function periodAbove({ sheet, first }: Heading, kind: 'month' | 'quarter' | 'year'): string | null {
  const texts = sheet.rows
    .slice(0, first)
    .toReversed()
    .flatMap(({ cells }) => cells);
  for (const cell of [...texts, sheet.name]) {
    const text = cellText(cell);
    const said = /报告期|所属期|期间|截至|时间|日期/u.test(text) ? text.replace(/^.*?[:：]/u, '') : text;
    const period = periodIn(said, kind);
    if (period !== null) return period;
  }
  return null;
}

interface Reading {
  readonly profile: ListProfile;
  readonly heading: Heading;
  readonly period: string | null;
}

interface At {
  readonly number: number;
  /** Among the rows of the sheet. */
  readonly position: number;
}

function readRow(reading: Reading, cells: readonly Cell[], at: At): EnterpriseRow | OtherRow {
  const { heading } = reading;
  const other = (reason: OtherRow['reason']): OtherRow => ({
    kind: 'other',
    row: at.number,
    reason,
    printed: {},
  });
  if (cells.every((cell) => cellText(cell) === '')) return other('blank_row');
  if (at.position >= heading.first && at.position <= heading.last) return other('header_row');
  if (at.position < heading.first)
    return other(cells.some((cell) => /单位[:：]|计量单位/u.test(cellText(cell))) ? 'unit_row' : 'title_row');
  if (repeatsHeading(reading, cells)) return other('header_repeated');
  const total = totalIn(reading, cells);
  if (total !== null) return { ...other(total), printed: printedBy(reading, cells) };
  if (isNote(reading, cells)) return other('note_row');
  return readEnterprise(reading, cells, at.number);
}

const cellOf = (cells: readonly Cell[], found: FoundColumn | undefined): Cell =>
  found === undefined ? null : (cells[found.index] ?? null);
const columnOf = ({ heading }: Reading, kind: string): FoundColumn | undefined =>
  heading.columns.find(({ column }) => column.kind === kind);

/** The heading once more in the middle, as pages of a print carry it: any of its rows. */
function repeatsHeading({ heading }: Reading, cells: readonly Cell[]): boolean {
  const said = filledIn(cells);
  return heading.sheet.rows
    .slice(heading.first, heading.last + 1)
    .some((row) => JSON.stringify(filledIn(row.cells)) === JSON.stringify(said));
}

/** What stands in which column. */
const filledIn = (cells: readonly Cell[]): [number, string][] =>
  cells.map((cell, i): [number, string] => [i, cellText(cell)]).filter(([, text]) => text !== '');

const SUM = /^(?:.{0,10}[:：])?(.{0,8}?)(小计|合计|总计|共计|累计)(?:[:：(（]?\d*[户家个条].*)?$/u;

function totalIn(reading: Reading, cells: readonly Cell[]): 'subtotal_row' | 'total_row' | null {
  const code = codeOf(cellOf(cells, columnOf(reading, 'uscc')));
  if (code.kind === 'valid' || code.kind === 'repairable') return null;
  for (const cell of cells) {
    const [, , word] = SUM.exec(cellText(cell).replaceAll(/\s/gu, '')) ?? [];
    if (word !== undefined) return word === '小计' ? 'subtotal_row' : 'total_row';
  }
  return null;
}

function printedBy({ heading }: Reading, cells: readonly Cell[]): Record<string, string> {
  const printed: Record<string, string> = {};
  for (const found of heading.columns) {
    const amount = numberIn(found, cellOf(cells, found));
    if (amount?.kind === 'amount') printed[found.column.id] = amount.value;
  }
  return printed;
}

function numberIn({ column, power }: FoundColumn, cell: Cell): Amount | null {
  if (column.kind === 'money') return amountOf(cell, power ?? 0);
  return column.kind === 'count' ? countOf(cell, column.unit) : null;
}

const NOTE =
  /^(?:注|说明|备注|填表说明|填报说明|填表人|制表|制表人|审核|审核人|负责人|单位负责人|联系电话|报出日期|数据来源|\*|※|\d{1,2}[.、](?!\d).{6,})/u;

/** A remark below the table: one text, without a code, a name in its column or a figure. */
function isNote(reading: Reading, cells: readonly Cell[]): boolean {
  const filled = cells.flatMap((cell, index) =>
    cellText(cell) === '' ? [] : [{ text: cellText(cell), index }],
  );
  const [first] = filled;
  const code = codeOf(cellOf(cells, columnOf(reading, 'uscc'))).kind;
  if (first === undefined || code === 'valid' || code === 'lost') return false;
  if (NOTE.test(first.text) && !first.text.endsWith('公司')) return true;
  return filled.length === 1 && first.index !== columnOf(reading, 'name')?.index && first.text.length > 18;
}

function readEnterprise(reading: Reading, cells: readonly Cell[], row: number): EnterpriseRow {
  const typedName = cellOf(cells, columnOf(reading, 'name'));
  const code = codeOf(cellOf(cells, columnOf(reading, 'uscc')));
  const former = cellOf(cells, columnOf(reading, 'former-name'));
  const figures = new Figures(row);
  for (const found of reading.heading.columns) figures.read(found, cellOf(cells, found), reading.profile);
  const period = figures.period ?? reading.period;
  if (reading.profile.period !== null && period === null && figures.faults.length === 0)
    figures.miss(columnOf(reading, 'period'));
  const name = typedName === null ? '' : String(typedName);
  const spaced = sameName(name) !== '' && /\s/u.test(name);
  return {
    kind: 'enterprise',
    row,
    name: name.replaceAll(/^\s+|\s+$/gu, ''),
    code,
    formerName: isMissing(former) ? null : cellText(former),
    period,
    values: figures.values,
    foreign: figures.foreign,
    warnings: [
      ...new Set([...('notes' in code ? code.notes : []), ...(spaced ? ['spaces'] : []), ...figures.notes]),
    ],
    faults: figures.faults,
  };
}

/** Collects what the cells of a row say, and what cannot be read. */
class Figures {
  readonly values: Record<string, string | null> = {};
  readonly foreign: Record<string, ForeignAmount> = {};
  readonly notes: string[] = [];
  readonly faults: CellFault[] = [];
  period: string | null = null;
  readonly #row: number;

  constructor(row: number) {
    this.#row = row;
  }

  read(found: FoundColumn, cell: Cell, profile: ListProfile): void {
    const amount = numberIn(found, cell);
    if (amount !== null) return this.#amount(found, cell, amount);
    if (found.column.kind === 'date') return this.#date(found, cell);
    if (found.column.kind === 'text') this.values[found.column.id] = isMissing(cell) ? null : cellText(cell);
    if (found.column.kind === 'period' && profile.period !== null && !isMissing(cell)) {
      this.period = periodIn(cell, profile.period);
      if (this.period === null) this.#fault('unreadable_period', found, cell);
    }
  }

  miss(found: FoundColumn | undefined): void {
    if (found) this.#fault('period_missing', found, null);
  }

  #amount(found: FoundColumn, cell: Cell, amount: Amount): void {
    const { id, foreign } = found.column;
    this.values[id] = amount.kind === 'amount' ? amount.value : null;
    if (amount.kind === 'amount') this.notes.push(...amount.notes);
    if (amount.kind === 'unreadable') this.#fault('not_a_number', found, cell);
    if (amount.kind === 'foreign') {
      if (foreign === undefined) this.#fault('not_a_number', found, cell);
      else this.foreign[foreign] = { amount: amount.amount, currency: amount.currency };
    }
  }

  #date(found: FoundColumn, cell: Cell): void {
    const date = dateOf(cell);
    this.values[found.column.id] = date.kind === 'date' ? date.value : null;
    if (date.kind === 'impossible') this.#fault('impossible_date', found, cell);
    if (date.kind === 'unreadable') this.#fault('unreadable_date', found, cell);
  }

  #fault(reason: CellFault['reason'], { column, heading, index }: FoundColumn, cell: Cell): void {
    this.faults.push({
      reason,
      column: column.id,
      heading,
      cell: `${columnLetter(index)}${this.#row}`,
      typed: cellText(cell),
    });
  }
}
