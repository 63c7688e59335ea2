/** Where a cell is: its row and its column among the cells with values. */
export interface Place {
  readonly row: number;
  readonly col: number;
}

/** The cell that is written in, and the other corner of what is selected. */
export interface Selection {
  readonly active: Place;
  readonly corner: Place;
}

export interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly isWritable: (at: Place) => boolean;
}

export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const only = (at: Place): Selection => ({ active: at, corner: at });

export const boxOf = ({ active, corner }: Selection): Box => ({
  top: Math.min(active.row, corner.row),
  bottom: Math.max(active.row, corner.row),
  left: Math.min(active.col, corner.col),
  right: Math.max(active.col, corner.col),
});

/** Every place of a box, row by row. */
export function placesIn({ top, bottom, left, right }: Box): Place[] {
  const places: Place[] = [];
  for (let row = top; row <= bottom; row += 1)
    for (let col = left; col <= right; col += 1) places.push({ row, col });
  return places;
}

const PAGE = 10;

/** Steps of the keys that move; with Ctrl or ⌘ an arrow goes to the edge. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** Where a key leads to from a place, never over the edge; undefined: the key does not move. */
export function moved(shape: Shape, from: Place, key: { readonly key: string; readonly far: boolean }) {
  const step = STEPS[key.key];
  if (!step) return undefined;
  const isEnd = key.key === 'Home' || key.key === 'End';
  const [rows, cols] = key.far ? (isEnd ? [step[1], step[1]] : step.map((n) => n * Infinity || 0)) : step;
  return {
    row: within(from.row + (rows ?? 0), shape.rows),
    col: within(from.col + (cols ?? 0), shape.cols),
  };
}

const within = (n: number, count: number): number => Math.min(Math.max(n, 0), count - 1);

/** The next cell that may be written in, row by row; undefined behind the last and before the first. */
export function nextWritable(shape: Shape, from: Place, step: 1 | -1): Place | undefined {
  const last = shape.rows * shape.cols;
  for (let n = from.row * shape.cols + from.col + step; n >= 0 && n < last; n += step) {
    const at = { row: Math.floor(n / shape.cols), col: n % shape.cols };
    if (shape.isWritable(at)) return at;
  }
  return undefined;
}

/** Enter goes to the row below, in the column where the way with Tab began. */
export const below = (shape: Shape, from: Place, { startCol, step }: { startCol: number; step: 1 | -1 }) => ({
  row: within(from.row + step, shape.rows),
  col: startCol,
});
