import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import type { Me } from '@yuanheng/contract';
import { setLanguage, useLanguage, useWords } from '../ui/messages.ts';
import { Failure, Tag, Waiting } from '../ui/parts.tsx';
import { Logo } from '../ui/Logo.tsx';
import { SignInAgain } from '../features/identity/SignInAgain.tsx';
import { Icon } from './Icon.tsx';
import { NotYours, ToSecondFactor, ToSignIn } from './Elsewhere.tsx';
import { PAGES, type Page, mayOpen } from './pages.ts';
import { api, codeOf, sentenceOf } from './rpc.ts';
import { MeContext, useMeQuery } from './session.ts';
import s from './Shell.module.css';
import { switchTheme } from './theme.ts';
import { usePageWords, useRoleWords } from './words.ts';

/** The frame of every page: menu, unit, demonstration mark, language, theme, the person and their role. */
export function Shell() {
  const me = useMeQuery();
  const t = usePageWords();
  const { pathname } = useLocation();
  if (me.isPending)
    return (
      <main className={s.alone}>
        <Waiting />
      </main>
    );
  // whoever has a page open keeps it, with what they typed; while the server starts, the sign-in page shows how far it is
  if (!me.data && ['UNAUTHENTICATED', 'STARTING'].includes(codeOf(me.error) ?? '')) return <ToSignIn />;
  if (!me.data && codeOf(me.error) === 'SECOND_FACTOR_DUE') return <ToSecondFactor />;
  if (!me.data)
    return (
      <main className={s.alone}>
        <Failure sentence={sentenceOf(me.error)} onRetry={() => void me.refetch()} />
      </main>
    );
  return (
    <MeContext value={me.data}>
      <a className={s.skip} href="#content">
        {t.skip}
      </a>
      <div className={s.shell}>
        <Sidebar me={me.data} />
        <div className={s.body}>
          <TopBar me={me.data} />
          <main className={s.main} id="content">
            {mayOpen(me.data.active.role, pathname) ? <Outlet /> : <NotYours path={pathname} />}
          </main>
        </div>
      </div>
      {codeOf(me.error) === 'UNAUTHENTICATED' && <SignInAgain me={me.data} />}
    </MeContext>
  );
}

const pagesFor = (me: Me, group?: Page['group']) =>
  PAGES.filter(
    (page) => page.roles.includes(me.active.role) && (group === undefined || page.group === group),
  );

function Sidebar({ me }: { me: Me }) {
  const t = usePageWords();
  const words = useWords();
  return (
    <aside className={s.side}>
      <div className={s.brand}>
        <Logo />
        <b>园衡</b>
        <span>{words(me.zone.shortName)}</span>
      </div>
      <nav aria-label={t.menu}>
        {(['top', 'data', 'evaluate', 'register', 'system'] as const).map((group) => {
          const pages = pagesFor(me, group);
          if (pages.length === 0) return null;
          return (
            <div key={group} className={s.group}>
              {group !== 'top' && <span className={s.groupName}>{t[group]}</span>}
              {pages.map((page) => (
                <Link
                  key={page.path}
                  to={page.path}
                  className={s.item}
                  activeProps={{ className: s.active }}
                  activeOptions={{ exact: page.path === '/' }}
                >
                  <Icon name={page.name} />
                  {t[page.name]}
                </Link>
              ))}
            </div>
          );
        })}
      </nav>
      {me.zone.demoDay && <p className={s.foot}>{t.invented}</p>}
    </aside>
  );
}

function TopBar({ me }: { me: Me }) {
  const t = usePageWords();
  const language = useLanguage();
  const words = useWords();
  return (
    <header className={s.top}>
      <span className={s.place}>{words(me.active.placeName)}</span>
      <div className={s.right}>
        {me.zone.demoDay && (
          <Tag tone="warn">
            <span className={s.demo}>{t.demo} </span>
            <span className={s.wide}>· {t.demoDay} </span>
            <span className={s.short}>{t.demoShort} </span>
            {me.zone.demoDay}
          </Tag>
        )}
        <button type="button" className={s.tool} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t.language}
        </button>
        <button type="button" className={s.tool} onClick={switchTheme} aria-label={t.theme} title={t.theme}>
          ◐
        </button>
        <Person me={me} />
      </div>
    </header>
  );
}

function Person({ me }: { me: Me }) {
  const t = usePageWords();
  const roles = useRoleWords();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation(
    api.identity.signOut.mutationOptions({
      onSettled: async () => {
        await navigate({ to: '/sign-in', search: {} });
        queries.clear();
      },
    }),
  );
  const switchRole = useMutation(
    api.identity.switchRole.mutationOptions({ onSuccess: () => queries.resetQueries() }),
  );
  return (
    <div className={s.person}>
      <Link to="/account" className={s.badge} aria-label={t.account} title={t.account}>
        {me.person.name.slice(0, 1)}
      </Link>
      <div className={s.who}>
        <b>
          {me.person.name}
          {me.active.onBehalfOf && <span> {t.actingFor(me.active.onBehalfOf)}</span>}
        </b>
        {me.assignments.length > 1 ? (
          <select
            aria-label={t.role}
            value={me.active.id}
            onChange={(e) => switchRole.mutate({ assignmentId: e.target.value })}
          >
            {me.assignments.map((a) => (
              <option key={a.id} value={a.id}>
                {roles[a.role]} · {words(a.placeName)}
                {a.onBehalfOf && `（${t.actingFor(a.onBehalfOf)}）`}
              </option>
            ))}
          </select>
        ) : (
          <span>
            {roles[me.active.role]} · {words(me.active.placeName)}
          </span>
        )}
      </div>
      <button type="button" className={s.tool} onClick={() => signOut.mutate({})}>
        {t.signOut}
      </button>
    </div>
  );
}
