import { expect, test } from 'vitest';
import { submissionMoves } from '../statistics/index.ts';
import { actsFrom, foldActs, moveTo } from './index.ts';

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
