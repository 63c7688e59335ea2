import { expect, test } from 'vitest';
import { plant } from './planted.ts';
import { checkWords, refusedWords } from './words.ts';

const GLOSSARY = `# Glossary

## Place
| \`park\` | folder | x |

## Do not say
| not | but | where |
|---|---|---|
| \`approve\`, \`审批\` | accept, 核定 | texts, code |
| \`return\` | submission | texts |
`;
const found = (code: string, path = 'packages/web/src/a.tsx') =>
  checkWords(plant({ 'docs/glossary.md': GLOSSARY, [path]: code })).map(
    ({ where, what }) => `${where.split(':')[1]} ${what}`,
  );

test('the refused words are those in backticks under "Do not say"', () => {
  expect(refusedWords(GLOSSARY).map(({ word, inCode }) => `${word} ${inCode}`)).toEqual([
    'approve true',
    '审批 true',
    'return false',
  ]);
});

test.each([
  ['a text in quotes', "export const a = 'Approve it';", ['1 says approve']],
  ['a Chinese text', "\nexport const a = '报表审批';", ['2 says 审批']],
  ['a template', 'export const a = (n) => `return ${n}`;', ['1 says return']],
  ['a page', 'export const A = () => <p>approve</p>;', ['1 says approve']],
  ['a name', 'export const approveReport = () => 1;', ['1 says approve']],
])('%s with a refused word is found', (_where, code, expected) => {
  expect(found(code)).toEqual(expected);
});

test('longer words, the keyword, comments, imports and tests are none of it', () => {
  expect(found("// approve\nexport function a() {\n  return 'approved already';\n}")).toEqual([]);
  expect(found("import { a } from './approve.ts';\nexport const b = a;")).toEqual([]);
  expect(found("export const a = 'approve';", 'packages/web/src/a.test.ts')).toEqual([]);
});

test('a glossary without the table is found', () => {
  const root = plant({ 'docs/glossary.md': '# Glossary\n', 'packages/web/src/a.ts': '' });
  expect(checkWords(root).map(({ what }) => what)).toEqual(['lists no word under "Do not say"']);
});
