import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { REPORT_FILTERS, type ReportFilter } from './report-filters.ts';

/** Only the words of the address that a page knows; anything else is dropped. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const given = <T extends Record<string, unknown>>(search: T): Partial<T> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Partial<T>;

/** An address inside this site, to come back to after signing in. */
const inside = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) && !value.startsWith('/sign-in')
    ? value
    : undefined;

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./Elsewhere.tsx'), 'NoPage'),
});
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell.tsx'), 'Shell'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => given({ back: inside(search.back) }) as { back?: string },
  component: lazyRouteComponent(() => import('../features/identity/SignInPage.tsx'), 'SignInPage'),
});
const work = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/work/MyWorkPage.tsx'), 'MyWorkPage'),
});
const plan = createRoute({
  getParentRoute: () => shell,
  path: '/plan',
  component: lazyRouteComponent(() => import('../features/plan/PlanPage.tsx'), 'PlanPage'),
});
const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  component: lazyRouteComponent(() => import('../features/plan/TasksPage.tsx'), 'TasksPage'),
});
const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: (
    search,
  ): { period?: string; status?: ReportFilter | undefined; subPark?: string | undefined } =>
    given({
      period: text(search.period),
      status: REPORT_FILTERS.find((status) => status === search.status),
      subPark: text(search.subPark),
    }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/statistics/ReportsPage.tsx'), 'ReportsPage'),
});
const report = createRoute({
  getParentRoute: () => shell,
  path: '/reports/$submissionId',
  component: lazyRouteComponent(() => import('../features/statistics/ReportPage.tsx'), 'ReportPage'),
});
const print = createRoute({
  getParentRoute: () => shell,
  path: '/reports/$submissionId/print',
  validateSearch: (search): { revision?: string } =>
    given({ revision: text(search.revision) }) as { revision?: string },
  component: lazyRouteComponent(() => import('../features/statistics/print/PrintPage.tsx'), 'PrintPage'),
});
const papers = createRoute({
  getParentRoute: () => shell,
  path: '/papers',
  validateSearch: (search): { code?: string } => given({ code: text(search.code) }) as { code?: string },
  component: lazyRouteComponent(() => import('../features/statistics/CoverCheckPage.tsx'), 'CoverCheckPage'),
});
const workbook = createRoute({
  getParentRoute: () => shell,
  path: '/reports/$submissionId/workbook',
  component: lazyRouteComponent(() => import('../features/exchange/WorkbookPage.tsx'), 'WorkbookPage'),
});
const review = createRoute({
  getParentRoute: () => shell,
  path: '/review',
  validateSearch: (search): { period?: string; id?: string } =>
    given({ period: text(search.period), id: text(search.id) }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/statistics/ReviewPage.tsx'), 'ReviewPage'),
});
const cockpit = createRoute({
  getParentRoute: () => shell,
  path: '/cockpit',
  component: lazyRouteComponent(() => import('../features/cockpit/CockpitPage.tsx'), 'CockpitPage'),
});
const indicators = createRoute({
  getParentRoute: () => shell,
  path: '/indicators',
  validateSearch: (search): { period?: string; stage?: 'reported' | 'accepted'; asOf?: string | undefined } =>
    given({
      period: text(search.period),
      stage: search.stage === 'accepted' ? ('accepted' as const) : undefined,
      asOf: text(search.asOf),
    }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/indicators/IndicatorsPage.tsx'), 'IndicatorsPage'),
});
const evaluation = createRoute({
  getParentRoute: () => shell,
  path: '/evaluation',
  validateSearch: (search): { period?: string } =>
    given({ period: text(search.period) }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/evaluation/EvaluationPage.tsx'), 'EvaluationPage'),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: (search): { id?: string } => given({ id: text(search.id) }) as { id?: string },
  component: lazyRouteComponent(() => import('../features/people/PeoplePage.tsx'), 'PeoplePage'),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/AccountPage.tsx'), 'AccountPage'),
});
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: (search): { back?: string } => given({ back: inside(search.back) }) as { back?: string },
  component: lazyRouteComponent(
    () => import('../features/identity/SecondFactorPage.tsx'),
    'SecondFactorPage',
  ),
});
const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('../features/identity/LinkPage.tsx'), 'LinkPage'),
});
const grades = createRoute({
  getParentRoute: () => shell,
  path: '/grades',
  validateSearch: (search): { period?: string; kind?: string } =>
    given({ period: text(search.period), kind: text(search.kind) }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/grades/CarriersPage.tsx'), 'CarriersPage'),
});
const gradesOfOne = createRoute({
  getParentRoute: () => shell,
  path: '/grades/$code',
  validateSearch: (search): { period?: string } =>
    given({ period: text(search.period) }) as { period?: string },
  component: lazyRouteComponent(() => import('../features/grades/CarrierPage.tsx'), 'CarrierPage'),
});
const space = createRoute({
  getParentRoute: () => shell,
  path: '/space',
  validateSearch: (search): { show?: string; code?: string } =>
    given({ show: text(search.show), code: text(search.code) }) as { show?: string },
  component: lazyRouteComponent(() => import('../features/grades/RegisterPage.tsx'), 'RegisterPage'),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(() => import('../features/audit/AuditPage.tsx'), 'AuditPage'),
});

const enterprises = createRoute({
  getParentRoute: () => shell,
  path: '/enterprises',
  validateSearch: (
    search,
  ): {
    search?: string | undefined;
    subPark?: string | undefined;
    carrier?: string | undefined;
    industry?: string | undefined;
    residence?: 'now' | 'left' | undefined;
  } =>
    given({
      search: text(search.search),
      subPark: text(search.subPark),
      carrier: text(search.carrier),
      industry: text(search.industry),
      residence: (['now', 'left'] as const).find((one) => one === search.residence),
    }),
  component: lazyRouteComponent(
    () => import('../features/enterprises/EnterprisesPage.tsx'),
    'EnterprisesPage',
  ),
});
const enterprise = createRoute({
  getParentRoute: () => shell,
  path: '/enterprises/$enterpriseId',
  component: lazyRouteComponent(() => import('../features/enterprises/EnterprisePage.tsx'), 'EnterprisePage'),
});
const carriers = createRoute({
  getParentRoute: () => shell,
  path: '/carriers',
  component: lazyRouteComponent(() => import('../features/enterprises/CarriersPage.tsx'), 'CarriersPage'),
});
const carrier = createRoute({
  getParentRoute: () => shell,
  path: '/carriers/$carrierId',
  component: lazyRouteComponent(() => import('../features/enterprises/CarrierPage.tsx'), 'CarrierPage'),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  component: lazyRouteComponent(() => import('../features/enterprises/ImportsPage.tsx'), 'ImportsPage'),
});
const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$importId',
  component: lazyRouteComponent(() => import('../features/enterprises/ImportPage.tsx'), 'ImportPage'),
});
const register = [enterprises, enterprise, carriers, carrier, imports, oneImport] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    secondFactor,
    link,
    shell.addChildren([
      work,
      cockpit,
      plan,
      tasks,
      review,
      reports,
      report,
      print,
      papers,
      grades,
      gradesOfOne,
      space,
      workbook,
      ...register,
      indicators,
      evaluation,
      people,
      account,
      audit,
    ]),
  ]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
