import { createHash } from 'node:crypto';
import type { ImportRow, ListImport } from '@yuanheng/contract';
import {
  type JudgedRow,
  type ListProfile,
  type ReadList,
  judgeList,
  readList,
} from '@yuanheng/engine/department-list';
import { uuidv7 } from '../../kernel/ids.ts';
import {
  type Context,
  type WriteContext,
  readOperation,
  writeOperation,
} from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { recordChange } from '../organisation/index.ts';
import { enterprisesPolicy } from './enterprises.policy.ts';
import { sheetsOf } from './list-file.ts';
import { oneImport, rowsOf } from './list-import.read.ts';
import {
  closeImport,
  decideRowOf,
  insertImport,
  judgedRows,
  lockImport,
  putValues,
} from './list-import.store.ts';
import { importsOf, profilesOf } from './list-import.views.ts';
import { registerFor } from './list-register.ts';

interface Sent {
  readonly profileId: string;
  readonly fileName: string;
  readonly contentBase64: string;
}

interface Judged {
  readonly profile: ListProfile;
  readonly file: Buffer;
  readonly sha256: string;
  readonly list: ReadList;
  readonly rows: readonly JudgedRow[];
}

/** Reads a file by a profile and says what becomes of each row; writes nothing. */
async function judge(ctx: Context, { profileId, contentBase64 }: Sent): Promise<Judged> {
  const { zoneId } = ctx.actor;
  const profile = (await profilesOf(ctx.db, zoneId)).find(({ id }) => id === profileId);
  if (!profile) throw problem('NOT_FOUND', { what: 'list profile', id: profileId });
  const file = Buffer.from(contentBase64, 'base64');
  const sha256 = createHash('sha256').update(file).digest('hex');
  const read = readList(await sheetsOf(file), profile);
  if ('refusal' in read) {
    const { reason } = read.refusal;
    const named =
      'wanted' in read.refusal ? read.refusal.wanted : 'columns' in read.refusal ? read.refusal.columns : [];
    throw problem('LIST_UNREADABLE', { reason, named: [...named] });
  }
  const rows = judgeList(read.list, await registerFor(ctx, read.list));
  return { profile, file, sha256, list: read.list, rows };
}

/** What would become of each row of a file; for a trial that leaves nothing behind. */
export const checkImport = readOperation({
  name: 'enterprises.checkImport',
  rights: enterprisesPolicy['enterprises.checkImport'],
  run: async (ctx, sent: Sent) => {
    ctx.may('zone');
    const { list, rows, profile, sha256 } = await judge(ctx, sent);
    return { list, rows, profile, sha256 };
  },
});

/** The same file twice counts once: a content that was confirmed is refused with where it stands. */
async function refuseRepeated(
  ctx: Context,
  confirmed: { readonly profileId: string; readonly sha256: string },
) {
  const [before] = await importsOf(ctx.db, { zoneId: ctx.actor.zoneId, confirmed });
  if (!before) return;
  throw problem('LIST_IMPORTED_BEFORE', {
    fileName: before.file_name,
    at: (before.closed_at ?? before.previewed_at).toISOString(),
    importId: before.id,
  });
}

export const previewImport = writeOperation({
  name: 'enterprises.previewImport',
  rights: enterprisesPolicy['enterprises.previewImport'],
  run: async (ctx, sent: Sent): Promise<ListImport> => {
    ctx.may('zone');
    const { profile, file, sha256, list, rows } = await judge(ctx, sent);
    await refuseRepeated(ctx, { profileId: profile.id, sha256 });
    const id = uuidv7(ctx.now);
    const at = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
    const { memberId } = ctx.actor;
    const { fileName } = sent;
    await insertImport(ctx.db, at, {
      id,
      profile,
      fileName,
      bytes: file.length,
      sha256,
      list,
      rows,
      memberId,
      now: ctx.now,
    });
    audit(ctx, id, { file: fileName, profile: profile.id, sha256 });
    return await oneImport(ctx, id);
  },
});

const audit = (ctx: WriteContext, importId: string, detail: Readonly<Record<string, unknown>>) =>
  ctx.audit.add({ subjectKind: 'department-list', subjectId: importId, scopePath: '/', detail });

async function lock(ctx: WriteContext, importId: string) {
  const found = await lockImport(ctx.db, ctx.actor.zoneId, importId);
  if (!found) throw problem('NOT_FOUND', { what: 'department list', id: importId });
  return { ...found, profile: found.definition as unknown as ListProfile };
}

interface Named {
  readonly importId: string;
}

/** Imports the accepted rows, all or none; the queued ones wait for a person. */
export const confirmImport = writeOperation({
  name: 'enterprises.confirmImport',
  rights: enterprisesPolicy['enterprises.confirmImport'],
  run: async (ctx, { importId }: Named): Promise<ListImport> => {
    ctx.may('zone');
    const found = await lock(ctx, importId);
    if (found.status !== 'previewed') throw problem('LIST_CLOSED', { fileName: found.file_name });
    const { profile } = found;
    await refuseRepeated(ctx, { profileId: profile.id, sha256: found.file_sha256 });
    const { zoneId, memberId } = ctx.actor;
    const accepted = await judgedRows(ctx.db, { zoneId, importId, status: 'accepted' });
    await take(
      ctx,
      { importId, profile, fileName: found.file_name },
      accepted.map(({ judged }) => ({ judged, enterpriseId: judged.match?.id ?? '' })),
    );
    await closeImport(ctx.db, { zoneId, importId, status: 'confirmed', memberId, now: ctx.now });
    audit(ctx, importId, { file: found.file_name, profile: profile.id, ...(found.counts as object) });
    return await oneImport(ctx, importId);
  },
});

export const putAwayImport = writeOperation({
  name: 'enterprises.putAwayImport',
  rights: enterprisesPolicy['enterprises.putAwayImport'],
  run: async (ctx, { importId }: Named): Promise<ListImport> => {
    ctx.may('zone');
    const found = await lock(ctx, importId);
    if (found.status !== 'previewed') throw problem('LIST_CLOSED', { fileName: found.file_name });
    const { zoneId, memberId } = ctx.actor;
    await closeImport(ctx.db, { zoneId, importId, status: 'put-away', memberId, now: ctx.now });
    audit(ctx, importId, { file: found.file_name, profile: found.profile.id });
    return await oneImport(ctx, importId);
  },
});

interface Decided extends Named {
  readonly row: number;
  readonly enterpriseId?: string | undefined;
  readonly reason: string;
}

/** A person says whose a queued row is, or leaves it out with the reason. */
export const decideRow = writeOperation({
  name: 'enterprises.decideRow',
  rights: enterprisesPolicy['enterprises.decideRow'],
  run: async (ctx, { importId, row, enterpriseId, reason }: Decided): Promise<ImportRow> => {
    ctx.may('zone');
    const found = await lock(ctx, importId);
    if (found.status !== 'confirmed') throw problem('LIST_NOT_CONFIRMED', { fileName: found.file_name });
    const { zoneId, memberId } = ctx.actor;
    const [queued] = await judgedRows(ctx.db, { zoneId, importId, row });
    if (!queued) throw problem('NOT_FOUND', { what: 'row of a list', id: String(row) });
    if (queued.judged.status !== 'queued' || queued.decision !== null) throw problem('ROW_DECIDED', { row });
    const decision = enterpriseId === undefined ? 'left-out' : 'taken';
    await decideRowOf(ctx.db, {
      zoneId,
      importId,
      row,
      decision,
      enterpriseId: enterpriseId ?? null,
      memberId,
      now: ctx.now,
      reason,
    });
    if (enterpriseId !== undefined)
      await take(ctx, { importId, profile: found.profile, fileName: found.file_name }, [
        { judged: queued.judged, enterpriseId },
      ]);
    audit(ctx, importId, { file: found.file_name, row, act: decision, reason });
    const [decided] = await rowsOf(ctx, { zoneId, importId, row, limit: 1, offset: 0 });
    if (!decided) throw problem('NOT_FOUND', { what: 'row of a list', id: String(row) });
    return decided;
  },
});

interface Source {
  readonly importId: string;
  readonly profile: ListProfile;
  readonly fileName: string;
}

interface Taken {
  readonly judged: JudgedRow;
  readonly enterpriseId: string;
}

/** Rows become values of a period, or changes of what is registered, each with its file and row. */
async function take(
  ctx: WriteContext,
  { importId, profile, fileName }: Source,
  rows: readonly Taken[],
): Promise<void> {
  if (profile.effect === 'changes') {
    for (const { judged, enterpriseId } of rows)
      await recordChange(ctx, changeOf(judged, enterpriseId, fileName));
    return;
  }
  const figures = profile.columns
    .filter(({ kind }) => kind === 'money' || kind === 'count')
    .map(({ id }) => id);
  const values = rows.flatMap(({ judged, enterpriseId }) =>
    Object.entries(judged.values ?? {})
      .filter(([column]) => figures.includes(column))
      .map(([column, value]) => ({
        enterpriseId,
        period: judged.period ?? '',
        column,
        value,
        row: judged.row,
      })),
  );
  const at = { zoneId: ctx.actor.zoneId, requestId: ctx.requestId };
  await putValues(ctx.db, at, { profileId: profile.id, importId, now: ctx.now, values });
}

function changeOf(judged: JudgedRow, enterpriseId: string, fileName: string) {
  const { changed = null, ...values } = judged.values ?? {};
  const foreign = Object.entries(judged.foreign).map(([id, { amount, currency }]) => [
    id,
    `${amount} ${currency}`,
  ]);
  const stated = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    enterpriseId,
    name: judged.name,
    formerName: judged.formerName,
    changed,
    attributes: Object.fromEntries([...stated, ...foreign]) as Readonly<Record<string, string>>,
    document: `${fileName} 第 ${judged.row} 行`,
  };
}
