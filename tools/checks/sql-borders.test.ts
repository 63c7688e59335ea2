import { expect, test } from 'vitest';
import { plant } from './planted.ts';
import { checkSqlPlaces, checkTableBorders, tablesOf } from './sql-borders.ts';

const SERVER = 'packages/server/src';
const MIGRATION = {
  [`${SERVER}/migrations/0001_all.sql`]: `create table app.unit (id uuid);\ncreate table app.fact (id uuid);\ncreate table app.request (id uuid);`,
};
const ORGANISATION = {
  [`${SERVER}/modules/organisation/unit.store.ts`]: `export const add = (db) => db.insertInto('unit').values({});`,
};
const whats = (files: Readonly<Record<string, string>>) =>
  checkTableBorders(plant({ ...MIGRATION, ...files })).map(({ where, what }) => `${where} ${what}`);

test('SQL in a service is found with its line; in a store, in the kernel and in a comment it is not', () => {
  const found = checkSqlPlaces(
    plant({
      [`${SERVER}/modules/plan/plan.service.ts`]: `// select nothing\n\nexport const a = (db) => db.selectFrom('unit').execute();`,
      [`${SERVER}/modules/plan/plan.read.ts`]: 'export const b = (db) => sql`select 1`.execute(db);',
      [`${SERVER}/app/serve.ts`]: "export const c = (pool) => pool.query('select 1');",
      [`${SERVER}/modules/plan/plan.store.ts`]: 'export const d = (db) => sql`select 1`.execute(db);',
      [`${SERVER}/kernel/db/pool.ts`]: "export const e = (pool) => pool.query('select 1');",
      [`${SERVER}/modules/plan/plan.routes.ts`]: "// sql`select 1`\nexport const f = ['select'];",
    }),
  );
  expect(found.map(({ where }) => where)).toEqual([
    `${SERVER}/app/serve.ts:1`,
    `${SERVER}/modules/plan/plan.read.ts:1`,
    `${SERVER}/modules/plan/plan.service.ts:3`,
  ]);
});

test('the tables are those that the migrations make', () => {
  expect(tablesOf(plant(MIGRATION))).toEqual(new Set(['unit', 'fact', 'request']));
});

test("reading another module's table is found in a builder and in SQL text", () => {
  const files = {
    ...ORGANISATION,
    [`${SERVER}/modules/statistics/fact.views.ts`]: `export const a = (db) => db\n  .selectFrom('unit as u');\nexport const b = sql\`select 1 from app.unit\`;`,
  };
  expect(whats(files)).toEqual([
    `${SERVER}/modules/statistics/fact.views.ts:2 reads unit of organisation`,
    `${SERVER}/modules/statistics/fact.views.ts:3 reads unit of organisation`,
  ]);
});

test('a table that its owner publishes may be read, but not written', () => {
  const published = {
    ...ORGANISATION,
    [`${SERVER}/modules/organisation/index.ts`]: `export const publishedTables = ['unit'] as const;`,
    [`${SERVER}/modules/statistics/fact.views.ts`]: `export const a = (db) => db.selectFrom('unit');`,
  };
  expect(whats(published)).toEqual([]);
  expect(
    whats({
      ...published,
      [`${SERVER}/modules/statistics/unit.store.ts`]: 'export const b = sql`update app.unit set id = null`;',
    }),
  ).toEqual([`${SERVER}/modules/statistics/unit.store.ts:1 writes unit, which organisation writes too`]);
});

test('a publication that nobody uses any more is found', () => {
  const files = {
    ...ORGANISATION,
    [`${SERVER}/modules/organisation/index.ts`]: `export const publishedTables = ['unit'] as const;`,
  };
  expect(whats(files)).toEqual([
    `${SERVER}/modules/organisation/index.ts publishes unit, which no other module reads or which it does not write`,
  ]);
});

test("the kernel's tables may be read anywhere and written by no module; a table that nobody writes may not be read", () => {
  const files = {
    [`${SERVER}/kernel/request.store.ts`]: `export const a = (db) => db.insertInto('request');`,
    [`${SERVER}/modules/audit/trail.views.ts`]: `export const b = (db) => db.selectFrom('request');`,
    [`${SERVER}/modules/audit/trail.store.ts`]: `export const c = (db) => db.updateTable('request');`,
    [`${SERVER}/modules/plan/plan.views.ts`]: `export const d = (db) => db.selectFrom('fact');`,
  };
  expect(whats(files)).toEqual([
    `${SERVER}/modules/audit/trail.store.ts:1 writes request, which the kernel writes too`,
    `${SERVER}/modules/plan/plan.views.ts:1 reads fact, which nobody writes`,
  ]);
});
