import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import type { MemberRow, Role } from '@yuanheng/contract';
import { ROLES } from '@yuanheng/contract/words';
import { useRoleWords } from '../../app/words.ts';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { fullMoment } from '../../ui/format.ts';
import { Button, Card, Chips, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { InvitePerson } from './InvitePerson.tsx';
import { ExportPeople } from './ExportPeople.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { SecondFactorRule } from './SecondFactorRule.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { usePeopleWords } from './words.ts';
import s from './people.module.css';

const PAGE = 50;
/** What can be asked for besides everybody. */
const SHOWN = ['all', 'invited', 'locked', 'disabled', 'unused', 'no-sign-in', 'ended'] as const;
type Shown = (typeof SHOWN)[number];

export interface PeopleFilter {
  readonly search?: string;
  readonly role?: Role;
  readonly state?: MemberRow['state'];
  readonly unusedDays?: number;
}

/** The people of the zone: who they are, what they hold, how they come in. */
export function PeoplePage() {
  const t = usePeopleWords();
  const me = useMe();
  const navigate = useNavigate();
  const { id } = useSearch({ from: '/shell/people' });
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<Role | ''>('');
  const [shown, setShown] = useState<Shown>('all');
  const [limit, setLimit] = useState(PAGE);
  const [inviting, setInviting] = useState(false);
  const search = useDeferredValue(typed.trim());
  const filter: PeopleFilter = {
    ...(search ? { search } : {}),
    ...(role ? { role } : {}),
    ...(shown === 'unused' ? { unusedDays: 90 } : {}),
    ...(shown !== 'all' && shown !== 'unused' ? { state: shown } : {}),
  };
  const list = useQuery(
    api.identity.listMembers.queryOptions({
      input: { ...filter, limit },
      placeholderData: keepPreviousData,
    }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, total, counts, asOf, secondFactorRequired } = list.data;
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={
          <>
            {t.head(counts)} · <SecondFactorRule isRequired={secondFactorRequired} />
          </>
        }
      >
        <ExportPeople filter={filter} asOf={asOf} />
        {me.active.role === 'system-admin' && (
          <Button kind="primary" onClick={() => setInviting(true)}>
            {t.invite}
          </Button>
        )}
      </PageHead>
      <div className={ui.row}>
        <input
          className={`${ui.input} ${s.search}`}
          type="search"
          placeholder={t.search}
          aria-label={t.search}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <RoleSelect role={role} counts={counts.byRole} onChange={setRole} />
        <Chips
          label={t.filter}
          value={shown}
          onChange={setShown}
          options={SHOWN.map((value) => ({
            value,
            text: t[value],
            ...(value === 'disabled' || value === 'unused' ? { count: counts[value] } : {}),
          }))}
        />
      </div>
      <div className={s.split}>
        <Card flush>
          <PeopleTable
            rows={rows}
            needed={secondFactorRequired}
            chosen={id}
            onChoose={(chosen) => void navigate({ to: '/people', search: { id: chosen }, replace: true })}
          />
          <div className={`${ui.between} ${s.foot}`}>
            <span className={ui.sub}>{t.said({ shown: rows.length, total, at: fullMoment(asOf) })}</span>
            {rows.length < total && limit < 500 && (
              <Button onClick={() => setLimit(limit + PAGE)}>{t.more}</Button>
            )}
          </div>
        </Card>
        <PersonPanel key={id} memberId={id} />
      </div>
      {inviting && <InvitePerson onClose={() => setInviting(false)} />}
    </div>
  );
}

interface RoleSelectProps {
  readonly role: Role | '';
  readonly counts: readonly { readonly role: Role; readonly people: number }[];
  readonly onChange: (role: Role | '') => void;
}

function RoleSelect({ role, counts, onChange }: RoleSelectProps) {
  const t = usePeopleWords();
  const roles = useRoleWords();
  const peopleOf = (one: Role) => counts.find((count) => count.role === one)?.people ?? 0;
  return (
    <select
      className={`${ui.input} ${s.roles}`}
      aria-label={t.role}
      value={role}
      onChange={(e) => onChange(ROLES.find((one) => one === e.target.value) ?? '')}
    >
      <option value="">{t.anyRole}</option>
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {roles[one]}（{peopleOf(one)}）
        </option>
      ))}
    </select>
  );
}
