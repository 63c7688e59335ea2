import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { Button, Card, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, filterOf } from './filter.ts';
import { PeopleFilters } from './PeopleFilters.tsx';
import { PeopleHead } from './PeopleHead.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { usePeopleWords } from './words.ts';
import s from './people.module.css';

const PAGE = 50;
/** The people of the zone: who they are, what they hold, how they come in. */
export function PeoplePage() {
  const t = usePeopleWords();
  const navigate = useNavigate();
  const { id } = useSearch({ from: '/shell/people' });
  const [asked, setAsked] = useState<Asked>({ typed: '', role: '', shown: 'all' });
  const [limit, setLimit] = useState(PAGE);
  const filter = filterOf(useDeferredValue(asked));
  const list = useQuery(
    api.identity.listMembers.queryOptions({
      input: { ...filter, limit },
      placeholderData: keepPreviousData,
    }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, total, counts, asOf, secondFactorRequired } = list.data;
  return (
    <div className={ui.stack}>
      <PeopleHead shown={list.data} filter={filter} />
      <PeopleFilters asked={asked} counts={counts} onAsk={setAsked} />
      <div className={s.split}>
        <Card flush>
          <PeopleTable
            rows={rows}
            needed={secondFactorRequired}
            chosen={id}
            onChoose={(chosen) => void navigate({ to: '/people', search: { id: chosen }, replace: true })}
          />
          <div className={`${ui.between} ${s.foot}`}>
            <span className={ui.sub}>{t.said({ shown: rows.length, total, at: fullMoment(asOf) })}</span>
            {rows.length < total && limit < 500 && (
              <Button onClick={() => setLimit(limit + PAGE)}>{t.more}</Button>
            )}
          </div>
        </Card>
        <PersonPanel key={id} memberId={id} />
      </div>
    </div>
  );
}
