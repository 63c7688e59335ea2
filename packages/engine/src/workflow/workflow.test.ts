import { expect, test } from 'vitest';
import { submissionMoves } from '../statistics/index.ts';
import { actsFrom, defineMoves, foldActs, moveTo } from './index.ts';

test('a report that was sent back, corrected, passed and accepted is accepted', () => {
  expect(
    foldActs(submissionMoves, 'due', ['save', 'submit', 'send-back', 'save', 'submit', 'review', 'accept']),
  ).toBe('accepted');
});

test('an act that the table does not know cannot happen', () => {
  expect(moveTo(submissionMoves, 'submitted', 'accept')).toBeUndefined();
  expect(() => foldActs(submissionMoves, 'due', ['submit', 'accept'])).toThrow(
    'Act 2 (accept) cannot happen in status submitted.',
  );
});

test('words that every object knows are no acts', () => {
  expect(moveTo(submissionMoves, 'due', 'toString')).toBeUndefined();
});

test('a submitted report waits for the reviewer alone', () => {
  expect(actsFrom(submissionMoves, 'submitted')).toEqual(['send-back', 'review']);
});

test('a table from outside is refused when an act leads nowhere', () => {
  const table = { open: { close: 'closed' }, closed: { archive: 'attic' } };
  expect(() => defineMoves(table)).toThrow('Act archive leads from closed to attic, which is no status');
  expect(foldActs(defineMoves({ open: { close: 'closed' }, closed: {} }), 'open', ['close'])).toBe('closed');
});

test('from a status that the table does not have nothing can happen', () => {
  const moves = defineMoves({ open: { close: 'closed' }, closed: {} });
  expect(moveTo(moves, 'gone', 'close')).toBeUndefined();
  expect(actsFrom(moves, 'gone')).toEqual([]);
});

test('without acts the status is the first one', () => {
  expect(foldActs(submissionMoves, 'due', [])).toBe('due');
});
