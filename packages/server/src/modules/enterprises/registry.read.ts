import type { EnterpriseRow } from '@yuanheng/contract';
import { NameIndex } from '@yuanheng/engine/names';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { nameGrams } from '../organisation/index.ts';
import { enterprisesPolicy } from './enterprises.policy.ts';
import {
  MOST_HITS,
  type RegistryFilter,
  type RegistryRow,
  countRegistry,
  namesSharing,
  registryPage,
} from './registry.views.ts';
import { termsOf } from './search-terms.ts';

interface Asked {
  readonly search?: string | undefined;
  readonly subPark?: string | undefined;
  readonly carrier?: string | undefined;
  readonly industry?: string | undefined;
  readonly residence?: 'now' | 'left' | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Enterprises that the actor sees, searched and filtered; of a search that fits nobody, similar names. */
export const listEnterprises = readOperation({
  name: 'enterprises.list',
  rights: enterprisesPolicy['enterprises.list'],
  run: async (ctx, { search = '', after, limit, ...filters }: Asked) => {
    ctx.may('rows');
    const { today } = ctx;
    const { zoneId } = ctx.actor;
    const asOf = ctx.now.toISOString();
    const terms = search === '' ? null : termsOf(search);
    const nothing = { rows: [], total: 0, isMore: false, isSimilar: false, next: null, asOf };
    if (search !== '' && terms === null) return nothing;
    const filter: RegistryFilter = {
      ...filters,
      zoneId,
      today,
      terms,
      after: cursorOf(after),
      limit: limit + 1,
    };
    const counted = await countRegistry(ctx.db, filter);
    if (terms !== null && counted.total === 0) {
      const rows = await similarTo(ctx, { ...filter, name: search });
      return { ...nothing, rows, total: rows.length, isSimilar: rows.length > 0 };
    }
    // a search is ranked: its hits are one page up to the limit of hits, and the next page is asked for by a longer one
    const found = await registryPage(ctx.db, { ...filter, limit: Math.min(limit + 1, MOST_HITS) });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last && terms === null ? `${last.id} ${last.sort_key}` : null;
    return { rows: rows.map(toRow), ...counted, isSimilar: false, next, asOf };
  },
});

function cursorOf(after: string | undefined): RegistryFilter['after'] {
  const [, id, sortKey = ''] = /^([0-9a-f-]{36}) (.*)$/u.exec(after ?? '') ?? [];
  return id === undefined ? null : { id, sortKey };
}

/** Enterprises whose names are like a name, the likeliest first. */
async function similarTo(ctx: Context, { name, ...filter }: RegistryFilter & { readonly name: string }) {
  const grams = nameGrams(name);
  if (grams.length === 0) return [];
  const names = await namesSharing(ctx.db, { zoneId: filter.zoneId, grams });
  const index = new NameIndex(
    names.map(({ id, name: known, kind, isCurrent }) => ({
      id,
      name: known,
      kind: kind === 'short' ? 'short' : isCurrent ? 'current' : 'former',
    })),
  );
  const { candidates } = index.decide(name);
  const rows: EnterpriseRow[] = [];
  for (const candidate of candidates) {
    const known = names.find(
      ({ id, kind, isCurrent }) => id === candidate.id && kind !== 'short' && isCurrent,
    );
    const terms = known ? termsOf(known.name) : null;
    const page = terms ? await registryPage(ctx.db, { ...filter, terms, limit: 5 }) : [];
    const found = page.find(({ id }) => id === candidate.id);
    if (found) rows.push({ ...toRow(found), foundBy: candidate.name === found.name ? null : candidate.name });
  }
  return rows;
}

export function toRow(row: RegistryRow): EnterpriseRow {
  return {
    id: row.id,
    uscc: row.uscc,
    name: row.name,
    shortName: row.short_name,
    industryCode: row.industry_code,
    subPark: unitNamed(row.sp_id, row.sp_code, { zh: row.sp_zh, en: row.sp_en }),
    carrier: unitNamed(row.carrier_id, row.carrier_code, { zh: row.carrier_zh, en: row.carrier_en }),
    foundBy: row.found_by,
  };
}

/** A unit with its short name, or null where there is none. */
export function unitNamed(
  id: string | null,
  code: string | null,
  { zh, en }: { readonly zh: string | null; readonly en: string | null },
) {
  return id === null ? null : { id, code: code ?? '', shortName: { zh: zh ?? '', en: en ?? '' } };
}
