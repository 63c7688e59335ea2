import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { momentText } from '../../ui/format.ts';
import { Button, Card, Empty, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { GrantRole } from './GrantRole.tsx';
import { HeldRoles } from './HeldRoles.tsx';
import { PersonActs } from './PersonActs.tsx';
import { PersonSessions } from './PersonSessions.tsx';
import { StateTag } from './PeopleTable.tsx';
import { usePeopleWords, usePersonWords } from './words.ts';
import s from './people.module.css';

/** One person beside the list: what they hold, how they come in, and what the administrator who looks may do. */
export function PersonPanel({ memberId }: { memberId: string | undefined }) {
  const t = usePersonWords();
  const p = usePeopleWords();
  const { active } = useMe();
  const [granting, setGranting] = useState(false);
  const person = useQuery(
    api.identity.getMember.queryOptions({
      input: { memberId: memberId ?? '' },
      enabled: memberId !== undefined,
    }),
  );
  if (memberId === undefined)
    return (
      <Card>
        <Empty>{t.choose}</Empty>
        <Apart />
      </Card>
    );
  if (person.error)
    return <Failure sentence={sentenceOf(person.error)} onRetry={() => void person.refetch()} />;
  if (!person.data) return <Waiting />;
  const { name, login, state, held, createdBy, createdByMe, isMe, secondFactor } = person.data;
  const grants = active.role === 'security-admin' && !isMe && state !== 'ended';
  return (
    <Card>
      <div className={s.panel}>
        <div className={s.who}>
          <span className={s.badge} aria-hidden="true">
            {name.slice(0, 1)}
          </span>
          <div>
            <h2 className={ui.cardTitle}>
              {name} <StateTag state={state} />
            </h2>
            <p className={ui.sub}>
              {login ? t.login(login) : t.noLogin}
              {createdBy && ` · ${t.createdBy(createdBy)}`}
            </p>
          </div>
        </div>
        <section>
          <h3>{t.held}</h3>
          <HeldRoles name={name} held={held} mayChange={grants} />
          {held.length === 0 && <p className={ui.sub}>{t.noRole}</p>}
          {grants && createdByMe && <p className={ui.sub}>{t.youCreated}</p>}
          {grants && !createdByMe && <Button onClick={() => setGranting(true)}>{t.grant}</Button>}
        </section>
        <section>
          <h3>{t.signIn}</h3>
          {person.data.lockedUntil && <p>{t.lockedUntil(momentText(person.data.lockedUntil))}</p>}
          {person.data.linkExpiresAt && <p>{t.link(momentText(person.data.linkExpiresAt))}</p>}
          {login && <p>{t.factorIs(secondFactor ? p.factorOn : p.factorOff)}</p>}
          <PersonSessions person={person.data} mayEnd={active.role !== 'audit-admin' && !isMe} />
        </section>
        {isMe ? (
          <p className={ui.sub}>
            {t.yourself} <Link to="/account">{t.mine}</Link>
          </p>
        ) : (
          <PersonActs person={person.data} />
        )}
        <p className={`${s.note} ${ui.sub}`}>
          <b>{p.apart}</b> {p.apartText}
        </p>
      </div>
      {granting && <GrantRole memberId={memberId} name={name} onClose={() => setGranting(false)} />}
    </Card>
  );
}

function Apart() {
  const p = usePeopleWords();
  return (
    <p className={`${s.note} ${ui.sub}`}>
      <b>{p.apart}</b> {p.apartText}
    </p>
  );
}
