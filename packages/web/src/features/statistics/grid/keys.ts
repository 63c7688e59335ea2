import type { KeyboardEvent } from 'react';
import { below, moved, nextWritable, only } from './moves.ts';
import type { Keeper } from './keeper.ts';

/** What a key does in the active cell; the browser does the rest, above all writing. */
export function onGridKey(event: KeyboardEvent<HTMLElement>, keeper: Keeper): void {
  // an input method is composing: the key belongs to it
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.altKey) return;
  const done =
    onCommand(event, keeper) ||
    onTab(event, keeper) ||
    onEnter(event, keeper) ||
    onEdit(event, keeper) ||
    onMove(event, keeper);
  if (done) event.preventDefault();
}

type Key = KeyboardEvent<HTMLElement>;
const isFar = (event: Key): boolean => event.ctrlKey || event.metaKey;

function onCommand(event: Key, keeper: Keeper): boolean {
  if (!isFar(event) || keeper.mode !== 'moving') return false;
  const key = event.key.toLowerCase();
  if (key === 'z' && !event.shiftKey) keeper.undo();
  else if (key === 'y' || key === 'z') keeper.redo();
  else if (key === 'a') {
    const { rows, cols } = keeper.shape;
    keeper.select({ active: { row: 0, col: 0 }, corner: { row: rows - 1, col: cols - 1 } });
  } else return false;
  return true;
}

/** Tab goes to the next cell to fill; behind the last one it leaves the grid, as the browser does it. */
function onTab(event: Key, keeper: Keeper): boolean {
  if (event.key !== 'Tab') return false;
  const { active } = keeper.selection;
  // a query under the row still waits for words: the browser goes there
  if (!event.shiftKey && hasExplanation(event.currentTarget)) return false;
  const next = nextWritable(keeper.shape, active, event.shiftKey ? -1 : 1);
  if (!next) {
    keeper.leaves();
    return false;
  }
  // the way begins again where Tab comes into another row
  if (next.row !== active.row) keeper.startAt(next.col);
  else if (keeper.startCol === null) keeper.startAt(active.col);
  keeper.select(only(next));
  return true;
}

const hasExplanation = (input: HTMLElement): boolean =>
  input.closest('tr')?.nextElementSibling?.matches('[data-below]:has(input)') ?? false;

function onEnter(event: Key, keeper: Keeper): boolean {
  if (event.key !== 'Enter') return false;
  const { active } = keeper.selection;
  const startCol = keeper.startCol ?? active.col;
  keeper.startAt(null);
  keeper.select(only(below(keeper.shape, active, { startCol, step: event.shiftKey ? -1 : 1 })));
  return true;
}

function onEdit(event: Key, keeper: Keeper): boolean {
  const { row, col } = keeper.selection.active;
  if (event.key === 'F2') {
    if (keeper.shape.isWritable({ row, col })) {
      keeper.begin('editing');
    }
    return true;
  }
  if (event.key === 'Escape') {
    if (keeper.mode === 'moving') return false;
    keeper.restore();
    return true;
  }
  if ((event.key === 'Delete' || event.key === 'Backspace') && keeper.mode === 'moving') {
    keeper.clear();
    return true;
  }
  return false;
}

function onMove(event: Key, keeper: Keeper): boolean {
  const { active, corner } = keeper.selection;
  if (keeper.mode === 'editing') return false;
  const from = event.shiftKey ? corner : active;
  const to = moved(keeper.shape, from, { key: event.key, far: isFar(event) });
  if (!to) return false;
  keeper.startAt(null);
  keeper.select(event.shiftKey ? { active, corner: to } : only(to));
  return true;
}

/** From the words under a row, Tab and Enter go on to the next cell, Shift+Tab back to the row. */
export function onKeyBelow(event: KeyboardEvent<HTMLElement>, row: number, keeper: Keeper): void {
  if (event.nativeEvent.isComposing || (event.key !== 'Tab' && event.key !== 'Enter')) return;
  const inputs = [...event.currentTarget.querySelectorAll('input')];
  const at = inputs.findIndex((input) => input === event.target);
  const beside = inputs[at + (event.shiftKey ? -1 : 1)];
  const col = event.shiftKey ? -1 : keeper.shape.cols - 1;
  const next = nextWritable(keeper.shape, { row, col }, 1);
  if (at < 0 || (!beside && !next)) return;
  event.preventDefault();
  if (beside) beside.focus();
  else if (next) keeper.select(only(next));
}
