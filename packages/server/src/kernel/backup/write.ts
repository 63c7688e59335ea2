import { createHash } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connect } from '../db/prepare.ts';
import { EnvironmentFault } from '../fault.ts';
import { type Archive, type ArchiveHead, type ArchiveTable, type ArchiveZone, FORMAT } from './archive.ts';

export interface BackupSource {
  /** The owner of the schema; it is read zone by zone, as row-level security binds the owner too. */
  readonly ownerUrl: string;
  /** Whose keys and files go with it. */
  readonly homeDir: string;
  readonly takenAt: Date;
  readonly progress?: ((table: string) => void) | undefined;
}

/**
 * Writes everything of an installation into one file, from one snapshot, while people go on working. Sessions are left
 * out: after a restore everybody signs in again. The file appears whole or not at all and only its owner can read it.
 */
export async function writeBackup(path: string, source: BackupSource): Promise<Archive> {
  const target = resolve(path);
  const unfinished = `${target}.part`;
  const client = await connect(source.ownerUrl);
  try {
    mkdirSync(dirname(target), { recursive: true });
    await client.query('begin isolation level repeatable read, read only; set local role yh_owner');
    const head = await headOf(client, source.takenAt);
    const archive: { end?: Archive['end'] } = {};
    const lines = Readable.from(linesOf({ client, head, source, archive }), { objectMode: false });
    await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
    await client.query('commit');
    renameSync(unfinished, target);
    if (archive.end === undefined) throw new Error('a backup without an end');
    return { head, end: archive.end };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unwritable(target, error as NodeJS.ErrnoException);
  } finally {
    await client.end();
  }
}

interface Writing {
  readonly client: pg.Client;
  readonly head: ArchiveHead;
  readonly source: BackupSource;
  /** Filled when the last line is written. */
  readonly archive: { end?: Archive['end'] };
}

async function* linesOf({ client, head, source, archive }: Writing): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const seen = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  const line = (value: unknown): Buffer => seen(Buffer.from(`${JSON.stringify(value)}\n`));
  const rows: Record<string, number> = {};
  yield line(head);
  for (const table of head.tables) {
    source.progress?.(table.name);
    for (const zone of table.zoned ? head.zones : [null]) {
      yield line({ copy: table.name, zone: zone?.code ?? null });
      for await (const chunk of rowsOf(client, table, zone)) {
        rows[table.name] = (rows[table.name] ?? 0) + countLines(chunk);
        yield seen(chunk);
      }
      yield seen(Buffer.from('\\.\n'));
    }
  }
  const files = filesOf(source.homeDir);
  for (const file of files) yield line(file);
  archive.end = { rows, files: files.length, sha256: hash.digest('hex') };
  yield Buffer.from(`${JSON.stringify({ end: archive.end })}\n`);
}

/** The rows of a table in the text form of COPY; of one zone, entered like any reader. */
async function* rowsOf(
  client: pg.Client,
  table: ArchiveTable,
  zone: ArchiveZone | null,
): AsyncGenerator<Buffer> {
  if (zone !== null)
    await client.query(`select app.app_enter(${client.escapeLiteral(zone.id)},'/','0',null)`);
  const where = zone === null ? '' : ` where zone_id = ${client.escapeLiteral(zone.id)}`;
  const columns = table.columns.map((name) =>
    // numbers of transactions mean nothing in another cluster
    TRANSACTION_NUMBERS.has(name) ? `'3'::xid8 as ${name}` : `"${name}"`,
  );
  const stream = client.query(
    copyTo(`copy (select ${columns.join(', ')} from ${table.name}${where}) to stdout`),
  );
  for await (const chunk of stream) yield chunk as Buffer;
}

const TRANSACTION_NUMBERS: ReadonlySet<string> = new Set(['xid', 'up_to_xid']);

function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

async function headOf(client: pg.Client, takenAt: Date): Promise<ArchiveHead> {
  const { rows: migrations } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from meta.migration order by name',
  );
  const zones = await zonesOf(client);
  if (zones.length === 0) throw nothingThere();
  return {
    format: FORMAT,
    takenAt: takenAt.toISOString(),
    migrations,
    zones,
    tables: await tablesOf(client),
  };
}

const nothingThere = (): EnvironmentFault =>
  new EnvironmentFault(
    '数据库里还没有园区，没有可备份的数据。请先运行 npm start 装入园区。',
    'The database holds no zone yet: there is nothing to back up. Load a park with npm start first.',
  );

async function zonesOf(client: pg.Client): Promise<ArchiveZone[]> {
  const { rows } = await client.query<{ id: string; code: string }>(
    'select z.id, z.code from app.zone z order by z.code',
  );
  const zones: ArchiveZone[] = [];
  for (const { id, code } of rows) {
    await client.query(`select app.app_enter(${client.escapeLiteral(id)},'/','0',null)`);
    const { rows: seals } = await client.query<{ number: string; hash: string }>(
      'select s.number, s.hash from app.audit_seal s where s.zone_id = $1 order by s.number desc limit 1',
      [id],
    );
    zones.push({ id, code, head: seals[0] ?? null });
  }
  return zones;
}

/** Every table of ours but the migrations, which the restoring program has itself, and the sessions, which end. */
async function tablesOf(client: pg.Client): Promise<ArchiveTable[]> {
  const { rows } = await client.query<ArchiveTable>(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as zoned,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname in ('app', 'auth', 'meta') and c.relkind in ('r', 'p') and not c.relispartition
       and (n.nspname, c.relname) not in (('meta', 'migration'), ('auth', 'session'))
     group by n.nspname, c.relname, c.relrowsecurity order by 1`,
  );
  return rows;
}

/** What the database's own folder and passwords are: another installation has its own. */
const OF_THIS_MACHINE: ReadonlySet<string> = new Set([
  'database.json',
  'server.lock',
  'postgres.log',
  'postgres',
]);

/** The keys and files of the data folder, such as the key that seals second factors. */
function filesOf(homeDir: string): { file: string; mode: number; base64: string }[] {
  return readdirSync(homeDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(resolve(homeDir).length + 1))
    .filter((file) => !OF_THIS_MACHINE.has(file.split('/')[0] ?? '') && !/\.(new|part|dead)$/.test(file))
    .toSorted()
    .map((file) => {
      const at = join(homeDir, file);
      return { file, mode: statSync(at).mode & 0o777, base64: readFileSync(at).toString('base64') };
    });
}

function unwritable(path: string, error: NodeJS.ErrnoException): Error {
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    ENOSPC: ['磁盘已满', 'the disk is full'],
    EACCES: ['没有写权限', 'writing there is not allowed'],
    EISDIR: ['这是一个目录', 'it is a folder'],
    EROFS: ['磁盘只读', 'the disk is read-only'],
  };
  const reason = reasons[error.code ?? ''];
  if (reason === undefined) return error;
  return new EnvironmentFault(
    `备份写不到 ${path}：${reason[0]}。请换一个位置；没有留下半个文件，数据没有改动。`,
    `The backup cannot be written to ${path}: ${reason[1]}. Name another place; no half file was left and no data were changed.`,
  );
}
