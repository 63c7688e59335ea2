import { expect, test } from 'vitest';
import { checkInvariants } from './invariants.ts';
import { plant } from './planted.ts';

const NAMES = [
  'reviewers never alter figures',
  'no silent limit',
  'provisional beside accepted',
  'nothing is retroactive',
  'stock or flow',
  'two clocks',
  'ask once',
  'one write path',
  'refused when saved',
  'a person decides',
  'purpose binds use',
  'needs review is shown',
];
const titled = (numbers: readonly number[]) =>
  numbers.map((n) => `test('invariant ${n} · ${NAMES[n - 1]}: it holds', () => {});`).join('\n');
const ALL = NAMES.map((_, i) => i + 1);
const whats = (tests: string, browser = '') =>
  checkInvariants(plant({ 'packages/a/src/a.test.ts': tests, 'e2e/b.e2e.ts': browser })).map(
    ({ where, what }) => `${where} ${what}`,
  );

test('twelve named invariants are accepted, one of them by a browser test', () => {
  expect(whats(titled(ALL.slice(0, 11)), titled([12]).replace('test(', 'it('))).toEqual([]);
});

test('an invariant that no test names is found, also when only a comment names it', () => {
  expect(whats(`${titled(ALL.filter((n) => n !== 4))}\n// ${titled([4])}`)).toEqual([
    'packages, e2e no test names invariant 4, nothing is retroactive',
  ]);
});

test('an invariant under another name or number is found with its line', () => {
  const strange = `test('invariant 13 · everything is fine: x', () => {});`;
  expect(whats(`${titled(ALL)}\n${strange}`)).toEqual([
    'packages/a/src/a.test.ts:13 names invariant 13 “everything is fine”, which there is not',
  ]);
});
