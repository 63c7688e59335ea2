import { expect, test } from 'vitest';
import { plant } from './planted.ts';
import { checkProblems } from './problems.ts';

const CATALOGUE = 'packages/contract/src/problems.ts';
const whats = (codes: readonly string[], source: string) =>
  checkProblems(
    plant({
      [CATALOGUE]: `export const PROBLEMS = {\n${codes.map((code) => `  ${code}: kind({`).join('\n')}\n};`,
      'packages/server/src/a.ts': source,
      'packages/server/src/a.test.ts': `problem('ONLY_IN_A_TEST', {});`,
    }),
  ).map(({ where, what }) => `${where} ${what}`);

test('a code that is thrown is accepted, over two lines as well', () => {
  expect(whats(['ONE', 'TWO'], `throw problem('ONE', {});\nthrow problem(\n  'TWO', {});`)).toEqual([]);
});

test('a code that nothing or only a comment or a test throws is found', () => {
  expect(whats(['ONE', 'ONLY_IN_A_TEST'], `// throw problem('ONE', {});`)).toEqual([
    `${CATALOGUE}:2 ONE is thrown nowhere`,
    `${CATALOGUE}:3 ONLY_IN_A_TEST is thrown nowhere`,
  ]);
});

test('a code that stands twice is found', () => {
  expect(whats(['ONE', 'ONE'], `throw problem('ONE', {});`)).toEqual([`${CATALOGUE}:3 ONE stands twice`]);
});

test('an empty catalogue is found', () => {
  expect(whats([], '')).toEqual([`${CATALOGUE} has no code`]);
});
