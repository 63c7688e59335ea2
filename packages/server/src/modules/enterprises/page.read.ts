import type { DepartmentFigure, Enterprise, RegisteredAttribute } from '@yuanheng/contract';
import type { ListProfile } from '@yuanheng/engine/department-list';
import { type Context, readOperation } from '../../kernel/operation/operation.ts';
import { problem } from '../../kernel/problem.ts';
import { reportedFiguresOf, reportsOf } from '../statistics/index.ts';
import { enterprisesPolicy } from './enterprises.policy.ts';
import {
  type DepartmentRow,
  type ResidenceRow,
  attributesOf,
  departmentValuesOf,
  findEnterprise,
  namesOf,
  openRowsOf,
  residencesOf,
} from './page.views.ts';
import { unitNamed } from './registry.read.ts';

/** All that is known of one enterprise. What departments say is read by who sees the whole zone, and by nobody else. */
export const getEnterprise = readOperation({
  name: 'enterprises.get',
  rights: enterprisesPolicy['enterprises.get'],
  run: async (ctx, { enterpriseId }: { readonly enterpriseId: string }): Promise<Enterprise> => {
    const of = { zoneId: ctx.actor.zoneId, enterpriseId };
    const found = await findEnterprise(ctx.db, of);
    if (!found) {
      ctx.may('rows');
      throw problem('NOT_FOUND', { what: 'enterprise', id: enterpriseId });
    }
    ctx.may({ scopePath: found.scope_path, ownerId: found.owner_id });
    const residences = (await residencesOf(ctx.db, of)).map(toResidence);
    const now = residences.find(
      ({ from, until }) => (from ?? '') <= ctx.today && (until === null || until > ctx.today),
    );
    const isOffice = ctx.actor.role === 'office';
    return {
      id: found.id,
      uscc: found.uscc,
      name: found.name,
      shortName: found.short_name,
      industryCode: found.industry_code,
      registeredOn: found.registered_on === null ? null : String(found.registered_on),
      subPark: now?.subPark ?? null,
      carrier: now?.carrier ?? null,
      names: await namesOf(ctx.db, of),
      attributes: (await attributesOf(ctx.db, of)) as RegisteredAttribute[],
      residences,
      figures: await reportedFiguresOf(ctx.db, { zoneId: of.zoneId, subjectId: enterpriseId }),
      reports: await reportsOf(ctx.db, { zoneId: of.zoneId, subjectId: enterpriseId }),
      ...(isOffice
        ? await saidByDepartments(ctx, of)
        : { departments: null, openRows: null, needsReview: [] }),
      asOf: ctx.now.toISOString(),
    };
  },
});

async function saidByDepartments(
  ctx: Context,
  of: { readonly zoneId: string; readonly enterpriseId: string },
) {
  const rows = await departmentValuesOf(ctx.db, of);
  const reviews = rows.flatMap(({ definition }) => (definition as ListProfile).needs_review ?? []);
  return {
    departments: rows.map(toDepartmentFigure),
    openRows: await openRowsOf(ctx.db, of),
    needsReview: reviews.filter(({ what }, i) => reviews.findIndex((other) => other.what === what) === i),
  };
}

const UNITS = { money: 'yuan', count: 'count' } as const;

function toDepartmentFigure(row: DepartmentRow): DepartmentFigure {
  const profile = row.definition as ListProfile;
  const column = profile.columns.find(({ id }) => id === row.column_id);
  return {
    profile: profile.name,
    department: profile.department,
    legalNature: profile.legal_nature,
    period: row.period,
    column: column?.name ?? { zh: row.column_id, en: row.column_id },
    unit: UNITS[column?.kind as keyof typeof UNITS] ?? 'text',
    value: row.value,
    fileName: row.file_name,
    row: row.row_number,
    importId: row.import_id,
    importedAt: row.known_from.toISOString(),
  };
}

function toResidence(row: ResidenceRow) {
  return {
    carrier: {
      id: row.carrier_id,
      code: row.carrier_code,
      shortName: { zh: row.carrier_zh, en: row.carrier_en },
    },
    subPark: unitNamed(row.sp_id, row.sp_code, { zh: row.sp_zh, en: row.sp_en }),
    from: row.from,
    until: row.until,
  };
}
