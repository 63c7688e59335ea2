import type { Actor } from '../actor.ts';
import type { Db } from '../db/pool.ts';
import { uuidv7 } from '../ids.ts';
import { entryDigest } from './canonical.ts';

/** One thing that was done, as the operation says it. */
export interface Deed {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly scopePath: string;
  readonly ownerId?: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Collects what an operation did; written just before the commit. */
export class Audit {
  readonly #deeds: Deed[] = [];

  add(deed: Deed): void {
    this.#deeds.push(deed);
  }

  get deeds(): readonly Deed[] {
    return this.#deeds;
  }
}

export interface AuditOf {
  /** Who has no role assignment yet acts in the role `none`. */
  readonly actor: Omit<Actor, 'role' | 'assignmentId'> & { readonly role: Actor['role'] | 'none' };
  readonly operation: string;
  readonly requestId: string;
  readonly now: Date;
}

/** What one operation did. */
export interface Done {
  readonly of: AuditOf;
  readonly deeds: readonly Deed[];
}

/** Appends the entries of one operation, each with the digest of its own content. */
export const appendAudit = (db: Db, of: AuditOf, deeds: readonly Deed[]): Promise<void> =>
  appendAudits(db, [{ of, deeds }]);

/** The same for operations of one transaction. */
export async function appendAudits(db: Db, done: readonly Done[]): Promise<void> {
  const rows = done.flatMap(({ of, deeds }) => deeds.map((deed) => entryOf(of, deed)));
  for (let start = 0; start < rows.length; start += 1_000) {
    await db
      .insertInto('audit_entry')
      .values(rows.slice(start, start + 1_000))
      .execute();
  }
}

function entryOf({ actor, operation, requestId, now }: AuditOf, deed: Deed) {
  const content = {
    zoneId: actor.zoneId,
    id: uuidv7(),
    writtenAt: now,
    memberId: actor.memberId,
    role: actor.role,
    operation,
    requestId,
    subjectKind: deed.subjectKind,
    subjectId: deed.subjectId,
    scopePath: deed.scopePath,
    ownerId: deed.ownerId ?? null,
    detail: actor.onBehalfOf === undefined ? deed.detail : { ...deed.detail, onBehalfOf: actor.onBehalfOf },
  };
  return {
    zone_id: content.zoneId,
    id: content.id,
    written_at: content.writtenAt,
    member_id: content.memberId,
    role: content.role,
    operation,
    request_id: requestId,
    subject_kind: content.subjectKind,
    subject_id: content.subjectId,
    scope_path: content.scopePath,
    owner_id: content.ownerId,
    detail: JSON.stringify(content.detail),
    digest: entryDigest(content),
  };
}
