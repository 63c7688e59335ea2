import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import ui from '../../ui/ui.module.css';
import { Act, useRefresh } from './Act.tsx';
import { useActWords, usePeopleWords } from './words.ts';

/** Whether the zone requires a second factor of administrators and reviewers; the security administrator says so. */
export function SecondFactorRule({ isRequired }: { isRequired: boolean }) {
  const t = usePeopleWords();
  const a = useActWords();
  const { active, zone } = useMe();
  const [asking, setAsking] = useState(false);
  const refresh = useRefresh(() => setAsking(false));
  const change = useMutation(api.identity.requireSecondFactor.mutationOptions({ onSuccess: refresh }));
  const rule = isRequired ? t.needed : zone.demoDay === null ? t.notNeeded : t.demoNotNeeded;
  if (active.role !== 'security-admin') return rule;
  return (
    <>
      {rule}{' '}
      <button type="button" className={ui.link} onClick={() => setAsking(true)}>
        {a.changeRule}
      </button>
      {asking && (
        <Act
          title={isRequired ? a.unneedTitle : a.needTitle}
          text={isRequired ? a.unneedText : a.needText}
          doing={change}
          onYes={(reason) => change.mutate({ isRequired: !isRequired, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
