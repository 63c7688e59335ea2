import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { Button, Card, Dialog, Failure, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CodeForm, Enrol, RecoveryCodes, useSecondFactorWords } from '../identity/index.ts';

/** My second factor: whether it is on, switching it on, new recovery codes. */
export function SecondFactorCard() {
  const t = useSecondFactorWords();
  const { zone } = useMe();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'enrol' | 'renew' | null>(null);
  const now = useQuery(api.identity.secondFactor.queryOptions());
  const close = () => {
    setOpen(null);
    void queries.invalidateQueries({ queryKey: api.identity.key() });
  };
  if (now.error) return <Failure sentence={sentenceOf(now.error)} onRetry={() => void now.refetch()} />;
  if (!now.data) return <Waiting />;
  const { isOn, isRequired, codesLeft } = now.data;
  const rule = isRequired ? t.required : zone.demoDay === null ? t.optional : t.demo;
  return (
    <Card title={t.title}>
      <div className={ui.stack}>
        <p className={ui.row}>
          <Tag tone={isOn ? 'good' : 'warn'}>{isOn ? t.on : t.off}</Tag>
          {isOn && <span className={ui.sub}>{t.left(codesLeft)}</span>}
        </p>
        <p className={ui.sub}>{rule}</p>
        {!isOn && <p>{t.optionalText}</p>}
        {isOn && <p className={ui.sub}>{t.lost}</p>}
        <div>
          <Button onClick={() => setOpen(isOn ? 'renew' : 'enrol')}>{isOn ? t.renew : t.begin}</Button>
        </div>
      </div>
      {open === 'enrol' && (
        <Dialog title={t.title} onClose={close}>
          <Enrol onDone={close} />
        </Dialog>
      )}
      {open === 'renew' && <Renew onClose={close} />}
    </Card>
  );
}

function Renew({ onClose }: { onClose: () => void }) {
  const t = useSecondFactorWords();
  const renew = useMutation(api.identity.renewRecoveryCodes.mutationOptions());
  return (
    <Dialog title={t.renew} onClose={onClose}>
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recoveryCodes} onKept={onClose} />
      ) : (
        <CodeForm
          label={t.code}
          hint={t.renewHint}
          yes={t.renew}
          giving={renew}
          onCode={(code) => renew.mutate({ code })}
        />
      )}
    </Dialog>
  );
}
