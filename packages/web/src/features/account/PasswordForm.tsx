import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Card, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useAccountWords } from './words.ts';

const EMPTY = { current: '', next: '', again: '' };

export function PasswordForm() {
  const t = useAccountWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(EMPTY);
  const change = useMutation(
    api.identity.changePassword.mutationOptions({
      onSuccess: async () => {
        setTyped(EMPTY);
        await queries.invalidateQueries({ queryKey: api.identity.mySessions.key() });
      },
    }),
  );
  const { current, next, again } = typed;
  const differ = again !== '' && next !== again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ current, next });
  };
  const field = (name: keyof typeof EMPTY, label: string, autoComplete: string) => (
    <label className={ui.field}>
      {label}
      <input
        className={ui.input}
        type="password"
        required
        autoComplete={autoComplete}
        value={typed[name]}
        onChange={(e) => setTyped({ ...typed, [name]: e.target.value })}
      />
    </label>
  );
  return (
    <Card title={t.password}>
      <form className={ui.stack} onSubmit={submit}>
        {field('current', t.current, 'current-password')}
        {field('next', t.next, 'new-password')}
        {field('again', t.again, 'new-password')}
        <p className={ui.sub}>{t.rules}</p>
        {differ && <p role="alert">{t.different}</p>}
        {change.error && <Failure sentence={sentenceOf(change.error)} />}
        {change.isSuccess && <p role="status">{t.changed}</p>}
        <div>
          <Button kind="primary" submit disabled={change.isPending || next === '' || next !== again}>
            {t.change}
          </Button>
        </div>
      </form>
    </Card>
  );
}
