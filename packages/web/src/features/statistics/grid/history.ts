/** One cell's text before and after. */
export interface Change {
  readonly row: string;
  readonly col: number;
  readonly before: string;
  readonly after: string;
}

/** What was changed together is undone together. */
export interface History {
  readonly done: readonly (readonly Change[])[];
  readonly undone: readonly (readonly Change[])[];
}

export const EMPTY: History = { done: [], undone: [] };

/** Remembers a step; what had been undone before it cannot come back. */
export function remember(history: History, changes: readonly Change[]): History {
  const real = changes.filter(({ before, after }) => before !== after);
  return real.length === 0 ? history : { done: [...history.done, real], undone: [] };
}

/** The history without its last step, and that step backwards. */
export function undo({ done, undone }: History): { history: History; changes: readonly Change[] } {
  const last = done.at(-1);
  if (!last) return { history: { done, undone }, changes: [] };
  const back = last.map(({ row, col, before, after }) => ({ row, col, before: after, after: before }));
  return { history: { done: done.slice(0, -1), undone: [...undone, last] }, changes: back };
}

/** The step that was undone last, once more. */
export function redo({ done, undone }: History): { history: History; changes: readonly Change[] } {
  const last = undone.at(-1);
  if (!last) return { history: { done, undone }, changes: [] };
  return { history: { done: [...done, last], undone: undone.slice(0, -1) }, changes: last };
}
