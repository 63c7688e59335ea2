import type { ImportRow, ListImport } from '@yuanheng/contract';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { enterprisesPolicy } from './enterprises.policy.ts';
import {
  type ImportFound,
  type RowFound,
  type RowsAsked,
  candidatesBy,
  importRows,
  importsOf,
  profilesOf,
} from './list-import.views.ts';

export const listImports = readOperation({
  name: 'enterprises.listImports',
  rights: enterprisesPolicy['enterprises.listImports'],
  run: async (ctx) => {
    ctx.may('zone');
    const { zoneId } = ctx.actor;
    const rows = (await importsOf(ctx.db, { zoneId })).map(toImport);
    const profiles = (await profilesOf(ctx.db, zoneId)).map((profile) => ({
      id: profile.id,
      version: profile.version,
      name: profile.name,
      department: profile.department,
      legalNature: profile.legal_nature,
      needsReview: profile.needs_review
        ? `${profile.needs_review.what}（${profile.needs_review.who}）`
        : null,
    }));
    return { rows, total: rows.length, profiles, asOf: ctx.now.toISOString() };
  },
});

type RowsInput = Pick<RowsAsked, 'importId' | 'status' | 'limit' | 'offset'>;

export const getImport = readOperation({
  name: 'enterprises.getImport',
  rights: enterprisesPolicy['enterprises.getImport'],
  run: async (ctx, input: RowsInput) => {
    ctx.may('zone');
    const list = await oneImport(ctx, input.importId);
    const { counts } = list;
    const all = counts.accepted + counts.queued + counts.rejected + counts.ignored;
    const total = input.status === undefined ? all : counts[input.status as keyof typeof counts];
    const rows = await rowsOf(ctx, { ...input, zoneId: ctx.actor.zoneId });
    return { list, rows, total, asOf: ctx.now.toISOString() };
  },
});

export async function oneImport(ctx: Context, importId: string): Promise<ListImport> {
  const [found] = await importsOf(ctx.db, { zoneId: ctx.actor.zoneId, id: importId });
  if (!found) throw problem('NOT_FOUND', { what: 'department list', id: importId });
  return toImport(found);
}

export async function rowsOf(ctx: Context, asked: RowsAsked): Promise<ImportRow[]> {
  const rows = await importRows(ctx.db, asked);
  const ids = rows.flatMap(({ judged, enterprise_id }) => [
    ...(enterprise_id === null ? [] : [enterprise_id]),
    ...(judged.match?.candidates ?? []),
  ]);
  const known = await candidatesBy(ctx.db, { zoneId: ctx.actor.zoneId, ids: [...new Set(ids)] });
  return rows.map((row) => toImportRow(row, known));
}

type Known = Awaited<ReturnType<typeof candidatesBy>>;

export function toImportRow({ judged, enterprise_id, ...decided }: RowFound, known: Known): ImportRow {
  const { match } = judged;
  return {
    row: judged.row,
    status: judged.status,
    reason: judged.reason,
    name: judged.name,
    code: judged.code,
    enterprise: enterprise_id === null ? null : (known.get(enterprise_id) ?? null),
    matchedBy: match?.by ?? null,
    candidates: (match?.candidates ?? []).flatMap((id) => known.get(id) ?? []),
    period: judged.period,
    values: judged.values,
    foreign: judged.foreign,
    formerName: judged.formerName,
    warnings: [...judged.warnings],
    faults: [...judged.faults],
    totals: [...judged.totals],
    decision:
      decided.decision === null || decided.decided_at === null
        ? null
        : {
            decision: decided.decision,
            by: decided.decided_by ?? '',
            at: decided.decided_at.toISOString(),
            reason: decided.decision_reason,
          },
  };
}

export function toImport(found: ImportFound): ListImport {
  const { definition: profile } = found;
  return {
    id: found.id,
    profileId: profile.id,
    profileName: profile.name,
    department: profile.department,
    legalNature: profile.legal_nature,
    effect: profile.effect,
    fileName: found.file_name,
    fileBytes: Number(found.file_bytes),
    sha256: found.file_sha256,
    sheet: found.sheet,
    period: found.period,
    unit: found.unit,
    columns: found.columns.map((column) => {
      const known = profile.columns.find(({ id }) => id === column.id);
      return {
        ...column,
        name: known?.name ?? { zh: column.heading, en: column.heading },
        kind: known?.kind ?? 'ignore',
      };
    }),
    counts: found.counts,
    open: found.open,
    status: found.status,
    previewedBy: found.previewed_by,
    previewedAt: found.previewed_at.toISOString(),
    closedBy: found.closed_by,
    closedAt: found.closed_at?.toISOString() ?? null,
  };
}
