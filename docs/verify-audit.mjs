// node verify-audit.mjs trail.jsonl [HEAD…]: checks an exported audit trail without any code of Yuanheng.
// What the lines hold and how they are hashed: audit.md. Exit code 0: intact; 1: broken.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file, ...heads] = process.argv.slice(2);
const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(JSON.parse);

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} in a detail`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function firstBroken(entries, seals, sealed) {
  let previous = '0'.repeat(64);
  for (const [i, seal] of seals.entries()) {
    const name = `seal ${seal.number}`;
    if (seal.number !== String(i + 1)) return `${name}: number ${i + 1} is missing`;
    if (seal.algorithm !== 'sha256-lines-1') return `${name}: unknown algorithm ${seal.algorithm}`;
    if (seal.previous !== previous) return `${name}: does not follow the seal before`;
    const lines = [previous, seal.number, String(seal.ids.length)];
    for (const id of seal.ids) {
      const entry = entries.get(id);
      if (entry === undefined) return `${name}: entry ${id} is gone`;
      if (sealed.has(id)) return `${name}: entry ${id} was sealed before`;
      if (sha256(canonical(entry.parts)) !== entry.digest) return `${name}: entry ${id} was changed`;
      sealed.add(id);
      lines.push(entry.digest);
    }
    if (sha256(lines.join('\n')) !== seal.hash) return `${name}: its entries are not those that were sealed`;
    previous = seal.hash;
  }
  const passed = BigInt(seals.at(-1)?.upTo ?? 0);
  for (const [id, { xid }] of entries)
    if (!sealed.has(id) && BigInt(xid) < passed)
      return `entry ${id} was put in after its time had been sealed`;
  return null;
}

let broken = rows.length === 0 ? 'the file holds nothing' : null;
for (const zone of new Set(rows.map((row) => row.zone))) {
  const own = (kind) => rows.filter((row) => row.zone === zone && row.kind === kind);
  const [seals, sealed] = [own('seal'), new Set()];
  const entries = new Map(own('entry').map((row) => [row.parts[1], row]));
  const fault = firstBroken(entries, seals, sealed);
  const counts = `${seals.length} seals, ${sealed.size} of ${entries.size} entries sealed`;
  console.log(`${zone}: ${fault ?? 'intact'}, ${counts}, head ${seals.at(-1)?.hash ?? 'none'}`);
  broken ??= fault;
}
for (const head of heads)
  if (!rows.some(({ hash }) => hash === head))
    broken ??= `the head ${head} is gone: a tail was cut or rewritten`;
if (broken !== null) console.error(`BROKEN  ${broken}`);
process.exitCode = broken === null ? 0 : 1;
