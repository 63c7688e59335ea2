import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useRefresh } from './Act.tsx';
import { LinkShown } from './LinkShown.tsx';
import { useActWords } from './words.ts';

/** A new person without any right; the link is shown once. */
export function InvitePerson({ onClose }: { onClose: () => void }) {
  const t = useActWords();
  const refresh = useRefresh();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const invite = useMutation(api.identity.inviteMember.mutationOptions({ onSuccess: refresh }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ name: name.trim(), login: login.trim() });
  };
  if (invite.data) return <LinkShown name={name.trim()} link={invite.data} onClose={onClose} />;
  return (
    <Dialog title={t.inviteTitle} onClose={onClose}>
      <form className={ui.stack} onSubmit={submit}>
        <p>{t.inviteText}</p>
        <label className={ui.field}>
          {t.name}
          <input
            className={ui.input}
            required
            maxLength={60}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        </label>
        <label className={ui.field}>
          {t.login}
          <input
            className={ui.input}
            required
            minLength={2}
            maxLength={60}
            autoComplete="off"
            value={login}
            onChange={(e) => setLogin(e.target.value)}
          />
          <span className={ui.sub}>{t.loginHint}</span>
        </label>
        {invite.error && <Failure sentence={sentenceOf(invite.error)} />}
        <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" submit disabled={invite.isPending}>
            {t.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
