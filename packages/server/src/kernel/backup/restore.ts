import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import * as copyStreams from 'pg-copy-streams';
import { appendAudit } from '../audit/audit.store.ts';
import { sealNewSegment } from '../audit/sealer.ts';
import type { Actor } from '../actor.ts';
import { type Migration, migrations } from '../db/migrate.ts';
import { dbOn } from '../db/pool.ts';
import { connect } from '../db/prepare.ts';
import { EnvironmentFault } from '../fault.ts';
import { uuidv7 } from '../ids.ts';
import { type Archive, type ArchiveHead, type ArchiveLine, readArchive } from './archive.ts';

export interface RestoreTarget {
  readonly ownerUrl: string;
  readonly homeDir: string;
  readonly now: Date;
  /** Who restores: the installation itself in each zone. */
  readonly actorOf: (zoneId: string) => Actor;
  readonly progress?: ((table: string) => void) | undefined;
}

/** The migrations that a backup was taken under; the restore loads into exactly this schema and migrates afterwards. */
export function schemaOf({ migrations: taken }: ArchiveHead): readonly Migration[] {
  const known = migrations();
  return taken.map(({ name, sha256 }) => {
    const file = known.find((candidate) => candidate.name === name && candidate.sha256 === sha256);
    if (file === undefined) throw newerProgram(name);
    return file;
  });
}

/**
 * Loads a backup into an empty database in one transaction: everything or nothing. Afterwards each zone's audit trail
 * goes on in a new segment whose first entry names the backup and the last seal before it.
 */
export async function loadBackup(path: string, { head, end }: Archive, target: RestoreTarget): Promise<void> {
  const client = await connect(target.ownerUrl);
  try {
    await client.query('begin; set local role yh_owner');
    await refuseFilled(client);
    const keys = await dropForeignKeys(client);
    const forced = await unforce(client);
    for (const { name } of head.tables) await client.query(`delete from ${name}`);
    const files: Extract<ArchiveLine, { file: string }>[] = [];
    await readArchive(path, {
      block: (table, rows) => loadRows(client, { head, table, rows, progress: target.progress }),
      file: (file) => void files.push(file),
    });
    for (const statement of [...keys, ...forced]) await client.query(statement);
    for (const zone of head.zones) await beginSegment(client, { zone, head, end, target });
    // before the commit: data without the keys that belong to them would be a restore by halves
    for (const file of files) putFile(target.homeDir, file);
    await client.query('commit; analyze');
  } finally {
    await client.end();
  }
}

async function refuseFilled(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from app.zone limit 1');
  if (rowCount === 0) return;
  throw new EnvironmentFault(
    '这里已有园区的数据，恢复只装进空的数据目录或空库，以免盖掉它们。请用 YUANHENG_HOME 指定一个新目录（或 DATABASE_URL 指定一个空库）再恢复。',
    'There are data of a zone here already; a restore goes into an empty data folder or database only, so that nothing is overwritten. Name a new folder in YUANHENG_HOME (or an empty database in DATABASE_URL) and restore again.',
  );
}

interface Block {
  readonly head: ArchiveHead;
  readonly table: string;
  readonly rows: AsyncIterable<string>;
  readonly progress: RestoreTarget['progress'];
}

async function loadRows(client: pg.Client, { head, table, rows, progress }: Block): Promise<void> {
  const known = head.tables.find(({ name }) => name === table);
  if (known === undefined) throw new Error(`a block of ${table}, which the head does not name`);
  progress?.(table);
  const columns = known.columns.map((name) => `"${name}"`).join(', ');
  const into = client.query(copyStreams.from(`copy ${table} (${columns}) from stdin`));
  await pipeline(Readable.from(chunksOf(rows), { objectMode: false }), into);
}

const CHUNK = 64 * 1024;

async function* chunksOf(rows: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const row of rows) {
    text += `${row}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Drops every foreign key for the load and gives the statements that put them back, checked against the rows. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ dropped: string; added: string }>(
    `select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as dropped,
       format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as added
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where c.contype = 'f' and n.nspname in ('app', 'auth', 'meta') order by 1`,
  );
  for (const { dropped } of rows) await client.query(dropped);
  return rows.map(({ added }) => added);
}

/** Lets the owner past row-level security for the load and gives the statements that bind it again. */
async function unforce(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('app', 'auth', 'meta') and c.relforcerowsecurity order by 1`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
  return rows.map(({ name }) => `alter table ${name} force row level security`);
}

interface Segment extends Archive {
  readonly zone: ArchiveHead['zones'][number];
  readonly target: RestoreTarget;
}

/** The entry that says what was restored, and the seal that covers it and what had not been sealed before. */
async function beginSegment(client: pg.Client, { zone, head, end, target }: Segment): Promise<void> {
  await client.query(`select app.app_enter(${client.escapeLiteral(zone.id)},'/','0',null)`);
  await client.query('set local search_path = app, public');
  const actor = target.actorOf(zone.id);
  await appendAudit(
    dbOn(client),
    { actor, operation: 'installation.restore', requestId: uuidv7(), now: target.now },
    [
      {
        subjectKind: 'zone',
        subjectId: zone.code,
        scopePath: '/',
        detail: {
          takenAt: head.takenAt,
          backup: end.sha256,
          lastSeal: zone.head === null ? null : `${zone.head.number} ${zone.head.hash}`,
        },
      },
    ],
  );
  await sealNewSegment(client, zone.id, target.now);
}

function putFile(homeDir: string, { file, mode, base64 }: Extract<ArchiveLine, { file: string }>): void {
  const at = join(homeDir, file);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, Buffer.from(base64, 'base64'), { mode });
}

const newerProgram = (name: string): EnvironmentFault =>
  new EnvironmentFault(
    `备份来自更新的或不同的程序：本程序没有它的迁移 ${name}。请用写出备份的那个版本或更新的版本恢复。`,
    `The backup is of a newer or another program: this one does not have its migration ${name}. Restore with the version that took it, or a later one.`,
  );
