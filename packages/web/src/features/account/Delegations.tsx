import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Delegation } from '@yuanheng/contract';
import { useRoleWords } from '../../app/words.ts';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, Failure, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useAccountWords } from './words.ts';

/** Who acts for me, 代理: delegating, taking back, and what was. */
export function Delegations({ role }: { role: string }) {
  const t = useAccountWords();
  const list = useQuery(api.identity.myDelegations.queryOptions());
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { mayDelegate, candidates, until, rows } = list.data;
  return (
    <Card title={t.delegation}>
      <div className={ui.stack}>
        {mayDelegate && <p>{t.delegationText(role)}</p>}
        {!mayDelegate && <p className={ui.sub}>{t.cannot}</p>}
        {mayDelegate && candidates.length === 0 && <p className={ui.sub}>{t.nobody}</p>}
        {mayDelegate && candidates.length > 0 && <DelegateForm candidates={candidates} latest={until} />}
        {rows.length === 0 ? (
          mayDelegate && <p className={ui.sub}>{t.noDelegation}</p>
        ) : (
          <ul className={ui.stack}>
            {rows.map((row) => (
              <Delegated key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function useRefreshed() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: api.identity.myDelegations.key() });
}

interface FormProps {
  readonly candidates: readonly { readonly memberId: string; readonly name: string }[];
  readonly latest: string | null;
}

function DelegateForm({ candidates, latest }: FormProps) {
  const t = useAccountWords();
  const { today } = useMe();
  const refreshed = useRefreshed();
  const [typed, setTyped] = useState({ memberId: '', from: today, until: '', reason: '' });
  const delegate = useMutation(api.identity.delegate.mutationOptions({ onSuccess: refreshed }));
  const change = (part: Partial<typeof typed>) => {
    delegate.reset();
    setTyped({ ...typed, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    delegate.mutate({ ...typed, reason: typed.reason.trim() });
  };
  const max = latest === null ? {} : { max: latest };
  return (
    <form className={ui.stack} onSubmit={submit}>
      <label className={ui.field}>
        {t.who}
        <select
          className={ui.input}
          required
          value={typed.memberId}
          onChange={(e) => change({ memberId: e.target.value })}
        >
          <option value="">{t.choose}</option>
          {candidates.map(({ memberId, name }) => (
            <option key={memberId} value={memberId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className={ui.two}>
        <label className={ui.field}>
          {t.from}
          <input
            className={ui.input}
            type="date"
            required
            min={today}
            {...max}
            value={typed.from}
            onChange={(e) => change({ from: e.target.value })}
          />
        </label>
        <label className={ui.field}>
          {t.until}
          <input
            className={ui.input}
            type="date"
            required
            min={typed.from}
            {...max}
            value={typed.until}
            onChange={(e) => change({ until: e.target.value })}
          />
        </label>
      </div>
      <label className={ui.field}>
        {t.reason}
        <input
          className={ui.input}
          required
          minLength={2}
          maxLength={200}
          value={typed.reason}
          onChange={(e) => change({ reason: e.target.value })}
        />
      </label>
      {delegate.error && <Failure sentence={sentenceOf(delegate.error)} />}
      {delegate.isSuccess && <p role="status">{t.delegated}</p>}
      <div>
        <Button kind="primary" submit disabled={delegate.isPending || delegate.isSuccess}>
          {t.delegate}
        </Button>
      </div>
    </form>
  );
}

const TONES = { 'in-force': 'good', future: 'soft', over: undefined } as const;

function Delegated({ row }: { row: Delegation }) {
  const t = useAccountWords();
  const roles = useRoleWords();
  const words = useWords();
  const refreshed = useRefreshed();
  const end = useMutation(api.identity.endDelegation.mutationOptions({ onSuccess: refreshed }));
  return (
    <li>
      <div className={ui.between}>
        <span>
          {t.row(row.to, `${roles[row.role]} · ${words(row.placeName)}`)}{' '}
          <Tag tone={TONES[row.state]}>{t[row.state]}</Tag>
        </span>
        {row.state !== 'over' && (
          <button
            type="button"
            className={ui.link}
            disabled={end.isPending}
            onClick={() => end.mutate({ assignmentId: row.id })}
          >
            {t.takeBack}
          </button>
        )}
      </div>
      <p className={ui.sub}>
        {row.from === null ? t.takenBack : t.span(row.from, row.until ?? '')} · {row.reason}
      </p>
      {end.error && <Failure sentence={sentenceOf(end.error)} />}
    </li>
  );
}
