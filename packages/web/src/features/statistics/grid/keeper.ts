import { readBlock, writeBlock } from './block.ts';
import type { Cell, GridRow } from './cell.ts';
import { type Change, EMPTY, type History, redo, remember, undo } from './history.ts';
import { type Place, type Selection, type Shape, boxOf, only, placesIn } from './moves.ts';
import { type Pasted, pasteInto } from './paste.ts';

/** `moving`: keys move; `typing`: what is typed replaces the cell, arrows end it; `editing`: arrows move the caret. */
export type Mode = 'moving' | 'typing' | 'editing';

export interface CellText {
  readonly row: string;
  readonly col: number;
  readonly text: string;
}

export interface GridState {
  readonly rows: readonly GridRow[];
  readonly onChange: (texts: readonly CellText[]) => void;
  readonly onPasted: (pasted: Pasted) => void;
}

/** What the grid shows now, and how that is changed. */
export interface Shown extends GridState {
  readonly selection: Selection;
  readonly mode: Mode;
  readonly setSelection: (selection: Selection) => void;
  readonly setMode: (mode: Mode) => void;
}

export const shapeOf = (rows: readonly GridRow[]): Shape => ({
  rows: rows.length,
  cols: rows[0]?.cells.length ?? 0,
  isWritable: ({ row, col }) => {
    const cell = rows[row]?.cells[col];
    return cell !== undefined && !cell.readOnly;
  },
});

const clipboardText = (cell: Cell): string =>
  cell.options?.find(({ id }) => id === cell.raw)?.text ?? cell.raw;

/**
 * What keys, mouse and clipboard do to the grid. It is made once, so that a row that stays as it is is not drawn again;
 * the texts belong to the page.
 */
export class Keeper {
  #shown: Shown;
  #history: History = EMPTY;
  /** The cell that is being written in, as it was before. */
  #before: Omit<Change, 'after'> | null = null;
  /** Whether the grid has the keyboard, and whether its field is on its way to another cell. */
  #hasFocus = false;
  #isLeaving = false;
  /** The column where the way with Tab began. */
  startCol: number | null = null;
  /** The one field of the grid. */
  field: HTMLElement | null = null;

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  shows = (shown: Shown): void => {
    this.#shown = shown;
  };
  holds = (field: HTMLElement | null): void => {
    this.field = field;
  };
  enters = (): void => {
    this.#hasFocus = true;
  };
  /** The field has come to where it was going; whether it is to have the keyboard. */
  arrives(): boolean {
    this.#isLeaving = false;
    return this.#hasFocus;
  }
  /** The keyboard goes elsewhere, unless the field only moves to another cell. */
  leaves = (): void => {
    if (this.#isLeaving) return;
    this.#hasFocus = false;
    this.end();
  };

  get shape(): Shape {
    return shapeOf(this.#shown.rows);
  }
  get selection(): Selection {
    return this.#shown.selection;
  }
  get mode(): Mode {
    return this.#shown.mode;
  }
  get hasFocus(): boolean {
    return this.#hasFocus;
  }

  select(selection: Selection): void {
    this.end();
    this.#hasFocus = true;
    this.#isLeaving = true;
    this.#shown.setSelection(selection);
  }
  startAt(col: number | null): void {
    this.startCol = col;
  }

  begin(mode: Mode): void {
    const { active } = this.selection;
    this.#before ??= { row: this.#rowId(active), col: active.col, before: this.#textAt(active) };
    this.#hasFocus = true;
    this.#shown.setMode(mode);
  }
  /** What was written in the cell is one step. */
  end(): void {
    const before = this.#before;
    this.#before = null;
    this.#shown.setMode('moving');
    if (!before) return;
    const after = this.#textAt({ row: this.#indexOf(before.row), col: before.col });
    this.#history = remember(this.#history, [{ ...before, after }]);
  }
  /** Gives the cell back what it had. */
  restore(): void {
    const before = this.#before;
    this.#before = null;
    this.#shown.setMode('moving');
    if (before) this.#shown.onChange([{ row: before.row, col: before.col, text: before.before }]);
  }

  /** What is typed in the active cell. */
  type(text: string): void {
    if (this.mode === 'moving') this.begin('typing');
    const { active } = this.selection;
    this.#shown.onChange([{ row: this.#rowId(active), col: active.col, text }]);
  }
  /** Takes an option: one step. */
  choose(text: string): void {
    this.#write([{ ...this.selection.active, text }]);
  }
  clear(): void {
    const cells = placesIn(boxOf(this.selection)).filter((at) => this.shape.isWritable(at));
    this.#write(cells.map((at) => ({ ...at, text: '' })));
  }

  undo(): void {
    this.#step(undo(this.#history));
  }
  redo(): void {
    this.#step(redo(this.#history));
  }

  copied(): string {
    const { top, bottom, left, right } = boxOf(this.selection);
    const rows = this.#shown.rows.slice(top, bottom + 1);
    return writeBlock(rows.map(({ cells }) => cells.slice(left, right + 1).map(clipboardText)));
  }
  paste(text: string): void {
    const pasted = pasteInto(this.#shown.rows, boxOf(this.selection), readBlock(text));
    this.end();
    if (pasted.texts.length > 0) this.#write(pasted.texts);
    const { top: row, left: col } = boxOf(this.selection);
    const last = pasted.texts.at(-1);
    if (last && pasted.texts.length > 1)
      this.select({ active: { row, col }, corner: { row: last.row, col: last.col } });
    this.#shown.onPasted(pasted);
  }

  /** Writes and remembers one step. */
  #write(texts: readonly (Place & { readonly text: string })[]): void {
    const changes = texts.map((at) => ({
      row: this.#rowId(at),
      col: at.col,
      before: this.#textAt(at),
      after: at.text,
    }));
    this.#history = remember(this.#history, changes);
    this.#shown.onChange(changes.map(({ row, col, after }) => ({ row, col, text: after })));
  }
  #step({ history, changes }: ReturnType<typeof undo>): void {
    this.#history = history;
    const [first] = changes;
    if (!first) return;
    this.#shown.onChange(changes.map(({ row, col, after }) => ({ row, col, text: after })));
    const row = this.#indexOf(first.row);
    if (row >= 0) this.select(only({ row, col: first.col }));
  }

  #textAt({ row, col }: Place): string {
    return this.#shown.rows[row]?.cells[col]?.raw ?? '';
  }
  #rowId({ row }: Place): string {
    return this.#shown.rows[row]?.id ?? '';
  }
  #indexOf(row: string): number {
    return this.#shown.rows.findIndex(({ id }) => id === row);
  }
}
