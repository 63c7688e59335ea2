import { expect, test } from 'vitest';
import { checkDeeds } from './deeds.ts';
import { plant } from './planted.ts';

const whats = (source: string) =>
  checkDeeds(
    plant({
      'packages/server/src/a.service.ts': source,
      'packages/server/src/a.db.test.ts': `writeOperation({ name: 'test.note', run })`,
    }),
  ).map(({ where, what }) => `${where} ${what}`);

test('operations and subjects with a name are accepted', () => {
  expect(whats(`writeOperation({ name: 'statistics.submit', run }); add({ subjectKind: 'unit' })`)).toEqual(
    [],
  );
});

test('an operation without a name is found', () => {
  expect(whats(`readOperation({ name: 'a.read' });\nwriteOperation({\n  name: 'a.write', run })`)).toEqual([
    'packages/server/src/a.service.ts:2 says a.write, which has no name for its readers',
    'packages/server/src/a.service.ts:1 says a.read, which has no name for its readers',
  ]);
});

test('a subject without a name is found', () => {
  expect(whats(`audit.add({ subjectKind: 'letter' })`)).toEqual([
    'packages/server/src/a.service.ts:1 says letter, which has no name for its readers',
  ]);
});
