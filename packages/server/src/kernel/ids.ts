import { randomFillSync, randomInt } from 'node:crypto';

const COUNTER_BITS = 26;
/** A counter begins in the lower half, so that a millisecond has room for 33 million ids. */
const COUNTER_STARTS_BELOW = 2 ** (COUNTER_BITS - 1);
let latest = { ms: -1, counter: 0 };

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of the instant in milliseconds, 26 bits of a counter (§6.2, method 1), so that ids
 * of one instant made by one process sort as they were made, then 48 random bits.
 */
export function uuidv7(at: Date = new Date()): string {
  const ms = at.getTime();
  latest = { ms, counter: ms === latest.ms ? latest.counter + 1 : randomInt(COUNTER_STARTS_BELOW) };
  const bytes = Buffer.alloc(16);
  randomFillSync(bytes, 10);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (latest.counter >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (latest.counter & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
