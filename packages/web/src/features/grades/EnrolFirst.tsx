import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Button, Confirm, Failure } from '../../ui/parts.tsx';
import { useRegisterWords } from './words.ts';

/** The office enters carriers that stand in the zone and in no register yet. */
export function EnrolFirst({ codes, today }: { codes: readonly string[]; today: string }) {
  const t = useRegisterWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const enrol = useMutation(
    api.carriers.enrol.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.carriers.key() }),
    }),
  );
  return (
    <>
      <Button disabled={enrol.isPending} onClick={() => setAsking(true)}>
        {t.enrolAll(codes.length)}
      </Button>
      {enrol.error && <Failure sentence={sentenceOf(enrol.error)} />}
      {asking && (
        <Confirm
          title={t.enrolTitle}
          text={t.enrolText}
          yes={t.enrol}
          reason={{ label: t.enrolReason, least: 5 }}
          onClose={() => setAsking(false)}
          onYes={(reason) => {
            setAsking(false);
            enrol.mutate({ codes: [...codes], on: today, clause: { zh: reason, en: reason }, reason });
          }}
        />
      )}
    </>
  );
}
