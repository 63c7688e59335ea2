import { expect, test } from 'vitest';
import { checkEngineGlobals } from './engine-globals.ts';
import { plant } from './planted.ts';

const found = (code: string, path = 'packages/engine/src/plan/a.ts') =>
  checkEngineGlobals(plant({ 'packages/engine/src/index.ts': '', [path]: code })).map(
    ({ where, what }) => `${where.split(':')[1]} ${what}`,
  );

test.each([
  ['the clock', 'const now = Date.now();', ['1 uses Date.now']],
  ['a date without an argument', '\nconst now = new Date();', ['2 uses new Date()']],
  ['the date as a text', 'const now = Date();', ['1 uses Date(']],
  ['random', 'const n = Math.random();', ['1 uses Math.random']],
  ['the process', 'const home = process.env.HOME;', ['1 uses process.']],
  ['the network', "const page = await fetch('/');", ['1 uses fetch(']],
  ['a timer', 'setTimeout(run, 5);', ['1 uses setTimeout(']],
  ['Node', "import { readFileSync } from 'node:fs';", ["1 uses 'node:fs'"]],
])('%s is found in the engine', (_what, code, expected) => {
  expect(found(code)).toEqual(expected);
});

test('a date of a given instant, a method called fetch, tests and comments are none of it', () => {
  expect(found("const day = new Date('2026-10-22');\nstore.fetch(1);\n// Date.now()")).toEqual([]);
  expect(found("import { readFileSync } from 'node:fs';", 'packages/engine/src/plan/a.test.ts')).toEqual([]);
  expect(found('const now = Date.now();', 'packages/server/src/a.ts')).toEqual([]);
});
