import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Button, Drawer, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { ImpactOf } from './Impact.tsx';
import { useReportsWords } from './reports-words.ts';

const LEAST = 5;

/** Reopens a closed period with a reason, after a look at which figures may move. */
export function ReopenPeriod({ period }: { period: Period }) {
  const t = useReportsWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.reopen}</Button>
      {asking && <ReopenDrawer period={period} onClose={() => setAsking(false)} />}
    </>
  );
}

function ReopenDrawer({ period, onClose }: { period: Period; onClose: () => void }) {
  const t = useReportsWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const reopen = useMutation(
    api.statistics.reopenPeriod.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  return (
    <Drawer
      wide
      title={t.reopenTitle(periodText(period.code, language))}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          disabled={[...reason.trim()].length < LEAST || reopen.isPending}
          onClick={() => reopen.mutate({ periodId: period.id, reason: reason.trim() })}
        >
          {t.reopen}
        </Button>
      }
    >
      <div className={ui.stack}>
        <p>{t.reopenText}</p>
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
        {reopen.error && <Failure sentence={sentenceOf(reopen.error)} />}
        <ImpactOf periodId={period.id} />
      </div>
    </Drawer>
  );
}
