import { expect, test } from 'vitest';
import { checkDecisions } from './decisions.ts';
import { plant } from './planted.ts';

const found = (last: string) =>
  checkDecisions(
    plant({
      'docs/decisions/0001-a.md': `# A\nWhy.\n\n${last}\n`,
      'docs/decisions/README.md': '# Decisions',
      'tools/checks/a.ts': '',
      'packages/engine/src/a.test.ts': '',
      'packages/engine/src/a.ts': '',
    }),
  ).map(({ what }) => what);

test('a record that is kept by a check or a test of the repository holds', () => {
  expect(found('Kept by: `tools/checks/a.ts`.')).toEqual([]);
  expect(found('Kept by: `packages/engine/src/a.test.ts` and `packages/engine/src/a.ts`.')).toEqual([]);
});

test.each([
  ['nothing', 'It is so.', 'does not say what keeps it'],
  ['good intentions', 'Kept by: reading.', 'names no check and no test that keeps it'],
  ['the code itself', 'Kept by: `packages/engine/src/a.ts`.', 'names no check and no test that keeps it'],
  ['a lost test', 'Kept by: `tools/b.test.ts`.', 'is kept by tools/b.test.ts, which does not exist'],
])('a record that is kept by %s is found', (_by, last, what) => {
  expect(found(last)).toEqual([what]);
});
