import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Failure } from '../../ui/parts.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import ui from '../../ui/ui.module.css';
import { CodeForm } from './CodeForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useSecondFactorWords } from './second-factor-words.ts';
import s from './second-factor.module.css';

/** A secret for the phone, its first code, the recovery codes. */
export function Enrol({ onDone }: { onDone: () => void }) {
  const t = useSecondFactorWords();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useMutation(api.identity.enrolSecondFactor.mutationOptions());
  const confirm = useMutation(
    api.identity.confirmSecondFactor.mutationOptions({
      onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
    }),
  );
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (!begin.data)
    return (
      <div className={ui.stack}>
        {begin.error && <Failure sentence={sentenceOf(begin.error)} />}
        <div>
          <Button kind="primary" disabled={begin.isPending} onClick={() => begin.mutate({})}>
            {t.begin}
          </Button>
        </div>
      </div>
    );
  const { secret, uri } = begin.data;
  return (
    <div className={ui.stack}>
      <div className={ui.field}>
        <span>{t.scan}</span>
        <QrCode text={uri} label={t.scan} className={s.qr ?? ''} />
        <span>{t.secret}</span>
        <p className={s.secret} data-secret={secret}>
          {secret.match(/.{1,4}/g)?.join(' ')}
        </p>
      </div>
      <CodeForm
        label={t.code}
        hint={t.firstHint}
        yes={t.confirm}
        giving={confirm}
        onCode={(code) => confirm.mutate({ code })}
      />
    </div>
  );
}
