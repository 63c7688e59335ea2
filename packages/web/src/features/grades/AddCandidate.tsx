import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useCarrierWords, useRegisterWords } from './words.ts';

const KINDS = ['private', 'state', 'collective', 'national-university'] as const;

/** The office enters an outside carrier that applied. */
export function AddCandidate({ today }: { today: string }) {
  const t = useRegisterWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.addCandidate}</Button>
      {asking && <CandidateDialog today={today} onClose={() => setAsking(false)} />}
    </>
  );
}

function CandidateDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useRegisterWords();
  const kinds = useCarrierWords();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [ownership, setOwnership] = useState<(typeof KINDS)[number]>('private');
  const [reason, setReason] = useState('');
  const apply = useMutation(
    api.carriers.apply.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.carriers.key() });
        onClose();
      },
    }),
  );
  const incomplete = code.trim() === '' || name.trim() === '' || [...reason.trim()].length < 5;
  const field = (label: string, value: string, set: (value: string) => void) => (
    <label className={ui.field}>
      <span className={ui.label}>{label}</span>
      <input className={ui.input} value={value} onChange={(e) => set(e.target.value)} />
    </label>
  );
  return (
    <Dialog title={t.addCandidate} onClose={onClose}>
      {field(t.code, code, setCode)}
      {field(t.name, name, setName)}
      <label className={ui.field}>
        <span className={ui.label}>{t.kind}</span>
        <select
          className={ui.input}
          value={ownership}
          onChange={(e) => setOwnership(KINDS.find((kind) => kind === e.target.value) ?? 'private')}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {field(t.enrolReason, reason, setReason)}
      {apply.error && <Failure sentence={sentenceOf(apply.error)} />}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={incomplete || apply.isPending}
          onClick={() =>
            apply.mutate({
              code: code.trim(),
              name: { zh: name.trim(), en: name.trim() },
              ownership,
              on: today,
              clause: { zh: reason.trim(), en: reason.trim() },
              reason: reason.trim(),
            })
          }
        >
          {t.add}
        </Button>
      </div>
    </Dialog>
  );
}
