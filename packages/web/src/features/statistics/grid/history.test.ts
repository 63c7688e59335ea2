import { expect, test } from 'vitest';
import { EMPTY, redo, remember, undo } from './history.ts';

const change = (before: string, after: string) => ({ row: 'revenue', col: 0, before, after });

test('a pasted block is undone and redone in one step', () => {
  const block = [change('1', '2'), { ...change('', '3'), row: 'profit' }];
  const undone = undo(remember(EMPTY, block));
  expect(undone.changes).toEqual([change('2', '1'), { ...change('3', ''), row: 'profit' }]);
  expect(redo(undone.history).changes).toEqual(block);
});

test('what had been undone cannot come back over something new', () => {
  const { history } = undo(remember(EMPTY, [change('1', '2')]));
  expect(redo(remember(history, [change('1', '5')])).changes).toEqual([]);
});

test('a step that changed nothing is no step, and nothing is undone before the first', () => {
  expect(remember(EMPTY, [change('1', '1')])).toBe(EMPTY);
  expect(undo(EMPTY).changes).toEqual([]);
});
