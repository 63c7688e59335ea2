import { expect, test } from 'vitest';
import { plant } from './planted.ts';
import { checkSize, sizeReport } from './size.ts';

const lines = (n: number) => 'const a = 1;\n'.repeat(n);
const longFunction = (n: number) => `export function long() {\n${'  call();\n'.repeat(n - 2)}}\n`;
const ANY = { 'tools/a.ts': 'export const a = 1;\n' };
const found = (path: string, text: string) =>
  checkSize(plant({ ...ANY, [path]: text })).map(({ where, what }) => `${where.slice(path.length)} ${what}`);
const SERVER = 'packages/server/src/a.ts';
const PAGE = 'packages/web/src/features/plan/Page.tsx';

test.each([
  ['a file of 401 lines', SERVER, lines(401), [' has 401 lines, most is 400']],
  ['a function of 61 lines', SERVER, `\n${longFunction(61)}`, [':2 long has 61 lines, most is 60']],
  ['a component of 101 lines', PAGE, longFunction(101), [':1 long has 101 lines, most is 100']],
  [
    'a fourth parameter',
    SERVER,
    '// 园\nclass A {\n  say(a, b, c, d) {}\n}\n',
    [':3 say has 4 parameters, most is 3'],
  ],
  [
    'a fourth parameter of an arrow',
    SERVER,
    'export const say = (a, b, c, d) => a;\n',
    [':1 say has 4 parameters, most is 3'],
  ],
  [
    'a sixteenth import',
    SERVER,
    Array.from({ length: 16 }, (_, i) => `import a${i} from './a${i}.ts';\n`).join(''),
    [' has 16 imports, most is 15'],
  ],
  ['a fifth folder', 'packages/server/src/a/b/c/d/e/f.ts', '', [' has 5 folders below src, most is 4']],
])('%s is found', (_what, path, text, expected) => {
  expect(found(path, text)).toEqual(expected);
});

test.each([
  ['a file of 400 lines', SERVER, lines(400)],
  ['a function of 60 lines', SERVER, longFunction(60)],
  ['a component of 100 lines', PAGE, longFunction(100)],
  ['a long test', 'packages/server/src/a.test.ts', longFunction(90)],
  ['what only tests use', SERVER, `import { a } from './kernel/testing/a.ts';\n${longFunction(90)}`],
  ['generated types', 'packages/server/src/tables.d.ts', lines(900)],
])('%s holds', (_what, path, text) => {
  expect(found(path, text)).toEqual([]);
});

test('the report says middle, nine of ten and most', () => {
  const root = plant({
    ...ANY,
    ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`tools/f${i}.ts`, longFunction(i + 2)])),
  });
  expect(sizeReport(root).at(-1)).toBe(
    'other functions: 6 / 10 / 10 lines (middle / nine of ten / most of 9)',
  );
});
