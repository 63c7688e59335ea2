import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { EnvironmentFault } from '../fault.ts';
import { connect } from './prepare.ts';

const DIR = fileURLToPath(new URL('../../migrations/', import.meta.url));
/** Any number, the same in every program that migrates this database. */
const LOCK = 4_310_001;

/** One file of the schema. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

export function migrations(dir: string = DIR): Migration[] {
  return readdirSync(dir)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}

/** Brings the schema up to date as yh_owner; a second program waits for the first. Returns the names it applied. */
export async function migrate(
  ownerUrl: string,
  files: readonly Migration[] = migrations(),
): Promise<string[]> {
  const client = await connect(ownerUrl);
  try {
    await client.query('set role yh_owner');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create schema if not exists meta;
      create table if not exists meta.migration (
        name text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp());
      comment on table meta.migration is '@local Which migrations this database has seen.';`);
    const pending = pendingOf(files, await applied(client));
    for (const file of pending) await apply(client, file);
    return pending.map((file) => file.name);
  } finally {
    await client.end();
  }
}

async function applied(client: pg.Client): Promise<{ name: string; sha256: string }[]> {
  return (
    await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from meta.migration order by name',
    )
  ).rows;
}

/** Refuses a database that is newer than the program, and a file that was changed after it was applied. */
function pendingOf(
  files: readonly Migration[],
  done: readonly { name: string; sha256: string }[],
): Migration[] {
  for (const { name, sha256 } of done) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined) {
      throw new EnvironmentFault(
        `数据库比程序新：它已执行本程序没有的迁移 ${name}。请用更新的程序启动，或换一个数据目录（YUANHENG_HOME）。`,
        `The database is newer than this program: it has migration ${name}, which the program does not know. Start a newer program or name another data folder in YUANHENG_HOME.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new EnvironmentFault(
        `迁移 ${name} 执行之后被改过。请恢复原文件，改动另写一个新的迁移。`,
        `Migration ${name} was changed after it had been applied. Restore it and write the change as a new one.`,
      );
    }
  }
  const last = done.at(-1)?.name ?? '';
  const pending = files.filter((file) => !done.some((d) => d.name === file.name));
  const late = pending.find((file) => file.name < last);
  if (late) {
    throw new EnvironmentFault(
      `迁移 ${late.name} 排在已执行的 ${last} 之前。请把它改为更大的编号。`,
      `Migration ${late.name} stands before ${last}, which was applied already. Give it a later number.`,
    );
  }
  return pending;
}

async function apply(client: pg.Client, { name, text, sha256 }: Migration): Promise<void> {
  try {
    await client.query(`begin; set local lock_timeout = '10s'`);
    await client.query(text);
    await client.query('insert into meta.migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const line = text.slice(0, Number((error as pg.DatabaseError).position ?? 1)).split('\n').length;
    throw new Error(`${name}:${line} ${(error as Error).message}`, { cause: error });
  }
}

/** The reason why the schema is not the program's, or null when it is. */
export async function schemaFault(client: { query: pg.Pool['query'] }): Promise<string | null> {
  const { rows } = await client.query<{ n: string }>('select meta.migration_count() as n');
  const expected = migrations().length;
  const found = Number(rows[0]?.n ?? 0);
  return found === expected ? null : `the schema has ${found} migrations, the program ${expected}`;
}
