import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonShown } from '@yuanheng/contract';
import { useRoleWords } from '../../app/words.ts';
import { api } from '../../app/rpc.ts';
import { momentText } from '../../ui/format.ts';
import ui from '../../ui/ui.module.css';
import { Act, useRefresh } from './Act.tsx';
import { useActWords, usePersonWords } from './words.ts';
import s from './people.module.css';

/** The open sessions of a person; an administrator ends one or all. */
export function PersonSessions({ person, mayEnd }: { person: PersonShown; mayEnd: boolean }) {
  const t = usePersonWords();
  const a = useActWords();
  const roles = useRoleWords();
  const [ending, setEnding] = useState<{ sessionId?: string } | null>(null);
  const refresh = useRefresh(() => setEnding(null));
  const end = useMutation(api.identity.endMemberSessions.mutationOptions({ onSuccess: refresh }));
  const { openSessions: sessions } = person;
  return (
    <>
      <p className={ui.between}>
        <span>{t.sessions(sessions.length)}</span>
        {mayEnd && sessions.length > 1 && (
          <button type="button" className={ui.link} onClick={() => setEnding({})}>
            {t.endAll}
          </button>
        )}
      </p>
      <ul className={s.items}>
        {sessions.map((one) => (
          <li key={one.id}>
            <span className={ui.between}>
              <span>{one.device}</span>
              {mayEnd && (
                <button type="button" className={ui.link} onClick={() => setEnding({ sessionId: one.id })}>
                  {t.endOne}
                </button>
              )}
            </span>
            <span className={ui.sub}>
              {one.role && `${roles[one.role]} · `}
              {t.since(momentText(one.since))}
            </span>
          </li>
        ))}
      </ul>
      {ending && (
        <Act
          title={a.sessionsTitle(person.name)}
          text={a.sessionsText}
          doing={end}
          onYes={(reason) => end.mutate({ memberId: person.id, reason, ...ending })}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}
