import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import type { Signatories, Submission } from '@yuanheng/contract';
import { api } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Button, Dialog } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useEntryWords } from './entry-words.ts';
import { useSignatoryWords } from './words.ts';

interface SubmitDialogProps {
  readonly report: Submission;
  readonly onYes: (signatories: Signatories) => void;
  readonly onClose: () => void;
}

/** Asks once more before submitting, and who signs the paper; the names of the last report are there already. */
export function SubmitDialog({ report, onYes, onClose }: SubmitDialogProps) {
  const t = useEntryWords();
  const names = useSignatoryWords();
  const language = useLanguage();
  const last = useQuery(api.statistics.cover.queryOptions({ input: { submissionId: report.id } }));
  const [typed, setTyped] = useState<Signatories>({});
  const { signatories } = report.form;
  const nameOf = (role: string) => typed[role] ?? last.data?.lastSignatories?.[role] ?? '';
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    onYes(Object.fromEntries(signatories.flatMap((role) => (nameOf(role) ? [[role, nameOf(role)]] : []))));
  };
  return (
    <Dialog title={t.sure(periodText(report.periodCode, language))} onClose={onClose}>
      <p>{t.sureText}</p>
      <form className={ui.stack} onSubmit={onSubmit}>
        {signatories.map((role) => (
          <label key={role} className={ui.field}>
            <span className={ui.label}>{names(role)}</span>
            <input
              className={ui.input}
              maxLength={40}
              autoComplete="off"
              value={nameOf(role)}
              onChange={(e) => setTyped({ ...typed, [role]: e.target.value })}
            />
          </label>
        ))}
        <p className={ui.sub}>{t.signedByHand}</p>
        <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" submit>
            {t.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
