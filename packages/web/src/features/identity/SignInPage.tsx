import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { DemoPerson } from '@yuanheng/contract';
import { api, codeOf, sentenceOf } from '../../app/rpc.ts';
import { switchTheme } from '../../app/theme.ts';
import { usePageWords, useRoleWords } from '../../app/words.ts';
import { messages, setLanguage, useLanguage, useWords } from '../../ui/messages.ts';
import { Logo } from '../../ui/Logo.tsx';
import { Button, Failure, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Credentials } from './Credentials.tsx';
import { Starting, startOf } from './Starting.tsx';
import s from './SignInPage.module.css';

const useText = messages(
  {
    signIn: '登录',
    back: '登录后回到您要看的页面。',
    demo: '演示账号',
    fill: '只在演示数据库里有；点一行即填入账号和密码。',
    invented: '数字、企业和人名均为虚构。',
    limits: ({ n, lock, idle, admin }: Record<'n' | 'lock' | 'idle' | 'admin', number>) =>
      `连续 ${n} 次输错，锁定 ${lock} 分钟。${idle} 分钟不操作自动退出，管理员 ${admin} 分钟。`,
  },
  {
    signIn: 'Sign in',
    back: 'After signing in you come back to the page you asked for.',
    demo: 'Demonstration sign-ins',
    fill: 'Only in a demonstration; press a row to fill in name and password.',
    invented: 'Figures, enterprises and people are invented.',
    limits: ({ n, lock, idle, admin }) =>
      `${n} wrong tries lock for ${lock} minutes. Signed out after ${idle} idle minutes, administrators after ${admin}.`,
  },
);

/** How often a server that is starting is asked how far it is. */
const POLL_MS = 500;

export function SignInPage() {
  const t = useText();
  const p = usePageWords();
  const language = useLanguage();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { back } = useSearch({ from: '/sign-in' });
  const page = useQuery(
    api.identity.signInPage.queryOptions({
      refetchInterval: ({ state }) => (codeOf(state.error) === 'STARTING' ? POLL_MS : false),
    }),
  );
  const start = startOf(page.error);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation(
    api.identity.signIn.mutationOptions({
      onSuccess: async () => {
        queries.clear();
        await navigate({ href: back ?? '/' });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ login, password });
  };
  const demo = page.data?.demo;
  return (
    <div className={s.page}>
      <header className={s.tools}>
        {demo && (
          <Tag tone="warn">
            {p.demo} · {p.demoDay} {demo.day}
          </Tag>
        )}
        <Button onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{p.language}</Button>
        <button type="button" className={ui.button} onClick={switchTheme} aria-label={p.theme}>
          ◐
        </button>
      </header>
      <main className={s.box} data-demo={Boolean(demo)}>
        <form className={s.form} onSubmit={submit}>
          <div className={s.brand}>
            <Logo />
            <div>
              <h1 className={ui.title}>园衡</h1>
              <span className={ui.sub}>{page.data ? words(page.data.parkName) : ''}</span>
            </div>
          </div>
          {start && <Starting start={start} />}
          {back && <p className={ui.sub}>{t.back}</p>}
          <Credentials login={login} password={password} onLogin={setLogin} onPassword={setPassword} />
          {enter.error && <Failure sentence={sentenceOf(enter.error)} />}
          <Button kind="primary" submit disabled={enter.isPending || start !== null}>
            {t.signIn}
          </Button>
          {page.error && start === null && (
            <Failure sentence={sentenceOf(page.error)} onRetry={() => void page.refetch()} />
          )}
          {page.data && (
            <p className={ui.sub}>
              {t.limits({
                n: page.data.maxFailures,
                lock: page.data.lockMinutes,
                idle: page.data.idleMinutes,
                admin: page.data.idleMinutesAdmin,
              })}
            </p>
          )}
        </form>
        {demo && (
          <DemoPeople
            people={demo.people}
            onChoose={(person) => {
              setLogin(person.login);
              setPassword(person.password);
            }}
          />
        )}
      </main>
    </div>
  );
}

function DemoPeople({
  people,
  onChoose,
}: {
  people: readonly DemoPerson[];
  onChoose: (person: DemoPerson) => void;
}) {
  const t = useText();
  const words = useWords();
  const roles = useRoleWords();
  return (
    <section className={s.demo}>
      <h2 className={ui.cardTitle}>{t.demo}</h2>
      <p className={ui.sub}>{t.fill}</p>
      <ul className={s.people}>
        {people.map((person) => (
          <li key={person.login}>
            <button type="button" onClick={() => onChoose(person)}>
              <span className={s.name}>{person.name}</span>
              <span>{roles[person.role]}</span>
              <span className={ui.sub}>{words(person.placeName)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={ui.sub}>{t.invented}</p>
    </section>
  );
}
