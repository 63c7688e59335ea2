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

/** Writing operations as the audit trail names them; every one of the server has its name here. */
export const DEED_NAMES = {
  'organisation.loadPark': { zh: '建园', en: 'load the park' },
  'installation.restore': { zh: '恢复备份', en: 'restore a backup' },
  'organisation.setDemoDay': { zh: '改演示日期', en: 'move the demonstration day' },
  'organisation.registerCarriers': { zh: '登记载体', en: 'register carriers' },
  'organisation.registerEnterprises': { zh: '登记企业', en: 'register enterprises' },
  'organisation.moveEnterprise': { zh: '企业迁移', en: 'move an enterprise' },
  'organisation.moveCarrier': { zh: '载体调整子园', en: 'move a carrier' },
  'identity.addMembers': { zh: '增加人员', en: 'add people' },
  'identity.endMember': { zh: '停用人员', en: 'end a member' },
  'identity.signIn': { zh: '登录', en: 'sign in' },
  'identity.signOut': { zh: '退出', en: 'sign out' },
  'identity.switchRole': { zh: '切换岗位', en: 'switch role' },
  'statistics.openPeriod': { zh: '开期', en: 'open a period' },
  'statistics.closePeriod': { zh: '封账', en: 'close a period' },
  'statistics.reopenPeriod': { zh: '重开报告期', en: 'reopen a period' },
  'statistics.saveDraft': { zh: '保存', en: 'save' },
  'statistics.submit': { zh: '报送', en: 'submit' },
  'statistics.sendBack': { zh: '退回', en: 'send back' },
  'statistics.review': { zh: '审核通过', en: 'review' },
  'statistics.accept': { zh: '核定', en: 'accept' },
  'statistics.passClean': { zh: '批量通过', en: 'pass clean reports' },
  'statistics.reopenSubmission': { zh: '要求更正', en: 'ask for a correction' },
  'indicators.enterValue': { zh: '录入数值', en: 'enter a value' },
  'indicators.acceptEntered': { zh: '核定录入值', en: 'accept an entered value' },
  'evaluation.closeRound': { zh: '封存评价', en: 'close a round' },
} as const;

/** Reading operations; with the deeds, everything that rights are given for. */
export const READING_NAMES = {
  'identity.signInPage': { zh: '看登录页', en: 'see the sign-in page' },
  'identity.me': { zh: '看本人岗位', en: 'see who I am' },
  'plan.read': { zh: '看行动方案', en: 'read the action plan' },
  'plan.progress': { zh: '看目标进展', en: 'see the progress of targets' },
  'statistics.listPeriods': { zh: '看报告期', en: 'see periods' },
  'statistics.progress': { zh: '看报送进度', en: 'see how reports come in' },
  'statistics.listSubmissions': { zh: '看报表清单', en: 'list reports' },
  'statistics.getSubmission': { zh: '看一份报表', en: 'read a report' },
  'statistics.verifyFacts': { zh: '核对核定值与汇总值', en: 'verify facts and sums' },
  'indicators.units': { zh: '看有哪些单位', en: 'see units' },
  'indicators.values': { zh: '看指标数值', en: 'read figures' },
  'indicators.table': { zh: '看指标表', en: 'read the table of figures' },
  'indicators.explain': { zh: '看数字的来历', en: 'have a figure explained' },
  'indicators.listEntered': { zh: '看录入值', en: 'see entered values' },
  'evaluation.listRounds': { zh: '看有哪些评价', en: 'see rounds' },
  'evaluation.result': { zh: '看评价结果', en: 'see the result of an evaluation' },
  'statistics.recheckRules': { zh: '重新审核报表', en: 'check the reports again' },
  'evaluation.recompute': { zh: '复算评价', en: 'recompute a round' },
  'audit.list': { zh: '看审计记录', en: 'read the audit trail' },
  'audit.head': { zh: '读链头', en: 'read the head of the chain' },
  'audit.findHeads': { zh: '查找链头', en: 'look for noted heads' },
  'audit.export': { zh: '导出审计记录', en: 'export the audit trail' },
  'audit.verifyRequestIds': { zh: '核对请求号', en: 'compare request ids with the trail' },
  'audit.verify': { zh: '核验审计链', en: 'verify the audit chain' },
} as const;
export const OPERATION_NAMES = { ...DEED_NAMES, ...READING_NAMES } as const;

/** What an audit entry is about. */
export const SUBJECT_NAMES = {
  'entered-value': { zh: '录入值', en: 'entered value' },
  enterprise: { zh: '企业', en: 'enterprise' },
  'evaluation-round': { zh: '评价', en: 'round' },
  'indicator-run': { zh: '指标计算', en: 'indicator run' },
  member: { zh: '人员', en: 'member' },
  period: { zh: '报告期', en: 'period' },
  plan: { zh: '行动方案', en: 'plan' },
  submission: { zh: '报表', en: 'report' },
  unit: { zh: '单位', en: 'unit' },
  zone: { zh: '园区', en: 'zone' },
} as const;

/** Details of an audit entry. */
export const DETAIL_NAMES = {
  act: { zh: '办理', en: 'act' },
  backup: { zh: '备份的校验和', en: 'hash of the backup' },
  cause: { zh: '起因', en: 'cause' },
  code: { zh: '代码', en: 'code' },
  day: { zh: '日期', en: 'day' },
  document: { zh: '来源文件', en: 'document' },
  enterprises: { zh: '企业数', en: 'enterprises' },
  formId: { zh: '报表', en: 'form' },
  from: { zh: '起', en: 'from' },
  lastSeal: { zh: '恢复前最后一次封存', en: 'last seal before' },
  leftOut: { zh: '未办', en: 'left out' },
  movedTo: { zh: '迁入', en: 'moved to' },
  park: { zh: '园区内容', en: 'park' },
  passed: { zh: '通过', en: 'passed' },
  period: { zh: '报告期', en: 'period' },
  plan: { zh: '方案文号', en: 'plan' },
  queries: { zh: '核实', en: 'queries' },
  reason: { zh: '原因', en: 'reason' },
  remarks: { zh: '附注', en: 'remarks' },
  respondents: { zh: '应报', en: 'respondents' },
  revision: { zh: '版', en: 'revision' },
  role: { zh: '岗位', en: 'role' },
  roles: { zh: '岗位', en: 'roles' },
  rule: { zh: '口径', en: 'rule' },
  scheme: { zh: '评价方案', en: 'scheme' },
  takenAt: { zh: '备份时间', en: 'taken at' },
  to: { zh: '至', en: 'to' },
  units: { zh: '单位数', en: 'units' },
  uscc: { zh: '统一社会信用代码', en: 'USCC' },
  value: { zh: '数值', en: 'value' },
  valueId: { zh: '录入项', en: 'value of' },
  values: { zh: '数值个数', en: 'values' },
  version: { zh: '版本', en: 'version' },
} as const;
