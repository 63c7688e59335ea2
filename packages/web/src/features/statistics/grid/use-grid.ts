import { useEffect, useState } from 'react';
import { type GridState, Keeper, type Mode, shapeOf } from './keeper.ts';
import { type Place, type Selection, nextWritable, only } from './moves.ts';
import { LONGEST } from './paste.ts';

/** Which cell is written in, what is selected, and how it is written. */
export function useGrid(state: GridState) {
  const [selection, setSelection] = useState<Selection>(() =>
    only(nextWritable(shapeOf(state.rows), { row: 0, col: -1 }, 1) ?? { row: 0, col: 0 }),
  );
  const [mode, setMode] = useState<Mode>('moving');
  const shown = { ...state, selection, mode, setSelection, setMode };
  const [keeper] = useState(() => new Keeper(shown));
  useEffect(() => keeper.shows(shown));
  useFocus(keeper, selection, mode);
  return { selection, mode, keeper };
}

/** The active cell has the keyboard once somebody is in the grid, its text selected: what is typed replaces it. */
function useFocus(keeper: Keeper, { active, corner }: Selection, mode: Mode) {
  useEffect(() => {
    const { field } = keeper;
    if (!keeper.arrives() || !field) return;
    field.focus({ preventScroll: true });
    const shown = corner === active ? field.closest('td') : cellAt(field, corner);
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (!(field instanceof HTMLInputElement) || mode === 'typing') return;
    if (mode === 'moving') field.select();
    else field.setSelectionRange(LONGEST, LONGEST);
  }, [keeper, active, corner, mode]);
}

const cellAt = (field: HTMLElement, { row, col }: Place): Element | null | undefined =>
  field.closest('table')?.querySelector(`[data-place="${row} ${col}"]`);
