import { expect, test } from 'vitest';
import { type Shape, below, boxOf, moved, nextWritable, placesIn } from './moves.ts';

/** Four rows of three cells; the last column is only read. */
const shape: Shape = { rows: 4, cols: 3, isWritable: ({ col }) => col < 2 };
const from = { row: 1, col: 1 };

test.each([
  ['ArrowUp', false, { row: 0, col: 1 }],
  ['ArrowDown', false, { row: 2, col: 1 }],
  ['ArrowLeft', false, { row: 1, col: 0 }],
  ['ArrowRight', false, { row: 1, col: 2 }],
  ['ArrowDown', true, { row: 3, col: 1 }],
  ['ArrowLeft', true, { row: 1, col: 0 }],
  ['PageDown', false, { row: 3, col: 1 }],
  ['Home', false, { row: 1, col: 0 }],
  ['End', false, { row: 1, col: 2 }],
  ['Home', true, { row: 0, col: 0 }],
  ['End', true, { row: 3, col: 2 }],
])('%s (far: %s) stays inside of the grid', (key, far, to) => {
  expect(moved(shape, from, { key, far })).toEqual(to);
});

test('a key that writes does not move', () => {
  expect(moved(shape, from, { key: '5', far: false })).toBeUndefined();
});

test('Tab skips what is only read, and leaves the grid behind its last cell', () => {
  expect(nextWritable(shape, from, 1)).toEqual({ row: 2, col: 0 });
  expect(nextWritable(shape, { row: 2, col: 0 }, -1)).toEqual({ row: 1, col: 1 });
  expect(nextWritable(shape, { row: 3, col: 1 }, 1)).toBeUndefined();
  expect(nextWritable(shape, { row: 0, col: 0 }, -1)).toBeUndefined();
});

test('Enter goes back to the column where the way with Tab began', () => {
  expect(below(shape, from, { startCol: 0, step: 1 })).toEqual({ row: 2, col: 0 });
  expect(below(shape, { row: 3, col: 1 }, { startCol: 0, step: 1 })).toEqual({ row: 3, col: 0 });
});

test('a range has the same cells from whichever corner it was drawn', () => {
  const box = boxOf({ active: { row: 2, col: 1 }, corner: { row: 1, col: 0 } });
  expect(box).toEqual(boxOf({ active: { row: 1, col: 0 }, corner: { row: 2, col: 1 } }));
  expect(placesIn(box)).toEqual([
    { row: 1, col: 0 },
    { row: 1, col: 1 },
    { row: 2, col: 0 },
    { row: 2, col: 1 },
  ]);
});
