import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useImportWords, useReason } from './import-words.ts';
import s from './page.module.css';

interface DecideProps {
  readonly importId: string;
  readonly row: ImportRow;
  readonly onClose: () => void;
}

/** A person says whose a queued row is, with the ground, or leaves it out. */
export function DecideRow({ importId, row, onClose }: DecideProps) {
  const t = useImportWords();
  const reasonOf = useReason();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | undefined>(row.enterprise?.id ?? row.candidates[0]?.id);
  const [search, setSearch] = useState('');
  const [reason, setReason] = useState('');
  const found = useQuery(
    api.enterprises.list.queryOptions({ input: { search, limit: 6 }, enabled: search.trim().length > 1 }),
  );
  const decide = useMutation(
    api.enterprises.decideRow.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.enterprises.key() });
        onClose();
      },
    }),
  );
  const offered = [
    ...(row.enterprise ? [row.enterprise] : []),
    ...row.candidates,
    ...(search === '' ? [] : (found.data?.rows ?? [])),
  ].filter(({ id }, i, all) => all.findIndex((other) => other.id === id) === i);
  const isShort = [...reason.trim()].length < 2;
  return (
    <Dialog title={t.decideTitle(row.row)} onClose={onClose}>
      <div className={s.drop}>
        <p>{t.typed(row.name ?? t.blank, row.code ?? t.blank)}</p>
        {row.reason && <p className={ui.sub}>{reasonOf(row.reason)}</p>}
        {offered.map(({ id, name, uscc }) => (
          <label key={id} className={ui.row}>
            <input type="radio" name="enterprise" checked={chosen === id} onChange={() => setChosen(id)} />
            <span>
              {name} <code className={ui.sub}>{uscc}</code>
            </span>
          </label>
        ))}
        <input
          className={ui.input}
          type="search"
          placeholder={t.find}
          aria-label={t.find}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <label className={ui.field}>
          <span className={ui.label}>{t.why}</span>
          <input
            className={ui.input}
            maxLength={500}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
        {decide.error && <Failure sentence={sentenceOf(decide.error)} />}
        <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
          <Button
            disabled={isShort || decide.isPending}
            onClick={() => decide.mutate({ importId, row: row.row, reason: reason.trim() })}
          >
            {t.leaveOut}
          </Button>
          <Button
            kind="primary"
            disabled={isShort || chosen === undefined || decide.isPending}
            onClick={() =>
              decide.mutate({ importId, row: row.row, enterpriseId: chosen, reason: reason.trim() })
            }
          >
            {t.take}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
