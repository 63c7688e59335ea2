import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CarrierProposal, RegisterRow } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Failure, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { useRegisterWords } from './words.ts';

interface DecideProps {
  readonly row: RegisterRow;
  readonly proposal: CarrierProposal;
  readonly isOffice: boolean;
  readonly today: string;
}

/** What is proposed and why; the office confirms it or sets it aside, with a reason. */
export function Decide({ row, proposal, isOffice, today }: DecideProps) {
  const t = useRegisterWords();
  const words = useWords();
  const because = t[proposal.because as 'failed'];
  const { notBefore } = proposal;
  return (
    <>
      <div className={cx(s.proposal, proposal.act === 'remove' && s.removal)}>
        <b>{t.proposed(t[proposal.act])}</b>
        <span>{because}</span>
        {proposal.failures.length > 0 && <span>{t.failures(proposal.failures.join('、'))}</span>}
        {notBefore && <span>{today < notBefore ? t.notBefore(notBefore) : t.rectified(notBefore)}</span>}
      </div>
      <p className={ui.sub}>
        {t.clause}：{words(proposal.clause)}
      </p>
      <p className={ui.sub}>○ {t.robust}</p>
      {isOffice && <DecideForm row={row} proposal={proposal} today={today} />}
    </>
  );
}

const LEAST_REASON = 5;

function DecideForm({ row, proposal, today }: Omit<DecideProps, 'isOffice'>) {
  const t = useRegisterWords();
  const words = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [subPark, setSubPark] = useState('');
  const needsPlace = proposal.act === 'include' && row.carrier.subPark === null;
  const units = useQuery(api.indicators.units.queryOptions({ enabled: needsPlace }));
  const decide = useMutation(
    api.carriers.decide.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.carriers.key() }),
    }),
  );
  const short = [...reason.trim()].length < LEAST_REASON;
  const early = proposal.notBefore !== null && today < proposal.notBefore;
  const say = (decision: 'confirm' | 'set-aside') =>
    decide.mutate({
      code: row.carrier.code,
      period: proposal.period,
      act: proposal.act,
      decision,
      reason: reason.trim(),
      ...(subPark === '' ? {} : { subPark }),
    });
  return (
    <>
      {needsPlace && (
        <label className={ui.field}>
          <span className={ui.label}>{t.place}</span>
          <select className={ui.input} value={subPark} onChange={(e) => setSubPark(e.target.value)}>
            <option value="">—</option>
            {units.data?.rows
              .filter(({ kind }) => kind === 'sub-park')
              .map((unit) => (
                <option key={unit.id} value={unit.code}>
                  {words(unit.name)}
                </option>
              ))}
          </select>
        </label>
      )}
      <label className={ui.field}>
        <span className={ui.label}>{t.reason}</span>
        <textarea
          className={ui.input}
          rows={3}
          maxLength={1000}
          placeholder={t.reasonHint}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      {decide.error && <Failure sentence={sentenceOf(decide.error)} />}
      <p className={ui.sub}>{t.after}</p>
      <div className={ui.row}>
        <Button disabled={short || decide.isPending} onClick={() => say('set-aside')}>
          {t.no}
        </Button>
        <Button
          kind="primary"
          disabled={short || early || decide.isPending || (needsPlace && subPark === '')}
          onClick={() => say('confirm')}
        >
          {t.yes(t[proposal.act])}
        </Button>
      </div>
    </>
  );
}
