import { Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { Role } from '@yuanheng/contract';
import { Shell } from './Shell.tsx';

/** One page: its path, the roles that see it in their menu, its group. */
export interface Page {
  readonly path: string;
  readonly name: 'work' | 'plan' | 'reports' | 'audit';
  readonly group: 'top' | 'data';
  readonly roles: readonly Role[];
}

const EVERYBODY: readonly Role[] = ['office', 'sub-park', 'leader', 'enterprise', 'operator', 'carrier', 'department', 'expert', 'provider', 'specialist', 'system-admin', 'security-admin', 'audit-admin'];
const PLANNERS: readonly Role[] = ['office', 'sub-park', 'leader', 'enterprise', 'operator', 'carrier', 'department', 'expert', 'provider', 'specialist'];

export const PAGES: readonly Page[] = [
  { path: '/', name: 'work', group: 'top', roles: EVERYBODY },
  { path: '/plan', name: 'plan', group: 'top', roles: PLANNERS },
  { path: '/reports', name: 'reports', group: 'data', roles: ['office', 'sub-park', 'enterprise'] },
  { path: '/audit', name: 'audit', group: 'data', roles: ['audit-admin'] },
];

const root = createRootRoute({ component: Outlet });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('../features/identity/SignInPage.tsx'), 'SignInPage') });
const work = createRoute({ getParentRoute: () => shell, path: '/', component: lazyRouteComponent(() => import('../features/work/MyWorkPage.tsx'), 'MyWorkPage') });
const plan = createRoute({ getParentRoute: () => shell, path: '/plan', component: lazyRouteComponent(() => import('../features/plan/PlanPage.tsx'), 'PlanPage') });
const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: (search): { period?: string } => (typeof search.period === 'string' ? { period: search.period } : {}),
  component: lazyRouteComponent(() => import('../features/statistics/ReportsPage.tsx'), 'ReportsPage'),
});
const report = createRoute({ getParentRoute: () => shell, path: '/reports/$submissionId', component: lazyRouteComponent(() => import('../features/statistics/ReportPage.tsx'), 'ReportPage') });
const audit = createRoute({ getParentRoute: () => shell, path: '/audit', component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage') });

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([work, plan, reports, report, audit])]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
