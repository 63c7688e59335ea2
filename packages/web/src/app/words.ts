import type { Role } from '@yuanheng/contract';
import { ROLE_NAMES } from '@yuanheng/contract/words';
import { messages } from '../ui/messages.ts';

/** A name of each role in one language. */
const roleNames = (language: 'zh' | 'en') =>
  Object.fromEntries(Object.entries(ROLE_NAMES).map(([role, name]) => [role, name[language]])) as Record<
    Role,
    string
  >;

/** Names of roles and of the pages. */
export const useRoleWords = messages(roleNames('zh'), roleNames('en'));

export const usePageWords = messages(
  {
    work: '我的事项',
    cockpit: '驾驶舱',
    plan: '行动方案',
    tasks: '任务与职责',
    review: '报表审核',
    reports: '报表',
    papers: '核对纸质报表',
    indicators: '指标',
    evaluation: '子园评价',
    enterprises: '企业库',
    carriers: '载体库',
    imports: '数据导入',
    register: '空间与企业',
    people: '人员与岗位',
    account: '我的账号与会话',
    actingFor: (name: string) => `代${name}`,
    grades: '载体评价',
    space: '空间调整名册',
    audit: '审计',
    data: '数据',
    evaluate: '评价',
    system: '系统',
    signOut: '退出',
    demo: '演示数据',
    demoShort: '演示',
    demoDay: '演示日期',
    invented: '演示数据，页面数字均为虚构，不涉及真实机构',
    language: 'EN',
    theme: '切换深浅色',
    role: '岗位',
    menu: '菜单',
    skip: '跳到正文',
  },
  {
    work: 'My work',
    cockpit: 'Cockpit',
    plan: 'Action plan',
    tasks: 'Tasks',
    review: 'Review',
    reports: 'Reports',
    papers: 'Check a paper',
    indicators: 'Indicators',
    evaluation: 'Sub-parks',
    enterprises: 'Enterprises',
    carriers: 'Carriers',
    imports: 'Import',
    register: 'Register',
    people: 'People and roles',
    account: 'My account and sessions',
    actingFor: (name) => `for ${name}`,
    grades: 'Grades of carriers',
    space: 'Space register',
    audit: 'Audit',
    data: 'Data',
    evaluate: 'Evaluation',
    system: 'System',
    signOut: 'Sign out',
    demo: 'Demonstration',
    demoShort: 'Demo',
    demoDay: 'its day',
    invented: 'Demonstration data: every figure is invented',
    language: '中',
    theme: 'Light or dark',
    role: 'Role',
    menu: 'Menu',
    skip: 'Skip to content',
  },
);
