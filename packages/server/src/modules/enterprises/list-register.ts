/** The register as far as the rows of a list ask for it: by code, by name, and by names that are like theirs. */
import type {
  EnterpriseRow,
  ReadList,
  Register,
  RegisteredEnterprise,
} from '@yuanheng/engine/department-list';
import { NameIndex, headOfficeIn, placeFreeName, sameName } from '@yuanheng/engine/names';
import type { Context } from '../../kernel/operation/operation.ts';
import { nameGrams } from '../organisation/index.ts';
import { type RegisterName, namesAskedFor } from './list-register.views.ts';
import { namesSharing } from './registry.views.ts';

export async function registerFor(ctx: Context, list: ReadList): Promise<Register> {
  const rows = list.rows.filter((row): row is EnterpriseRow => row.kind === 'enterprise');
  const names = [...new Set(rows.map(({ name }) => name).filter((name) => name !== ''))];
  const withHeads = names.flatMap((name) => [name, headOfficeIn(name) ?? name]);
  const { zoneId } = ctx.actor;
  const asked = {
    zoneId,
    codes: rows.flatMap(({ code }) =>
      code.kind === 'repairable' ? [code.code, code.repaired] : 'code' in code ? [code.code] : [],
    ),
    sameKeys: withHeads.map(sameName),
    placeKeys: withHeads.map(placeFreeName),
  };
  const known = await namesAskedFor(ctx.db, { ...asked, ids: [] });
  const codes = new Set(known.map(({ uscc }) => uscc));
  const sure = new Set(known.map(({ name }) => sameName(name)));
  const similar = new Set<string>();
  for (const { name, code } of rows) {
    const found =
      ('code' in code && codes.has(code.code)) || (code.kind === 'repairable' && codes.has(code.repaired));
    const grams = found || sure.has(sameName(name)) ? [] : nameGrams(name);
    if (grams.length > 0) for (const { id } of await namesSharing(ctx.db, { zoneId, grams })) similar.add(id);
  }
  return registerOf(await namesAskedFor(ctx.db, { ...asked, ids: [...similar] }));
}

function registerOf(rows: readonly RegisterName[]): Register {
  const byId = new Map<string, RegisteredEnterprise & { readonly uscc: string }>();
  for (const { id, uscc, current } of rows) byId.set(id, { id, uscc, name: current, formerNames: [] });
  for (const { id, name, kind, isCurrent } of rows) {
    const one = byId.get(id);
    if (one && kind !== 'short' && !isCurrent)
      byId.set(id, { ...one, formerNames: [...one.formerNames, name] });
  }
  const byCode = new Map([...byId.values()].map((one) => [one.uscc, one]));
  const index = new NameIndex(
    rows.map(({ id, name, kind, isCurrent }) => ({
      id,
      name,
      kind: kind === 'short' ? 'short' : isCurrent ? 'current' : 'former',
    })),
  );
  return {
    byCode: (uscc) => byCode.get(uscc),
    codeOf: (id) => byId.get(id)?.uscc ?? '',
    decideName: (name) => index.decide(name),
  };
}
