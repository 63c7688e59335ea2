import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useActWords } from './words.ts';

/** After something was done to a person: every list says it, and the dialog closes. */
export function useRefresh(onClose?: () => void) {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: api.identity.key() });
    onClose?.();
  };
}

interface ActProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  readonly doing: { readonly isPending: boolean; readonly error: unknown };
  readonly yes?: string;
  readonly isReady?: boolean;
  readonly onYes: (reason: string) => void;
  readonly onClose: () => void;
}

/** Something done to a person, with the reason that the audit trail keeps; a refusal stays in sight with what was typed. */
export function Act({ title, text, children, doing, yes, isReady = true, onYes, onClose }: ActProps) {
  const t = useActWords();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onYes(reason.trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={ui.stack} onSubmit={submit}>
        {text && <p>{text}</p>}
        {children}
        <label className={ui.field}>
          {t.reason}
          <input
            className={ui.input}
            required
            minLength={2}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
        {doing.error !== null && <Failure sentence={sentenceOf(doing.error)} />}
        <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" submit disabled={doing.isPending || !isReady || reason.trim().length < 2}>
            {yes ?? t.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
