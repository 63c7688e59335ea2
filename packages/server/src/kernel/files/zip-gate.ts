/**
 * The gate in front of every workbook: reads the directory of a zip archive and refuses what a table of figures never
 * needs. Nothing is inflated here; `inflate` stops at the declared size, because a declared size may lie.
 */
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { refused } from './refuse.ts';

/** More than any workbook of figures has; what reaches a limit is refused with it. */
export const MOST = {
  /** Of the file as it is sent. */
  bytes: 32_000_000,
  entries: 2_000,
  /** All parts together as they declare themselves. */
  inflatedBytes: 256_000_000,
  /** Inflated by packed bytes, of parts above a megabyte: figures reach 20, spaces 1,000. */
  ratio: 200,
} as const;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The signature of compound files: old .xls, and every workbook that is encrypted with a password. */
const COMPOUND = 0xe011cfd0;
const CHUNK_BYTES = 65_536;

const NEVER: readonly (readonly [RegExp, 'macros' | 'external-links' | 'embeddings'])[] = [
  [/vbaProject|macrosheets|\.bin$.*vba|^xl\/vba/i, 'macros'],
  [/^xl\/(externalLinks|connections\.xml|queryTables|webExtensions)/i, 'external-links'],
  [/^xl\/(embeddings|activeX|ctrlProps|model)\b/i, 'embeddings'],
];

/** The entries of an archive by name, or the refusal of the whole file. */
export function readDirectory(file: Buffer): ReadonlyMap<string, ZipEntry> {
  if (file.length > MOST.bytes) throw refused('too-large', '', MOST.bytes);
  if (file.length >= 4 && file.readUInt32LE(0) === COMPOUND) throw refused('encrypted', '');
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  const start = file.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) throw refused('zip64', '');
  if (count > MOST.entries) throw refused('too-many-parts', '', MOST.entries);
  const entries = new Map<string, ZipEntry>();
  let at = start;
  let inflated = 0;
  for (let i = 0; i < count; i++) {
    const { entry, next } = readEntry(file, at);
    if (entries.has(entry.name)) throw refused('broken', entry.name);
    inflated += entry.bytes;
    if (inflated > MOST.inflatedBytes) throw refused('unpacks-too-large', entry.name, MOST.inflatedBytes);
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - 22 - 0xffff);
  for (let at = file.length - 22; at >= first; at--) if (file.readUInt32LE(at) === END) return at;
  throw refused('no-workbook', '');
}

function readEntry(file: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw refused('broken', '');
  const nameEnd = at + 46 + file.readUInt16LE(at + 28);
  const name = file.toString('utf8', at + 46, nameEnd);
  const entry = {
    name,
    method: file.readUInt16LE(at + 10),
    crc: file.readUInt32LE(at + 16),
    packedBytes: file.readUInt32LE(at + 20),
    bytes: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
  };
  if ((file.readUInt16LE(at + 8) & 1) === 1) throw refused('encrypted', name);
  if ([entry.packedBytes, entry.bytes, entry.offset].includes(0xffffffff)) throw refused('zip64', name);
  if (entry.method !== 0 && entry.method !== 8) throw refused('broken', name);
  if (entry.bytes > 1_000_000 && entry.bytes > MOST.ratio * entry.packedBytes)
    throw refused('unpacks-too-large', name, MOST.inflatedBytes);
  for (const [part, reason] of NEVER) if (part.test(name)) throw refused(reason, name);
  return { entry, next: nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32) };
}

/** The bytes of one entry as they are inflated; more or other bytes than it declares refuse the file. */
export async function* inflate(file: Buffer, entry: ZipEntry): AsyncGenerator<Buffer> {
  const source = unpacked(entry, packedOf(file, entry));
  let bytes = 0;
  let crc = 0;
  try {
    for await (const chunk of source) {
      const part = chunk as Buffer;
      bytes += part.length;
      if (bytes > entry.bytes) throw refused('forged-size', entry.name);
      crc = crc32(part, crc);
      yield part;
    }
  } catch (error) {
    if (error instanceof Error && 'errno' in error) throw refused('broken', entry.name);
    throw error;
  } finally {
    source.destroy();
  }
  if (bytes !== entry.bytes || crc !== entry.crc) throw refused('broken', entry.name);
}

function unpacked({ method }: ZipEntry, packed: Buffer): Readable {
  if (method === 0) return Readable.from([packed]);
  const inflating = createInflateRaw({ chunkSize: CHUNK_BYTES });
  inflating.end(packed);
  return inflating;
}

function packedOf(file: Buffer, { name, offset, packedBytes }: ZipEntry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL) throw refused('broken', name);
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  if (start + packedBytes > file.length) throw refused('broken', name);
  return file.subarray(start, start + packedBytes);
}
