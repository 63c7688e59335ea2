import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isAbsolute } from 'node:path';
import { createGunzip } from 'node:zlib';
import { EnvironmentFault } from '../fault.ts';

/**
 * A backup is a gzip of lines. The first says what it holds; then come blocks: `{"copy":"app.fact","zone":…}`, rows in
 * the text form of COPY, `\.`; files of the data folder as `{"file":"…","mode":384,"base64":"…"}`; the last line counts
 * the rows and has the SHA-256 of all lines before it. A file without its last line was cut off.
 */
export const FORMAT = 'yuanheng-backup-1';

/** A table of a backup with its columns in their order. */
export interface ArchiveTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether its rows belong to zones. */
  readonly zoned: boolean;
}

export interface ArchiveZone {
  readonly id: string;
  readonly code: string;
  /** The newest seal of its audit trail; null: nothing was sealed yet. */
  readonly head: { readonly number: string; readonly hash: string } | null;
}

/** The first line. */
export interface ArchiveHead {
  readonly format: typeof FORMAT;
  readonly takenAt: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly zones: readonly ArchiveZone[];
  readonly tables: readonly ArchiveTable[];
}

/** The last line. */
export interface ArchiveEnd {
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  readonly sha256: string;
}

/** A control line between rows. */
export type ArchiveLine =
  | { readonly copy: string; readonly zone: string | null }
  | { readonly file: string; readonly mode: number; readonly base64: string }
  | { readonly end: ArchiveEnd };

/** What was read of a whole backup before anything is changed. */
export interface Archive {
  readonly head: ArchiveHead;
  readonly end: ArchiveEnd;
}

/** What a reader does with the parts of a backup. */
export interface ArchiveVisitor {
  readonly head?: (head: ArchiveHead) => Promise<void> | void;
  readonly block?: (table: string, rows: AsyncIterable<string>) => Promise<void>;
  readonly file?: (file: Extract<ArchiveLine, { file: string }>) => Promise<void> | void;
}

/** Reads a backup from its first to its last line, checks counts and hash, and shows the visitor its parts. */
export async function readArchive(path: string, visitor: ArchiveVisitor = {}): Promise<Archive> {
  const lines = new Lines(path);
  try {
    return await readAll(lines, visitor);
  } catch (error) {
    throw error instanceof EnvironmentFault ? error : unreadable(path, error as NodeJS.ErrnoException);
  } finally {
    lines.close();
  }
}

async function readAll(lines: Lines, visitor: ArchiveVisitor): Promise<Archive> {
  const head = headFrom(await lines.next(), lines.path);
  await visitor.head?.(head);
  const rows: Record<string, number> = {};
  let files = 0;
  for (;;) {
    const before = lines.digest();
    const text = await lines.next();
    if (text === null) throw cutOff(lines.path);
    const line = JSON.parse(text) as ArchiveLine;
    if ('end' in line) {
      if (line.end.sha256 !== before || !sameCounts(line.end.rows, rows) || line.end.files !== files)
        throw damaged(lines.path);
      return { head, end: line.end };
    }
    if ('file' in line) {
      if (isAbsolute(line.file) || line.file.split('/').includes('..')) throw damaged(lines.path);
      files += 1;
      await visitor.file?.(line);
      continue;
    }
    const counted = countedRows(lines, (n) => (rows[line.copy] = (rows[line.copy] ?? 0) + n));
    if (visitor.block) await visitor.block(line.copy, counted);
    // what the visitor left is read too: the hash is over everything
    for await (const _ of counted);
  }
}

async function* countedRows(lines: Lines, done: (count: number) => void): AsyncGenerator<string> {
  let count = 0;
  for (;;) {
    const row = await lines.next();
    if (row === null) throw cutOff(lines.path);
    if (row === '\\.') return done(count);
    count += 1;
    yield row;
  }
}

/** Lines of the unpacked file with the hash of all that were read. */
class Lines {
  readonly path: string;
  readonly #source: AsyncIterator<string>;
  readonly #close: () => void;
  readonly #hash: Hash = createHash('sha256');

  constructor(path: string) {
    this.path = path;
    const packed = createReadStream(path);
    const unpacked = createGunzip();
    packed.on('error', (error) => unpacked.destroy(error));
    packed.pipe(unpacked);
    this.#source = linesOf(unpacked);
    this.#close = () => {
      packed.destroy();
      unpacked.destroy();
    };
  }

  async next(): Promise<string | null> {
    const { done, value } = await this.#source.next();
    if (done === true) return null;
    this.#hash.update(value).update('\n');
    return value;
  }

  /** Of everything up to here. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  close(): void {
    this.#close();
  }
}

/** By line feed alone: a carriage return is part of a row. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = text.indexOf(10, from); at >= 0; at = text.indexOf(10, from)) {
      yield text.toString('utf8', from, at);
      from = at + 1;
    }
    rest = text.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

function headFrom(text: string | null, path: string): ArchiveHead {
  const head = text === null ? null : (parse(text) as ArchiveHead | null);
  if (head?.format !== FORMAT) throw notABackup(path);
  return head;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sameCounts(told: ArchiveEnd['rows'], found: Readonly<Record<string, number>>): boolean {
  const names = new Set([...Object.keys(told), ...Object.keys(found)]);
  return [...names].every((name) => (told[name] ?? 0) === (found[name] ?? 0));
}

const notABackup = (path: string): EnvironmentFault =>
  new EnvironmentFault(
    `${path} 不是园衡的备份文件。请指定由 yuanheng backup 写出的文件。`,
    `${path} is no backup of Yuanheng. Name a file that yuanheng backup has written.`,
  );

const cutOff = (path: string): EnvironmentFault =>
  new EnvironmentFault(
    `备份文件 ${path} 不完整：后面一截没有了。请换一份完整的备份；数据库没有改动。`,
    `The backup ${path} is not complete: its end is missing. Take a complete one; the database was not changed.`,
  );

const damaged = (path: string): EnvironmentFault =>
  new EnvironmentFault(
    `备份文件 ${path} 已损坏：内容与它自己的校验和对不上。请换一份备份；数据库没有改动。`,
    `The backup ${path} is damaged: its content is not what its own hash says. Take another one; the database was not changed.`,
  );

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): Error {
  if (code === 'ENOENT')
    return new EnvironmentFault(
      `没有文件 ${path}。请检查路径。`,
      `There is no file ${path}. Check the path.`,
    );
  if (code?.startsWith('Z_') === true || message.includes('JSON'))
    return code === 'Z_BUF_ERROR' ? cutOff(path) : damaged(path);
  return new EnvironmentFault(
    `备份文件 ${path} 读不了（${message}）。请检查路径与权限。`,
    `The backup ${path} cannot be read (${message}). Check path and rights.`,
  );
}
