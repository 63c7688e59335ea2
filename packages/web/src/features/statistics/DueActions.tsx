import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Submission } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Confirm, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useDueWords } from './due-words.ts';

const LEAST = 5;

/** The office's decisions about who is due until when; each with its reason. */
export function DueActions({ report }: { report: Submission }) {
  const t = useDueWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'extend' | 'exempt' | 'include' | null>(null);
  const after = { onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }) };
  const exempt = useMutation(api.statistics.exempt.mutationOptions(after));
  const include = useMutation(api.statistics.include.mutationOptions(after));
  const failed = exempt.error ?? include.error;
  const acts = (['extend', 'exempt', 'include'] as const).filter((act) => report.may.includes(act));
  return (
    <>
      {acts.map((act) => (
        <Button key={act} onClick={() => setAsking(act)}>
          {t[act]}
        </Button>
      ))}
      {failed && (
        <Dialog
          title={exempt.error ? t.exempt : t.include}
          onClose={() => {
            exempt.reset();
            include.reset();
          }}
        >
          <Failure sentence={sentenceOf(failed)} />
        </Dialog>
      )}
      {asking === 'extend' && <ExtendDialog report={report} onClose={() => setAsking(null)} />}
      {(asking === 'exempt' || asking === 'include') && (
        <Confirm
          title={`${t[asking]} · ${report.respondent.shortName}`}
          text={asking === 'exempt' ? t.exemptText : t.includeText}
          yes={t[asking]}
          reason={{ label: t.why, least: LEAST }}
          onClose={() => setAsking(null)}
          onYes={(reason) => {
            setAsking(null);
            (asking === 'exempt' ? exempt : include).mutate({ submissionIds: [report.id], reason });
          }}
        />
      )}
    </>
  );
}

function ExtendDialog({ report, onClose }: { report: Submission; onClose: () => void }) {
  const t = useDueWords();
  const queries = useQueryClient();
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const extend = useMutation(
    api.statistics.extendDue.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.statistics.key() });
        onClose();
      },
    }),
  );
  const ready = dueOn !== '' && [...reason.trim()].length >= LEAST;
  return (
    <Dialog title={`${t.extend} · ${report.respondent.shortName}`} onClose={onClose}>
      <p>{t.extendText(report.dueOn)}</p>
      <label className={ui.field}>
        <span className={ui.label}>{t.newDay}</span>
        <input
          className={ui.input}
          type="date"
          min={report.dueOn}
          value={dueOn}
          onChange={(e) => setDueOn(e.target.value)}
        />
      </label>
      <label className={ui.field}>
        <span className={ui.label}>{t.why}</span>
        <textarea
          className={ui.input}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      {extend.error && <Failure sentence={sentenceOf(extend.error)} />}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!ready || extend.isPending}
          onClick={() => extend.mutate({ submissionIds: [report.id], dueOn, reason: reason.trim() })}
        >
          {t.extend}
        </Button>
      </div>
    </Dialog>
  );
}
