import type { ReactNode } from 'react';

export interface CellOption {
  readonly id: string;
  readonly text: string;
  /** What it is called in every language, for pasting. */
  readonly names: readonly string[];
}

/** One cell with a value. */
export interface Cell {
  /** What it is, read aloud and named in sentences. */
  readonly label: string;
  /** Which field of a form it is. */
  readonly field: string;
  /** What stands in it: edited, copied, pasted over. */
  readonly raw: string;
  /** How it looks while nobody writes in it. */
  readonly text: string;
  readonly readOnly?: boolean;
  readonly options?: readonly CellOption[];
  readonly tone?: 'error' | 'query' | undefined;
  /** The element that says what is wrong. */
  readonly describedBy?: string | undefined;
  /** Words, not a number. */
  readonly isText?: boolean;
}

export interface RowHead {
  readonly id: string;
  readonly text: ReactNode;
  /** The head that names the row. */
  readonly isName?: boolean;
}

export interface GridRow {
  readonly id: string;
  /** The section that begins with this row. */
  readonly section?: string | undefined;
  /** Number, name and the like, before the cells. */
  readonly heads: readonly RowHead[];
  readonly cells: readonly Cell[];
  /** What is said about the row's cells, under it. */
  readonly below?: ReactNode;
}
