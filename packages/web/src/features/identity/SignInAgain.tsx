import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Me } from '@yuanheng/contract';
import { api, client, sentenceOf } from '../../app/rpc.ts';
import { messages } from '../../ui/messages.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CodeForm } from './CodeForm.tsx';
import { useSecondFactorWords } from './second-factor-words.ts';
import { Credentials } from './Credentials.tsx';

const useText = messages(
  {
    title: '登录已过期，请重新登录',
    text: (name: string) => `请${name}再登录一次，页面和已填的内容都还在，登录后接着办。`,
    other: '换人登录会离开本页。',
    signIn: '登录',
    leave: '离开本页，去登录页',
  },
  {
    title: 'Your session has ended: sign in again',
    text: (name) => `${name}, please sign in once more; the page and what you typed are still here.`,
    other: 'Somebody else signing in leaves this page.',
    signIn: 'Sign in',
    leave: 'Leave for the sign-in page',
  },
);

/** Above a page whose session has ended; nothing on the page is lost. */
export function SignInAgain({ me }: { me: Me }) {
  const t = useText();
  const f = useSecondFactorWords();
  const queries = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: async () => {
      await client.identity.signIn({ login, password });
      const { due } = await client.identity.secondFactor();
      return due === null ? await client.identity.me() : due;
    },
    onSuccess: (now) => {
      // a second factor to begin with takes a page of its own
      if (now === 'enrol') return location.assign('/second-factor');
      if (now !== 'code') isBack(now);
    },
  });
  const give = useMutation({
    mutationFn: async (code: string) => {
      await client.identity.giveCode({ code });
      return await client.identity.me();
    },
    onSuccess: (now) => isBack(now),
  });
  const isBack = (now: Me) => {
    // of somebody else nothing may stay on the screen
    if (now.person.id !== me.person.id) return location.assign('/');
    queries.setQueryData(api.identity.me.queryKey(), now);
    void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  if (enter.data === 'code')
    return (
      <Dialog title={f.codeTitle}>
        <CodeForm
          label={f.code}
          hint={f.codeHint}
          yes={f.give}
          giving={give}
          onCode={(code) => give.mutate(code)}
        />
      </Dialog>
    );
  return (
    <Dialog title={t.title}>
      <form className={ui.stack} onSubmit={submit}>
        <p>
          {t.text(me.person.name)} {t.other}
        </p>
        <Credentials login={login} password={password} onLogin={setLogin} onPassword={setPassword} />
        {enter.error && <Failure sentence={sentenceOf(enter.error)} />}
        <div className={ui.between}>
          <a href="/sign-in">{t.leave}</a>
          <Button kind="primary" submit disabled={enter.isPending}>
            {t.signIn}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
