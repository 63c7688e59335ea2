import type { Role } from '@yuanheng/contract';
import { messages } from '../ui/messages.ts';

/** Names of roles and of the pages. */
export const useRoleWords = messages(
  { office: '园区办', 'sub-park': '子园办', operator: '运营机构', carrier: '载体', enterprise: '企业填报人', department: '委办局', expert: '专家', provider: '服务机构', specialist: '服务专员', leader: '区领导', 'system-admin': '系统管理员', 'security-admin': '安全管理员', 'audit-admin': '审计管理员' } satisfies Record<Role, string>,
  { office: 'Zone office', 'sub-park': 'Sub-park office', operator: 'Operator', carrier: 'Carrier', enterprise: 'Enterprise', department: 'Department', expert: 'Expert', provider: 'Provider', specialist: 'Specialist', leader: 'District leader', 'system-admin': 'System administrator', 'security-admin': 'Security administrator', 'audit-admin': 'Audit administrator' },
);

export const usePageWords = messages(
  { work: '我的事项', plan: '行动方案', reports: '报表', audit: '审计', data: '数据', signOut: '退出', demo: (day: string) => `演示数据 · 演示日期 ${day}`, invented: '演示数据，页面数字均为虚构，不涉及真实机构', language: 'EN', theme: '切换深浅色', role: '岗位', menu: '菜单', skip: '跳到正文' },
  { work: 'My work', plan: 'Action plan', reports: 'Reports', audit: 'Audit', data: 'Data', signOut: 'Sign out', demo: (day) => `Demonstration · ${day}`, invented: 'Demonstration data: every figure is invented', language: '中', theme: 'Light or dark', role: 'Role', menu: 'Menu', skip: 'Skip to content' },
);
