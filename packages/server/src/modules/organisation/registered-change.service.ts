import { sameName } from '@yuanheng/engine/names';
import type { WriteContext } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { beginName, endName, insertGrams, insertNames, setRegisteredName } from './name.store.ts';
import {
  attributeRows,
  dateName,
  endAttribute,
  insertAttribute,
  lockEnterprise,
  registeredNames,
} from './registered.store.ts';

/** What a document says was registered of an enterprise. */
export interface RegisteredChange {
  readonly enterpriseId: string;
  /** The name it has now. */
  readonly name: string | null;
  readonly formerName: string | null;
  /** When it changed, as written: a day, or a month or year without one; null: the document does not say. */
  readonly changed: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly document: string;
}

/** A day, or the first one of a month or year that names none. */
const firstDay = (said: string): string => `${said}-01-01`.slice(0, 10);
const unlessDay = (said: string): string | null => (said.length === 10 ? null : said);

/** Adds what a document says to what is registered: names and attributes end and begin, nothing is overwritten. */
export async function recordChange(ctx: WriteContext, change: RegisteredChange): Promise<void> {
  const { zoneId } = ctx.actor;
  const enterprise = await lockEnterprise(ctx.db, { zoneId, enterpriseId: change.enterpriseId });
  if (!enterprise) throw problem('NOT_FOUND', { what: 'enterprise', id: change.enterpriseId });
  const scopePath = enterprise.scope_path;
  await recordNames(ctx, { ...change, uscc: enterprise.uscc, current: enterprise.name, scopePath });
  for (const [attribute, value] of Object.entries(change.attributes))
    await recordAttribute(ctx, { ...change, attribute, value, scopePath });
  ctx.audit.add({
    subjectKind: 'enterprise',
    subjectId: change.enterpriseId,
    scopePath,
    ownerId: change.enterpriseId,
    detail: { file: change.document, from: change.changed },
  });
}

interface Names extends RegisteredChange {
  readonly uscc: string;
  readonly current: string;
  readonly scopePath: string;
}

async function recordNames(ctx: WriteContext, change: Names): Promise<void> {
  const { enterpriseId, name, formerName, current, changed } = change;
  const { zoneId, requestId } = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
  const day = changed === null ? null : firstDay(changed);
  const isRenamed =
    name !== null &&
    formerName !== null &&
    sameName(name) !== sameName(current) &&
    sameName(formerName) === sameName(current);
  const common = {
    enterpriseId,
    kind: 'registered' as const,
    document: change.document,
    scopePath: change.scopePath,
  };
  if (isRenamed) {
    const since = day ?? ctx.today;
    await endName(ctx.db, zoneId, { enterpriseId, day: since });
    await insertNames(ctx.db, { zoneId, requestId }, [
      { ...common, name, valid: `[${since},)`, validSaid: changed === null ? null : unlessDay(changed) },
    ]);
    await setRegisteredName(ctx.db, zoneId, { enterpriseId, name });
  } else if (formerName !== null) await recordFormerName(ctx, { ...change, formerName, day });
  const names = [name, formerName].filter((one): one is string => one !== null);
  if (isRenamed || formerName !== null)
    await insertGrams(ctx.db, zoneId, [{ id: enterpriseId, uscc: change.uscc, names }]);
}

/** A name that it had before the one that is registered: until the day of the change, as far as a document says so. */
async function recordFormerName(
  ctx: WriteContext,
  change: Names & { readonly formerName: string; readonly day: string | null },
): Promise<void> {
  const { enterpriseId, formerName, day } = change;
  const { zoneId } = ctx.actor;
  const names = await registeredNames(ctx.db, { zoneId, enterpriseId });
  const known = names.find(({ same_key }) => same_key === sameName(formerName));
  if (known !== undefined && (!known.isUndated || day === null)) return;
  const earlier = names.flatMap(({ until }) =>
    until !== null && day !== null && until <= day ? [until] : [],
  );
  const valid = day === null ? 'empty' : `[${earlier.toSorted().at(-1) ?? ''},${day})`;
  // a name that was held until the day it was ended already, by another document
  if (earlier.includes(day ?? '')) return;
  if (day !== null) await beginName(ctx.db, zoneId, { enterpriseId, day });
  if (known !== undefined) {
    await dateName(ctx.db, { zoneId, id: known.id, valid });
    return;
  }
  await insertNames(ctx.db, { zoneId, requestId: ctx.requestId }, [
    {
      enterpriseId,
      kind: 'registered',
      name: formerName,
      valid,
      validSaid: null,
      document: change.document,
      scopePath: change.scopePath,
    },
  ]);
}

/** A value holds from the day of its change; what held on that day ends, and what is known of later stays. */
async function recordAttribute(
  ctx: WriteContext,
  change: RegisteredChange & {
    readonly attribute: string;
    readonly value: string;
    readonly scopePath: string;
  },
): Promise<void> {
  const { enterpriseId, attribute, value, changed, document, scopePath } = change;
  const { zoneId } = ctx.actor;
  const day = changed === null ? ctx.today : firstDay(changed);
  const rows = await attributeRows(ctx.db, { zoneId, enterpriseId, attribute });
  const then = rows.find(({ from, until }) => (from ?? '') <= day && (until === null || until > day));
  if (then?.value === value) return;
  if (then) await endAttribute(ctx.db, { zoneId, id: then.id, day });
  const later = rows.find(({ from }) => from !== null && from > day);
  // the day of establishment holds for all time, until a document says another one
  const since = attribute === 'established' && rows.length === 0 ? '' : day;
  await insertAttribute(
    ctx.db,
    { zoneId, requestId: ctx.requestId },
    {
      enterpriseId,
      attribute,
      value,
      valid: `[${since},${then?.until ?? later?.from ?? ''})`,
      validSaid: changed === null ? null : unlessDay(changed),
      document,
      scopePath,
    },
  );
}
