import { type Box, type Place, placesIn } from './moves.ts';
import type { Cell, GridRow } from './cell.ts';

/** The longest text that a cell takes. */
export const LONGEST = 60;

export type Refusal = 'read-only' | 'too-long' | 'no-option' | 'outside';

export interface Refused {
  readonly why: Refusal;
  /** The cell that it was meant for; null: there is none. */
  readonly label: string | null;
  readonly text: string;
}

export interface Pasted {
  readonly texts: readonly (Place & { readonly text: string })[];
  readonly refused: readonly Refused[];
}

/**
 * What a block from the clipboard does to the cells from the corner of a selection on; one single cell fills all that
 * is selected. Text that is no number is written as it is, for the checks to mark; what cannot be written is refused by
 * name and changes nothing.
 */
export function pasteInto(
  rows: readonly GridRow[],
  selected: Box,
  block: readonly (readonly string[])[],
): Pasted {
  const texts: (Place & { text: string })[] = [];
  const refused: Refused[] = [];
  for (const { row, col, text } of spread(selected, block)) {
    const cell = rows[row]?.cells[col];
    const wanted = cell && written(cell, text);
    if (wanted === undefined) refused.push({ why: 'outside', label: null, text });
    else if ('why' in wanted) refused.push({ why: wanted.why, label: cell?.label ?? null, text });
    else texts.push({ row, col, text: wanted.text });
  }
  // a block that hangs over the edge with empty cells loses nothing
  return { texts, refused: refused.filter(({ why, text }) => why !== 'outside' || text.trim() !== '') };
}

function spread(selected: Box, block: readonly (readonly string[])[]): (Place & { text: string })[] {
  const [first = []] = block;
  if (block.length === 1 && first.length === 1)
    return placesIn(selected).map((at) => ({ ...at, text: first[0] ?? '' }));
  return block.flatMap((cells, i) =>
    cells.map((text, j) => ({ row: selected.top + i, col: selected.left + j, text })),
  );
}

function written(cell: Cell, text: string): { readonly text: string } | { readonly why: Refusal } {
  const line = oneLine(text);
  if (cell.readOnly) return cell.raw === line ? { text: cell.raw } : { why: 'read-only' };
  if (cell.options) {
    const option = cell.options.find(({ id, names }) => id === line || names.includes(line));
    return option ? { text: option.id } : line === '' ? { text: '' } : { why: 'no-option' };
  }
  return [...line].length > LONGEST ? { why: 'too-long' } : { text: line };
}

/** Two numbers in one cell must not become a longer one: the line break between them stays visible. */
const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, '↵');
