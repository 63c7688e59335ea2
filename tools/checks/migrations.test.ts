import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDigests, checkMigrations } from './migrations.ts';
import { plant } from './planted.ts';

const FOLDER = 'packages/server/src/migrations';
const FIRST = `${FOLDER}/0001_first.sql`;

/** A repository in which the first migration landed. */
function landed(): string {
  const root = plant({ [FIRST]: 'create table app.a (id uuid);\n' });
  addDigests(root);
  return root;
}
const whats = (root: string) => checkMigrations(root).map(({ where, what }) => `${where} ${what}`);

test('a migration that landed and did not change holds, whatever ends its lines', () => {
  const root = landed();
  expect(whats(root)).toEqual([]);
  writeFileSync(join(root, FIRST), 'create table app.a (id uuid);\r\n');
  expect(whats(root)).toEqual([]);
});

test('an edited migration is found, and adding digests does not forgive it', () => {
  const root = landed();
  writeFileSync(join(root, FIRST), 'create table app.a (id uuid, b text);\n');
  addDigests(root);
  expect(whats(root)).toEqual([`${FIRST} was edited after it landed`]);
});

test('a removed migration is found', () => {
  const root = landed();
  rmSync(join(root, FIRST));
  expect(whats(root)).toEqual([`${FOLDER}/digests.txt names 0001_first.sql, which is gone`]);
});

test('a new migration is found until its digest is added', () => {
  const root = landed();
  writeFileSync(join(root, FOLDER, '0002_second.sql'), 'select 1;\n');
  expect(whats(root)).toEqual([`${FOLDER}/0002_second.sql has no line in digests.txt`]);
  addDigests(root);
  expect(whats(root)).toEqual([]);
});
