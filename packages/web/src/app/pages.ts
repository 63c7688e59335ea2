import type { Role } from '@yuanheng/contract';
import { ROLES } from '@yuanheng/contract/words';

const PLANNERS: readonly Role[] = [
  'office',
  'sub-park',
  'leader',
  'enterprise',
  'operator',
  'carrier',
  'department',
  'expert',
  'provider',
  'specialist',
];
const MANAGERS: readonly Role[] = ['office', 'sub-park', 'leader'];

/** Every page: its path, its name in the menu, its group, and the roles that see it there. */
const LIST = [
  { path: '/', name: 'work', group: 'top', roles: ROLES.filter((role) => role !== 'leader') },
  { path: '/cockpit', name: 'cockpit', group: 'top', roles: ['office', 'leader'] },
  { path: '/plan', name: 'plan', group: 'top', roles: PLANNERS },
  { path: '/tasks', name: 'tasks', group: 'top', roles: PLANNERS },
  { path: '/review', name: 'review', group: 'data', roles: ['office', 'sub-park'] },
  { path: '/reports', name: 'reports', group: 'data', roles: ['office', 'sub-park', 'enterprise'] },
  { path: '/papers', name: 'papers', group: 'data', roles: ['office', 'sub-park'] },
  { path: '/indicators', name: 'indicators', group: 'data', roles: MANAGERS },
  { path: '/evaluation', name: 'evaluation', group: 'evaluate', roles: MANAGERS },
  { path: '/imports', name: 'imports', group: 'data', roles: ['office'] },
  { path: '/enterprises', name: 'enterprises', group: 'register', roles: ['office', 'sub-park'] },
  { path: '/carriers', name: 'carriers', group: 'register', roles: ['office', 'sub-park'] },
  {
    path: '/people',
    name: 'people',
    group: 'system',
    roles: ['system-admin', 'security-admin', 'audit-admin'],
  },
  { path: '/grades', name: 'grades', group: 'evaluate', roles: [...MANAGERS, 'operator', 'carrier'] },
  { path: '/space', name: 'space', group: 'evaluate', roles: [...MANAGERS, 'operator'] },
  { path: '/audit', name: 'audit', group: 'system', roles: ['audit-admin'] },
] as const satisfies readonly {
  readonly path: `/${string}`;
  readonly name: string;
  readonly group: 'top' | 'data' | 'evaluate' | 'register' | 'system';
  readonly roles: readonly Role[];
}[];

type Listed = (typeof LIST)[number];
/** One page of the menu. */
export interface Page extends Pick<Listed, 'path' | 'name' | 'group'> {
  readonly roles: readonly Role[];
}
export const PAGES: readonly Page[] = LIST;

/** Whether a role's menu has the page; addresses below a page are for the server to judge. */
export const mayOpen = (role: Role, path: string): boolean =>
  path === '/' || (PAGES.find((page) => page.path === path)?.roles.includes(role) ?? true);
