import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type pg from 'pg';
import { connect } from '../kernel/db/prepare.ts';
import { openPool } from '../kernel/db/pool.ts';
import { EnvironmentFault } from '../kernel/fault.ts';
import { openDatabase, prepareForOwner } from './database.ts';
import { joinDatabase } from './join-database.ts';

const CLUSTER = process.env.YUANHENG_TEST_CLUSTER ?? '';
const homes: string[] = [];
let superuser: pg.Client;
let database: string;
let login: string;

beforeAll(async () => {
  superuser = await connect(CLUSTER);
});
beforeEach(async () => {
  const suffix = randomBytes(4).toString('hex');
  [database, login] = [`prepared_${suffix}`, `owner_${suffix}`];
  await superuser.query(`create role ${login} login password 'secret' nosuperuser nocreaterole nocreatedb`);
});
afterAll(async () => {
  await superuser.end();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

function freshHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'yuanheng-home-'));
  homes.push(home);
  return home;
}

function urlAs(user?: string, password?: string): string {
  const url = new URL(CLUSTER);
  url.pathname = `/${database}`;
  if (user !== undefined) [url.username, url.password] = [user, password ?? ''];
  return url.href;
}

const start = (homeDir: string) => openDatabase({ homeDir, databaseUrl: urlAs(login, 'secret') });

/** The reason why something cannot be, in English. */
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EnvironmentFault);
  return error instanceof Error ? error.message : '';
};

test('an ordinary owner is told to have the database prepared, and starts once it is', async () => {
  await superuser.query(`create database ${database} owner ${login}`);
  const home = freshHome();
  expect(await faultOf(start(home))).toContain('run yuanheng db prepare');
  const prepared = await prepareForOwner({ homeDir: home, databaseUrl: urlAs(), owner: undefined });
  expect(prepared).toMatchObject({ database, owner: login });
  expect(prepared.databaseUrl).not.toContain('secret');
  const { urls } = await start(home);
  const pool = openPool(urls.app);
  const { rows } = await pool.query(
    `select current_user as name, (select rolsuper from pg_roles where rolname = current_user) as super,
       (select count(*)::int from pg_class c where c.relnamespace = 'app'::regnamespace and pg_get_userbyid(c.relowner) <> 'yh_owner') as foreign`,
  );
  await pool.end();
  expect(rows).toEqual([{ name: `yh_app_${database}`, super: false, foreign: 0 }]);
  // a second start finds everything as it is, and so does a command
  await start(home);
  expect((await joinDatabase(home, urlAs(login, 'secret'))).appUrl).toBe(urls.app);
});

test('preparing makes a database that is not there for a named owner, and may be repeated', async () => {
  const home = freshHome();
  const prepare = (owner: string | undefined) =>
    prepareForOwner({ homeDir: home, databaseUrl: urlAs(), owner });
  expect(await faultOf(prepare(undefined))).toBe(
    `There is no database ${database}. Make it first, or name its future owner (a sign-in role that exists) with --owner and this command makes it.`,
  );
  expect(await faultOf(prepare('nobody_at_all'))).toContain('has no sign-in role nobody_at_all');
  expect(await prepare(login)).toMatchObject({ owner: login });
  expect(await prepare(undefined)).toMatchObject({ owner: login });
  await start(home);
});

test('another data folder has other passwords: its owner is told which way out', async () => {
  await superuser.query(`create database ${database} owner ${login}`);
  await prepareForOwner({ homeDir: freshHome(), databaseUrl: urlAs(), owner: undefined });
  expect(await faultOf(start(freshHome()))).toContain('with the same YUANHENG_HOME');
});

test('a command neither makes nor migrates: a folder without a database and an empty database are told', async () => {
  const home = freshHome();
  expect(await faultOf(joinDatabase(home, undefined))).toContain(
    `The data folder ${home} has no database yet`,
  );
  await superuser.query(`create database ${database} owner ${login}`);
  await prepareForOwner({ homeDir: home, databaseUrl: urlAs(), owner: undefined });
  expect(await faultOf(joinDatabase(home, urlAs(login, 'secret')))).toContain(
    'Start the server with this program once',
  );
});
