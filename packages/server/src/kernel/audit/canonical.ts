import { createHash } from 'node:crypto';

/** JSON with sorted keys and no spaces, so that the same content always has the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The parts of an audit entry that its digest covers, in this order. */
export interface AuditContent {
  readonly zoneId: string;
  readonly id: string;
  readonly writtenAt: Date;
  readonly memberId: string;
  readonly role: string;
  readonly operation: string;
  readonly requestId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly scopePath: string;
  readonly ownerId: string | null;
  readonly detail: unknown;
}

/** What the digest covers, in its order; docs/audit.md tells outsiders the same. */
export const partsOf = (entry: AuditContent): unknown[] => [
  entry.zoneId,
  entry.id,
  entry.writtenAt.toISOString(),
  entry.memberId,
  entry.role,
  entry.operation,
  entry.requestId,
  entry.subjectKind,
  entry.subjectId,
  entry.scopePath,
  entry.ownerId,
  entry.detail,
];

/** SHA-256 of the canonical list of an entry's parts. */
export const entryDigest = (entry: AuditContent): string => sha256(canonical(partsOf(entry)));

/** A seal's hash: the seal before, its own number, and the digests in their order. */
export function sealHash(previousHash: string, number: string, digests: readonly string[]): string {
  return sha256([previousHash, number, String(digests.length), ...digests].join('\n'));
}

export const ALGORITHM = 'sha256-lines-1';
/** What stands before the first seal of a zone. */
export const GENESIS = '0'.repeat(64);
