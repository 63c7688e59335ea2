import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period } from '@yuanheng/contract';
import { FREQUENCY_NAMES } from '@yuanheng/contract/words';
import { periodOf, shiftPeriod } from '@yuanheng/engine/calendar';
import { api, sentenceOf } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Confirm, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { ReopenPeriod } from './ReopenPeriod.tsx';
import { useReportsWords } from './reports-words.ts';

/** Closes a period that is open, reopens one that is closed. */
export function Manage({ period }: { period: Period }) {
  return period.status === 'closed' ? <ReopenPeriod period={period} /> : <ClosePeriod period={period} />;
}

function ClosePeriod({ period }: { period: Period }) {
  const t = useReportsWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = useMutation(
    api.statistics.closePeriod.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  return (
    <>
      <Button disabled={close.isPending} onClick={() => setAsking(true)}>
        {t.close}
      </Button>
      {close.error && (
        <Dialog title={t.close} onClose={() => close.reset()}>
          <Failure sentence={sentenceOf(close.error)} />
        </Dialog>
      )}
      {asking && (
        <Confirm
          title={t.closeTitle(periodText(period.code, language))}
          text={t.closeText}
          yes={t.close}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            close.mutate({ periodId: period.id });
          }}
        />
      )}
    </>
  );
}

/** Opens a period of one of the park's forms; the one after the latest is filled in. */
export function OpenPeriod() {
  const t = useReportsWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.open}</Button>
      {asking && <OpenDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const t = useReportsWords();
  const words = useWords();
  const queries = useQueryClient();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const forms = periods.data?.forms ?? [];
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const open = useMutation(
    api.statistics.openPeriod.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const form = forms.find(({ id }) => id === chosen) ?? forms[0];
  const latest = periods.data?.rows.find(({ formId }) => formId === form?.id);
  const code = typed ?? (latest ? shiftPeriod(periodOf(latest.code), 1).code : '');
  const isPeriod = PERIOD.test(code);
  const known = periods.data?.rows.some((row) => row.formId === form?.id && row.code === code) ?? false;
  return (
    <Dialog title={t.openTitle} onClose={onClose}>
      <p>{t.openText}</p>
      <label className={ui.field}>
        {t.form}
        <select className={ui.input} value={form?.id} onChange={(e) => setChosen(e.target.value)}>
          {forms.map(({ id, name }) => (
            <option key={id} value={id}>
              {words(name)}（{id}）
            </option>
          ))}
        </select>
      </label>
      <label className={ui.field}>
        {t.periodLike(form ? FREQUENCY_NAMES[form.frequency].such : '')}
        <input
          className={ui.input}
          value={code}
          maxLength={7}
          onChange={(e) => setTyped(e.target.value.toUpperCase())}
        />
      </label>
      {code !== '' && !isPeriod && <p role="alert">{t.noPeriodCode(code)}</p>}
      {known && !open.isSuccess && <p role="alert">{t.knownPeriod(code)}</p>}
      {open.error && <Failure sentence={sentenceOf(open.error)} />}
      {open.data && <p role="status">{t.opened(open.data.respondents)}</p>}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!form || !isPeriod || known || open.isPending || open.isSuccess}
          onClick={() => form && open.mutate({ formId: form.id, code })}
        >
          {t.open}
        </Button>
      </div>
    </Dialog>
  );
}

const PERIOD = /^\d{4}(Q[1-4]|-\d{2})?$/;
