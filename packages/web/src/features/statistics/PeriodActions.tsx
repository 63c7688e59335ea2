import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Button, Confirm, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useReportsWords } from './reports-words.ts';

export function Manage({ period }: { period: Period }) {
  const t = useReportsWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const after = { onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }) };
  const close = useMutation(api.statistics.closePeriod.mutationOptions(after));
  const reopen = useMutation(api.statistics.reopenPeriod.mutationOptions(after));
  const name = periodText(period.code, language);
  const closed = period.status === 'closed';
  const failed = close.error ?? reopen.error;
  return (
    <>
      <Button disabled={close.isPending || reopen.isPending} onClick={() => setAsking(true)}>
        {closed ? t.reopen : t.close}
      </Button>
      {failed && (
        <Dialog
          title={closed ? t.reopen : t.close}
          onClose={() => {
            close.reset();
            reopen.reset();
          }}
        >
          <Failure sentence={sentenceOf(failed)} />
        </Dialog>
      )}
      {asking && !closed && (
        <Confirm
          title={t.closeTitle(name)}
          text={t.closeText}
          yes={t.close}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            close.mutate({ periodId: period.id });
          }}
        />
      )}
      {asking && closed && (
        <Confirm
          title={t.reopenTitle(name)}
          text={t.reopenText}
          yes={t.reopen}
          reason={{ label: t.why, least: 5 }}
          onClose={() => setAsking(false)}
          onYes={(reason) => {
            setAsking(false);
            reopen.mutate({ periodId: period.id, reason });
          }}
        />
      )}
    </>
  );
}

export function OpenPeriod() {
  const t = useReportsWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState('');
  const open = useMutation(
    api.statistics.openPeriod.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const stop = () => {
    setAsking(false);
    open.reset();
    setCode('');
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.open}</Button>
      {asking && (
        <Dialog title={t.openTitle} onClose={stop}>
          <p>{t.openText}</p>
          <label className={ui.field}>
            {t.quarter}
            <input
              className={ui.input}
              value={code}
              maxLength={6}
              onChange={(e) => setCode(e.target.value.toUpperCase())}
            />
          </label>
          {open.error && <Failure sentence={sentenceOf(open.error)} />}
          {open.data && <p role="status">{t.opened(open.data.respondents)}</p>}
          <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
            <Button
              kind="primary"
              disabled={!/^\d{4}Q[1-4]$/.test(code) || open.isPending}
              onClick={() => open.mutate({ formId: 'ENT-Q', code })}
            >
              {t.open}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
