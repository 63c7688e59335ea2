import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneTimeLink, PersonShown } from '@yuanheng/contract';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { Button } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Act, useRefresh } from './Act.tsx';
import { LinkShown } from './LinkShown.tsx';
import { useActWords, usePersonWords } from './words.ts';

type Deed = 'reset' | 'disable' | 'enable' | 'unlock' | 'factor' | 'leave';

/** Which deeds an administrator may do to a person as they are now. */
function deedsFor(role: string, { state, secondFactor }: PersonShown): Deed[] {
  if (state === 'ended') return [];
  if (role === 'system-admin') return state === 'disabled' ? ['enable'] : ['reset', 'disable'];
  if (role === 'security-admin')
    return [
      ...(state === 'locked' ? (['unlock'] as const) : []),
      ...(secondFactor ? (['factor'] as const) : []),
      'leave',
    ];
  return [];
}

/** What can be done to a person: the system administrator keeps the sign-in, the security administrator the rights. */
export function PersonActs({ person }: { person: PersonShown }) {
  const t = usePersonWords();
  const { active } = useMe();
  const [doing, setDoing] = useState<Deed | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const deeds = deedsFor(active.role, person);
  const close = () => setDoing(null);
  const nameOf = (deed: Deed) => (deed === 'reset' && person.login === null ? t.open : t[deed]);
  return (
    <>
      {deeds.length > 0 && (
        <div className={ui.row}>
          {deeds.map((deed) => (
            <Button
              key={deed}
              {...(deed === 'leave' || deed === 'disable' ? { kind: 'danger' as const } : {})}
              onClick={() => setDoing(deed)}
            >
              {nameOf(deed)}
            </Button>
          ))}
        </div>
      )}
      {doing === 'reset' && <Reset person={person} onLink={setLink} onClose={close} />}
      {doing !== null && doing !== 'reset' && <Deal person={person} deed={doing} onClose={close} />}
      {link && <LinkShown name={person.name} link={link} onClose={() => setLink(null)} />}
    </>
  );
}

interface DealProps {
  readonly person: PersonShown;
  readonly onClose: () => void;
}

function Deal({ person, deed, onClose }: DealProps & { readonly deed: Exclude<Deed, 'reset'> }) {
  const t = useActWords();
  const refresh = useRefresh(onClose);
  const disable = useMutation(api.identity.disableMember.mutationOptions({ onSuccess: refresh }));
  const enable = useMutation(api.identity.enableMember.mutationOptions({ onSuccess: refresh }));
  const unlock = useMutation(api.identity.unlockMember.mutationOptions({ onSuccess: refresh }));
  const factor = useMutation(api.identity.resetSecondFactor.mutationOptions({ onSuccess: refresh }));
  const leave = useMutation(api.identity.endMember.mutationOptions({ onSuccess: refresh }));
  const doing = { disable, enable, unlock, factor, leave }[deed];
  return (
    <Act
      title={t[`${deed}Title`](person.name)}
      text={t[`${deed}Text`]}
      doing={doing}
      onYes={(reason) => doing.mutate({ memberId: person.id, reason })}
      onClose={onClose}
    />
  );
}

function Reset({ person, onLink, onClose }: DealProps & { readonly onLink: (link: OneTimeLink) => void }) {
  const t = useActWords();
  const refresh = useRefresh(onClose);
  const [login, setLogin] = useState('');
  const reset = useMutation(
    api.identity.resetSignIn.mutationOptions({
      onSuccess: async (link) => {
        onLink(link);
        await refresh();
      },
    }),
  );
  const isNew = person.login === null;
  return (
    <Act
      title={isNew ? t.openTitle(person.name) : t.resetTitle(person.name)}
      text={t.resetText}
      doing={reset}
      yes={t.make}
      isReady={!isNew || login.trim().length >= 2}
      onYes={(reason) =>
        reset.mutate({ memberId: person.id, reason, ...(isNew ? { login: login.trim() } : {}) })
      }
      onClose={onClose}
    >
      {isNew && (
        <label className={ui.field}>
          {t.login}
          <input
            className={ui.input}
            maxLength={60}
            value={login}
            onChange={(e) => setLogin(e.target.value)}
          />
          <span className={ui.sub}>{t.loginHint}</span>
        </label>
      )}
    </Act>
  );
}
