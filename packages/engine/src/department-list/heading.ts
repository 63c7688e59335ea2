import { type Cell, cellText, moneyPower, statedUnit } from './cells.ts';
import type { ListColumn, ListProfile } from './profile.ts';

export interface ListRow {
  /** 1-based: the sheet's row, or the line of a text file. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

export interface ListSheet {
  readonly name: string;
  readonly rows: readonly ListRow[];
}

/** A column that the profile knows, where it stands and what its figures count in. */
export interface FoundColumn {
  readonly column: ListColumn;
  readonly index: number;
  readonly heading: string;
  /** Of money, in 元; null: the list does not say. */
  readonly power: number | null;
}

export interface Heading {
  readonly sheet: ListSheet;
  /** Positions in `sheet.rows`. */
  readonly first: number;
  readonly last: number;
  readonly columns: readonly FoundColumn[];
  /** As the list states it; null: nowhere. */
  readonly unit: string | null;
}

const SEARCHED_ROWS = 40;
const DEEPEST = 3;
const squeeze = (text: string): string => text.normalize('NFKC').replaceAll(/[\s_、]/gu, '');

/**
 * Where the table begins: the rows whose texts name most of the profile's columns, in whichever sheet; of two that name
 * as many, the one of fewer rows, then the earlier one. Null: the name or code of the enterprise and a second column of
 * the profile are found nowhere.
 */
export function findHeading(sheets: readonly ListSheet[], profile: ListProfile): Heading | null {
  let best: Heading | null = null;
  for (const sheet of sheets)
    for (let first = 0; first < Math.min(SEARCHED_ROWS, sheet.rows.length); first += 1)
      for (let depth = 1; depth <= DEEPEST && first + depth <= sheet.rows.length; depth += 1) {
        const found = readHeading({ sheet, first, last: first + depth - 1 }, profile);
        if (found && found.columns.length > (best?.columns.length ?? 0)) best = found;
      }
  return best;
}

type Span = Pick<Heading, 'sheet' | 'first' | 'last'>;

function readHeading(span: Span, profile: ListProfile): Heading | null {
  const rows = span.sheet.rows.slice(span.first, span.last + 1);
  if (!rows.every(mayHead)) return null;
  const headings = composed(rows);
  const columns = assign(headings, profile.columns);
  const identifies = columns.some(({ column }) => column.kind === 'name' || column.kind === 'uscc');
  const complete = profile.columns.every(
    (wanted) => !wanted.required || columns.some(({ column }) => column.id === wanted.id),
  );
  if (!identifies || !complete || columns.length < 2) return null;
  const unit = unitAround(span);
  return { ...span, unit, columns: columns.map((found) => ({ ...found, power: powerOf(found, unit) })) };
}

/** Texts only, at least two, and no line of the form's head such as 单位：千元. */
function mayHead({ cells }: ListRow): boolean {
  const texts = cells.map(cellText).filter((text) => text !== '');
  return (
    texts.length >= 2 &&
    !cells.some((cell) => typeof cell === 'number') &&
    !texts.some((text) => /(?:单位|报告期|日期|所属期|填报|制表)[:：]/u.test(text))
  );
}

/** The headings of all columns: upper levels reach to the right over the columns that have a lower level only. */
function composed(rows: readonly ListRow[]): string[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) =>
    rows
      .map(({ cells }, level) => {
        const own = cellText(cells[index] ?? null);
        const hasLower = rows.slice(level + 1).some((row) => cellText(row.cells[index] ?? null) !== '');
        return own === '' && hasLower ? leftOf(cells, index) : own;
      })
      .join(''),
  );
}

function leftOf(cells: readonly Cell[], index: number): string {
  for (let i = index - 1; i >= 0; i -= 1) {
    const text = cellText(cells[i] ?? null);
    if (text !== '') return text;
  }
  return '';
}

/** Gives each column of the profile the heading that fits it best; a heading serves one column. */
function assign(headings: readonly string[], columns: readonly ListColumn[]): Omit<FoundColumn, 'power'>[] {
  const fits = columns.flatMap((column) =>
    headings.flatMap((heading, index) => {
      const length = fitOf(squeeze(heading), column.headings);
      return length === 0 ? [] : [{ column, index, heading, length }];
    }),
  );
  const taken: typeof fits = [];
  for (const fit of fits.toSorted((a, b) => b.length - a.length || a.index - b.index))
    if (!taken.some(({ column, index }) => column.id === fit.column.id || index === fit.index))
      taken.push(fit);
  return taken
    .toSorted((a, b) => a.index - b.index)
    .map(({ column, index, heading }) => ({ column, index, heading }));
}

/** How many characters of the longest fitting wording stand in the heading; an exact one counts more; 0: none fits. */
function fitOf(heading: string, wordings: readonly string[]): number {
  const lengths = wordings.map((wording) => {
    const words = wording.split(' ').map(squeeze);
    const length = words.join('').length;
    return words.every((word) => heading.includes(word)) ? length + (length === heading.length ? 100 : 0) : 0;
  });
  return Math.max(...lengths);
}

/** The unit that a line above the table states. */
function unitAround({ sheet, first }: Span): string | null {
  for (const { cells } of sheet.rows.slice(0, first))
    for (const cell of cells) {
      const unit = /单位/u.test(cellText(cell)) ? statedUnit(cellText(cell)) : null;
      if (unit !== null) return unit;
    }
  return null;
}

function powerOf({ column, heading }: Omit<FoundColumn, 'power'>, unit: string | null): number | null {
  if (column.kind !== 'money') return null;
  const said = statedUnit(heading) ?? unit;
  return said === null ? null : (moneyPower(said) ?? null);
}
