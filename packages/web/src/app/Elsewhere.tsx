import { Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { messages } from '../ui/messages.ts';
import { Card, PageHead } from '../ui/parts.tsx';
import ui from '../ui/ui.module.css';
import { PAGES } from './pages.ts';
import { useMe } from './session.ts';
import { usePageWords, useRoleWords } from './words.ts';

const useText = messages(
  {
    notYours: (page: string, role: string) => `“${page}”不对“${role}”岗位开放。`,
    switch: '您还有别的岗位，可在页面右上角切换后再打开。',
    ask: '确需查看的，请找园区办。',
    home: '回到首页',
    noPage: '没有这个页面',
    noPageText: '地址可能抄漏了字，或者页面已经换了地方。',
  },
  {
    notYours: (page, role) => `“${page}” is not open to the role ${role}.`,
    switch: 'You have another role: switch at the top right, then open the page again.',
    ask: 'If you need it, ask the zone office.',
    home: 'To the first page',
    noPage: 'There is no such page',
    noPageText: 'The address may lack a letter, or the page has moved.',
  },
);

/** Somebody opened the address of a page that is not in their menu. */
export function NotYours({ path }: { path: string }) {
  const t = useText();
  const pages = usePageWords();
  const roles = useRoleWords();
  const me = useMe();
  const page = PAGES.find((one) => one.path === path);
  const name = page ? pages[page.name] : path;
  return (
    <div className={ui.stack}>
      <PageHead title={name} />
      <Card>
        <p>
          {t.notYours(name, roles[me.active.role])}
          {me.assignments.length > 1 ? t.switch : t.ask}
        </p>
        <p>
          <Link to="/">{t.home}</Link>
        </p>
      </Card>
    </div>
  );
}

/** An address that no page has. */
export function NoPage() {
  const t = useText();
  return (
    <main className={ui.lone}>
      <PageHead title={t.noPage} />
      <Card>
        <p>{t.noPageText}</p>
        <p>
          <Link to="/">{t.home}</Link>
        </p>
      </Card>
    </main>
  );
}

/** The page that was asked for is remembered. */
export const ToSignIn = () => <Detour to="/sign-in" />;
/** The password was right and the second factor is due. */
export const ToSecondFactor = () => <Detour to="/second-factor" />;

function Detour({ to }: { to: '/sign-in' | '/second-factor' }) {
  const router = useRouter();
  useEffect(() => {
    const { href } = router.state.location;
    void router.navigate({ to, search: href === '/' ? {} : { back: href }, replace: true });
  }, [router, to]);
  return null;
}
