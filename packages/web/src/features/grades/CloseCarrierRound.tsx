import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Button, Confirm, Failure } from '../../ui/parts.tsx';
import { useCarrierWords } from './words.ts';

/** The office records a year of carriers when it is over. */
export function CloseCarrierRound({ period }: { period: string }) {
  const t = useCarrierWords();
  const me = useMe();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = useMutation(
    api.carriers.closeRound.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.carriers.key() }),
    }),
  );
  if (me.active.role !== 'office' || me.today.slice(0, 4) <= period) return null;
  return (
    <>
      <Button disabled={close.isPending} onClick={() => setAsking(true)}>
        {t.close}
      </Button>
      {close.error && <Failure sentence={sentenceOf(close.error)} />}
      {asking && (
        <Confirm
          title={t.closeTitle(periodText(period, language))}
          text={t.closeText}
          yes={t.close}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            close.mutate({ period });
          }}
        />
      )}
    </>
  );
}
