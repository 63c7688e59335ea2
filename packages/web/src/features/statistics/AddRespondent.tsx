import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Dialog, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './desk.module.css';
import { useDueWords } from './due-words.ts';

const LEAST = 5;

/** Adds somebody to the due list who sits in the zone and was not drawn. */
export function AddRespondent({ period }: { period: Period }) {
  const t = useDueWords();
  const [open, setOpen] = useState(false);
  if (period.status === 'closed') return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.addOpen}</Button>
      {open && <AddDialog period={period} onClose={() => setOpen(false)} />}
    </>
  );
}

function AddDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  const t = useDueWords();
  const words = useWords();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const [added, setAdded] = useState<string>();
  const found = useQuery(
    api.statistics.listAddable.queryOptions({ input: { periodId: period.id, search: search.trim() } }),
  );
  const add = useMutation(
    api.statistics.addRespondent.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const rows = found.data?.rows ?? [];
  const picked = rows.find(({ subjectId }) => subjectId === chosen);
  const ready = picked !== undefined && [...reason.trim()].length >= LEAST;
  return (
    <Dialog title={t.addOpen} onClose={onClose}>
      <p>{t.addText}</p>
      <label className={ui.field}>
        <span className={ui.label}>{t.search}</span>
        <input
          className={ui.input}
          type="search"
          maxLength={60}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
      </label>
      {found.error && <Failure sentence={sentenceOf(found.error)} onRetry={() => void found.refetch()} />}
      {!found.data && !found.error && <Waiting />}
      {found.data && (
        <>
          <p className={ui.sub}>{rows.length === 0 ? t.noneFound : t.found(rows.length, found.data.total)}</p>
          <div className={s.choices} role="radiogroup" aria-label={t.search}>
            {rows.map((row) => (
              <label key={row.subjectId} className={ui.row}>
                <input
                  type="radio"
                  name="respondent"
                  checked={row.subjectId === chosen}
                  onChange={() => setChosen(row.subjectId)}
                />
                <span>
                  {row.name}{' '}
                  <span className={ui.sub}>
                    {words(row.subPark)} · {words(row.carrier)}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </>
      )}
      <label className={ui.field}>
        <span className={ui.label}>{t.why}</span>
        <textarea
          className={ui.input}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      {add.error && <Failure sentence={sentenceOf(add.error)} />}
      {added && <p role="status">{t.added(added)}</p>}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!ready || add.isPending}
          onClick={() =>
            picked &&
            add.mutate(
              { periodId: period.id, subjectId: picked.subjectId, reason: reason.trim() },
              { onSuccess: () => setAdded(picked.name) },
            )
          }
        >
          {t.add}
        </Button>
      </div>
    </Dialog>
  );
}
