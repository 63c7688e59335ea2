import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('kernel and statistics have three mutants each at least, and no two one name', () => {
  for (const part of ['kernel', 'statistics'] as const)
    expect(MUTANTS.filter((mutant) => mutant.part === part).length).toBeGreaterThanOrEqual(3);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});

// mend: give the mutant the text as it stands now, or another fault of the same kind
test.each(MUTANTS)('$name: its text stands in its file once', ({ file, text, replacement }) => {
  expect(read(file).split(text)).toHaveLength(2);
  expect(replacement).not.toBe(text);
});
