import { useState } from 'react';
import { useMe } from '../../app/session.ts';
import { Button, PageHead } from '../../ui/parts.tsx';
import { ExportPeople } from './ExportPeople.tsx';
import type { PeopleFilter } from './filter.ts';
import { InvitePerson } from './InvitePerson.tsx';
import { SecondFactorRule } from './SecondFactorRule.tsx';
import { usePeopleWords } from './words.ts';

interface HeadProps {
  readonly shown: {
    readonly asOf: string;
    readonly secondFactorRequired: boolean;
    readonly counts: { readonly people: number; readonly assignments: number; readonly disabled: number };
  };
  readonly filter: PeopleFilter;
}

/** How many there are, the rule of the second factor, the export, and a new person for who creates them. */
export function PeopleHead({ shown, filter }: HeadProps) {
  const t = usePeopleWords();
  const { active } = useMe();
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHead
        title={t.title}
        sub={
          <>
            {t.head(shown.counts)} · <SecondFactorRule isRequired={shown.secondFactorRequired} />
          </>
        }
      >
        <ExportPeople filter={filter} asOf={shown.asOf} />
        {active.role === 'system-admin' && (
          <Button kind="primary" onClick={() => setInviting(true)}>
            {t.invite}
          </Button>
        )}
      </PageHead>
      {inviting && <InvitePerson onClose={() => setInviting(false)} />}
    </>
  );
}
