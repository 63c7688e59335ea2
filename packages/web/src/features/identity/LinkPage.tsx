import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Logo } from '../../ui/Logo.tsx';
import { Button, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './SignInPage.module.css';

const useText = messages(
  {
    title: '设定密码',
    whose: (name: string, login: string) => `${name}，您的账号是 ${login}。`,
    until: (at: string) => `这个链接 ${at} 前有效，用一次即失效。`,
    password: '新密码',
    again: '再输一遍',
    differ: '两次输入的密码不一样。',
    rules: (n: number) => `至少 ${n} 位，含大写字母、小写字母、数字、其他字符中的三种，不含账号名。`,
    set: '设定密码',
    done: '密码已设定。',
    enter: '去登录',
    wait: '安全管理员授予岗位后就可以登录；届时请用这个账号和密码。',
  },
  {
    title: 'Set your password',
    whose: (name, login) => `${name}, your sign-in name is ${login}.`,
    until: (at) => `This link works once, until ${at}.`,
    password: 'New password',
    again: 'Again',
    differ: 'The two passwords differ.',
    rules: (n) =>
      `At least ${n} characters, three of capitals, small letters, digits and others; without the sign-in name.`,
    set: 'Set the password',
    done: 'The password is set.',
    enter: 'Sign in',
    wait: 'You can sign in once the security administrator has granted you a role; use this name and password then.',
  },
);

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Behind a one-time link: whose it is, and the password that they choose. Only its use sends the token. */
export function LinkPage() {
  const t = useText();
  const words = useWords();
  const [token] = useState(() => location.hash.slice(1));
  const hash = useQuery({ queryKey: ['hash of', token], queryFn: () => sha256(token) });
  const link = useQuery(
    api.identity.oneTimeLink.queryOptions({
      input: { tokenHash: hash.data ?? '' },
      enabled: hash.data !== undefined,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  const use = useMutation(api.identity.useLink.mutationOptions());
  return (
    <div className={s.page}>
      <span />
      <main className={s.box}>
        <div className={s.form}>
          <div className={s.brand}>
            <Logo />
            <div>
              <h1 className={ui.title}>{t.title}</h1>
              <span className={ui.sub}>{link.data ? words(link.data.parkName) : '园衡'}</span>
            </div>
          </div>
          {link.error && <Failure sentence={sentenceOf(link.error)} />}
          {link.isPending && <Waiting />}
          {use.data && (
            <>
              <p role="status">{t.done}</p>
              <p>{use.data.mayEnter ? <Link to="/sign-in">{t.enter}</Link> : t.wait}</p>
            </>
          )}
          {link.data && !use.data && (
            <>
              <p>
                {t.whose(link.data.name, link.data.login)} {t.until(fullMoment(link.data.expiresAt))}
              </p>
              <PasswordChoice
                login={link.data.login}
                rules={t.rules(link.data.leastLength)}
                using={use}
                onChosen={(password) => use.mutate({ token, password })}
              />
            </>
          )}
        </div>
      </main>
    </div>
  );
}

interface ChoiceProps {
  readonly login: string;
  readonly rules: string;
  readonly using: { readonly isPending: boolean; readonly error: unknown };
  readonly onChosen: (password: string) => void;
}

function PasswordChoice({ login, rules, using, onChosen }: ChoiceProps) {
  const t = useText();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChosen(password);
  };
  return (
    <form className={ui.stack} onSubmit={submit}>
      {/* a password manager keeps the name with the password */}
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      <label className={ui.field}>
        {t.password}
        <input
          className={ui.input}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(e) => setPassword(e.target.value)}
        />
      </label>
      <label className={ui.field}>
        {t.again}
        <input
          className={ui.input}
          type="password"
          autoComplete="new-password"
          required
          value={again}
          onChange={(e) => setAgain(e.target.value)}
        />
      </label>
      <p className={ui.sub}>{rules}</p>
      {again !== '' && password !== again && <p role="alert">{t.differ}</p>}
      {using.error !== null && <Failure sentence={sentenceOf(using.error)} />}
      <Button kind="primary" submit disabled={using.isPending || password === '' || password !== again}>
        {t.set}
      </Button>
    </form>
  );
}
