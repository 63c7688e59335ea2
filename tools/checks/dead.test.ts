import { expect, test } from 'vitest';
import { checkDead } from './dead.ts';
import { plant } from './planted.ts';

const HOLDS = {
  'package.json': '{ "name": "a", "type": "module", "dependencies": { "left": "1.0.0" } }',
  'knip.json': '{ "entry": ["main.ts"], "project": ["*.ts"], "ignoreExportsUsedInFile": true }',
  'main.ts': "import 'left';\nimport { used } from './part.ts';\nused();\n",
  'part.ts': 'export const used = () => own;\nexport const own = 1;\n',
};
const found = (files: Readonly<Record<string, string>>) =>
  checkDead(plant({ ...HOLDS, ...files })).map(({ where, what }) => `${where} ${what}`);

test('a repository in which everything is used holds', () => {
  expect(found({})).toEqual([]);
});

test('what nothing uses is found: a file, an export, a type, a package; and a package that nobody named', () => {
  const part = `import 'right';\n${HOLDS['part.ts']}export const dead = 2;\nexport type Dead = 2;\n`;
  const main = "import { used } from './part.ts';\nused();\n";
  expect(found({ 'main.ts': main, 'part.ts': part, 'dead.ts': 'export const dead = 2;\n' })).toEqual([
    'dead.ts nothing imports dead.ts',
    'package.json nothing imports the package left',
    'part.ts:4 nothing uses the export dead',
    'part.ts:5 nothing uses the exported type Dead',
    'part.ts:1 imports without naming it the package right',
  ]);
});
