import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HeldRole } from '@yuanheng/contract';
import { useRoleWords } from '../../app/words.ts';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../ui/messages.ts';
import { Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Act, useRefresh } from './Act.tsx';
import { useSpan } from './PeopleTable.tsx';
import { useActWords, usePersonWords } from './words.ts';
import s from './people.module.css';

interface HeldProps {
  readonly name: string;
  readonly held: readonly HeldRole[];
  readonly mayChange: boolean;
}

/** What somebody holds, will hold or has held; the security administrator ends and limits it. */
export function HeldRoles({ held, mayChange }: HeldProps) {
  const t = usePersonWords();
  const roles = useRoleWords();
  const words = useWords();
  const spanOf = useSpan();
  const [changing, setChanging] = useState<{ held: HeldRole; how: 'end' | 'limit' } | null>(null);
  return (
    <>
      <ul className={s.items}>
        {held.map((one) => (
          <li key={one.id} className={one.state === 'over' ? s.over : undefined}>
            <span className={ui.between}>
              <span>
                {roles[one.role]} · {words(one.placeName)}{' '}
                {one.onBehalfOf && <Tag tone="soft">{t.behalf(one.onBehalfOf)}</Tag>}
              </span>
              {mayChange && one.state !== 'over' && (
                <span className={ui.row}>
                  <button
                    type="button"
                    className={ui.link}
                    onClick={() => setChanging({ held: one, how: 'limit' })}
                  >
                    {t.limit}
                  </button>
                  <button
                    type="button"
                    className={ui.link}
                    onClick={() => setChanging({ held: one, how: 'end' })}
                  >
                    {t.end}
                  </button>
                </span>
              )}
            </span>
            <span className={ui.sub}>
              {spanOf(one)}
              {one.state === 'over' && one.from !== null && `，${t.over}`}
              {one.state === 'future' && `，${t.future}`}
            </span>
            {one.grantedBy && <span className={ui.sub}>{t.by(one.grantedBy, one.reason ?? '')}</span>}
          </li>
        ))}
      </ul>
      {changing && <ChangeHeld {...changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function ChangeHeld({ held, how, onClose }: { held: HeldRole; how: 'end' | 'limit'; onClose: () => void }) {
  const t = useActWords();
  const roles = useRoleWords();
  const { today } = useMe();
  const refresh = useRefresh(onClose);
  const [until, setUntil] = useState(held.until ?? today);
  const end = useMutation(api.identity.endAssignment.mutationOptions({ onSuccess: refresh }));
  const limit = useMutation(api.identity.limitAssignment.mutationOptions({ onSuccess: refresh }));
  if (how === 'end')
    return (
      <Act
        title={t.endTitle(roles[held.role])}
        text={t.endText}
        doing={end}
        onYes={(reason) => end.mutate({ assignmentId: held.id, reason })}
        onClose={onClose}
      />
    );
  return (
    <Act
      title={t.limitTitle(roles[held.role])}
      doing={limit}
      onYes={(reason) => limit.mutate({ assignmentId: held.id, until, reason })}
      onClose={onClose}
    >
      <label className={ui.field}>
        {t.last}
        <input
          className={ui.input}
          type="date"
          min={today}
          value={until}
          onChange={(e) => setUntil(e.target.value)}
        />
      </label>
    </Act>
  );
}
