import { expect, test } from 'vitest';
import { checkImports } from './imports.ts';
import { plant } from './planted.ts';

/** The rules that a planted tree breaks, each once. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  const findings = await checkImports(plant(files));
  return [...new Set(findings.map(({ what }) => /\(([\w-]+)\)$/.exec(what)?.[1] ?? what))].toSorted();
}

const SERVER = 'packages/server/src';

test('a module that reaches past the entry of another one is found, its entry is not', async () => {
  const files = {
    [`${SERVER}/modules/plan/plan.read.ts`]: `import { a } from '../statistics/fact.store.ts';\nimport { b } from '../audit/index.ts';\nexport const c = a + b;`,
    [`${SERVER}/modules/statistics/fact.store.ts`]: 'export const a = 1;',
    [`${SERVER}/modules/audit/index.ts`]: 'export const b = 1;',
  };
  expect(await checkImports(plant(files))).toEqual([
    {
      where: `${SERVER}/modules/plan/plan.read.ts`,
      what: `imports ${SERVER}/modules/statistics/fact.store.ts (other-modules-through-their-entry)`,
      mend: "Export the name from the other module's index.ts and import that.",
    },
  ]);
});

test('an import cycle is found, also one of types', async () => {
  const files = {
    'packages/park/src/a.ts': `import type { B } from './b.ts';\nexport interface A { b: B }`,
    'packages/park/src/b.ts': `import type { A } from './a.ts';\nexport interface B { a: A }`,
  };
  expect(await broken(files)).toEqual(['no-cycles']);
});

test('the engine may import neither Node.js nor another package', async () => {
  const files = {
    'packages/engine/src/plan/index.ts': `import { readFileSync } from 'node:fs';\nimport { p } from '../../../park/src/index.ts';\nexport const x = [readFileSync, p];`,
    'packages/park/src/index.ts': 'export const p = 1;',
  };
  expect(await broken(files)).toEqual(['direction-of-engine', 'engine-imports-only-itself']);
});

test('nothing points upwards: contract to server, kernel to module, module to app, store to service', async () => {
  const files = {
    'packages/contract/src/plan.ts': `import { s } from '../../server/src/index.ts';\nexport const c = s;`,
    [`${SERVER}/index.ts`]: 'export const s = 1;',
    [`${SERVER}/kernel/http.ts`]: `import { m } from '../modules/plan/index.ts';\nexport const k = m;`,
    [`${SERVER}/modules/plan/index.ts`]: `import { a } from '../../app/router.ts';\nexport const m = a;`,
    [`${SERVER}/app/router.ts`]: 'export const a = 1;',
    [`${SERVER}/modules/plan/plan.store.ts`]: `import { v } from './plan.service.ts';\nexport const w = v;`,
    [`${SERVER}/modules/plan/plan.service.ts`]: 'export const v = 1;',
  };
  expect(await broken(files)).toEqual([
    'direction-of-contract',
    'kernel-knows-no-module',
    'modules-know-no-app',
    'sql-knows-no-service',
  ]);
});

test('a package, a part of the engine and a feature are entered through their index.ts', async () => {
  const files = {
    'packages/server/src/index.ts': `import { p } from '../../park/src/read.ts';\nexport const s = p;`,
    'packages/park/src/read.ts': 'export const p = 1;',
    'packages/engine/src/formula/index.ts': `import { d } from '../calendar/days.ts';\nexport const f = d;`,
    'packages/engine/src/calendar/days.ts': 'export const d = 1;',
    'packages/web/src/features/work/Page.tsx': `import { W } from '../plan/Page.tsx';\nexport const P = W;`,
    'packages/web/src/features/plan/Page.tsx': 'export const W = 1;',
  };
  expect(await broken(files)).toEqual([
    'engine-parts-through-their-entry',
    'features-through-their-entry',
    'packages-through-their-entry',
  ]);
});

test('a second way to the database and an import that the reader misses are found', async () => {
  const files = {
    'packages/server/src/modules/plan/plan.store.ts': `import pg from 'pg';\nexport const pool = new pg.Pool();`,
    'packages/server/src/index.ts': `export type { A } from './a.ts';`,
    'packages/server/src/a.ts': 'export interface A { a: 1 }',
  };
  expect(await broken(files)).toEqual([
    'imports the driver pg as code',
    'resolved',
    'the import of ./a.ts was not read',
  ]);
});
