/**
 * Names that both the sentences of problems and the pages use. This file imports nothing, so that a page that needs a
 * name does not load the contract's schemas.
 */

/** Roles of DESIGN.md §1, 岗位 being a role at a place. */
export const ROLE_NAMES = {
  office: { zh: '园区办', en: 'Zone office' },
  'sub-park': { zh: '子园办', en: 'Sub-park office' },
  operator: { zh: '运营机构', en: 'Operator' },
  carrier: { zh: '载体', en: 'Carrier' },
  enterprise: { zh: '企业填报人', en: 'Enterprise' },
  department: { zh: '委办局', en: 'Department' },
  expert: { zh: '专家', en: 'Expert' },
  provider: { zh: '服务机构', en: 'Provider' },
  specialist: { zh: '服务专员', en: 'Specialist' },
  leader: { zh: '区领导', en: 'District leader' },
  'system-admin': { zh: '系统管理员', en: 'System administrator' },
  'security-admin': { zh: '安全管理员', en: 'Security administrator' },
  'audit-admin': { zh: '审计管理员', en: 'Audit administrator' },
} as const;
export const ROLES = Object.keys(ROLE_NAMES) as readonly (keyof typeof ROLE_NAMES)[];

/** Things that a request can ask for and that may not be there. */
export const THING_NAMES = {
  carrier: { zh: '载体', en: 'carrier' },
  'closed round': { zh: '已封存的评价', en: 'closed round' },
  'entered value': { zh: '录入值', en: 'entered value' },
  form: { zh: '报表', en: 'form' },
  indicator: { zh: '指标', en: 'indicator' },
  member: { zh: '人员', en: 'member' },
  period: { zh: '报告期', en: 'period' },
  'plan in force': { zh: '当日有效的行动方案', en: 'plan in force' },
  route: { zh: '网址', en: 'route' },
  scheme: { zh: '评价方案', en: 'scheme' },
  'scheme in force': { zh: '当日有效的评价方案', en: 'scheme in force' },
  'sub-park': { zh: '子园', en: 'sub-park' },
  submission: { zh: '报表', en: 'submission' },
  'submission of the same period': { zh: '同一报告期的报表', en: 'submission of the same period' },
  unit: { zh: '单位', en: 'unit' },
} as const;

/** How often a form is reported, and what a period of it looks like. */
export const FREQUENCY_NAMES = {
  month: { zh: '月报', en: 'monthly', such: '2026-09' },
  quarter: { zh: '季报', en: 'quarterly', such: '2026Q3' },
  year: { zh: '年报', en: 'yearly', such: '2026' },
} as const;
