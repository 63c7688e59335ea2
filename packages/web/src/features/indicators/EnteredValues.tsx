import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { exactText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Card, DataTable, Failure, Tag, Waiting } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { EnterValue } from './EnterValue.tsx';
import { useIndicatorsWords } from './words.ts';

export function EnteredValues({ period }: { period: string }) {
  const t = useIndicatorsWords();
  const me = useMe();
  const words = useWords();
  const unitText = useUnits();
  const language = useLanguage();
  const queries = useQueryClient();
  const [entering, setEntering] = useState(false);
  const list = useQuery(api.indicators.listEntered.queryOptions({ input: { period } }));
  const accept = useMutation(
    api.indicators.acceptEntered.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.indicators.key() }),
    }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const office = me.active.role === 'office';
  const waiting = list.data.rows.filter((row) => row.acceptedAt === null && row.enteredBy !== me.person.name);
  return (
    <>
      <Card title={`${t.entered} · ${periodText(period, language)}`} aside={t.enteredSub} flush>
        {office && (
          <div className={ui.row} style={{ padding: '8px 16px' }}>
            <Button onClick={() => setEntering(true)}>{t.enter}</Button>
            {waiting.length > 0 && (
              <Button
                kind="primary"
                disabled={accept.isPending}
                onClick={() => accept.mutate({ ids: waiting.map(({ id }) => id) })}
              >
                {t.acceptAll(waiting.length)}
              </Button>
            )}
          </div>
        )}
        {accept.error && <Failure sentence={sentenceOf(accept.error)} />}
        {list.data.ofCarriers > 0 && (
          <p className={ui.sub} style={{ padding: '0 16px 8px' }}>
            {t.ofCarriers(list.data.ofCarriers)}
          </p>
        )}
        <DataTable
          caption={t.entered}
          rows={list.data.rows}
          rowKey={(row) => row.id}
          empty={t.noEntered}
          said={{ filter: period, asOf: list.data.asOf }}
          columns={[
            { id: 'what', head: t.indicator, text: (row) => words(row.name) },
            { id: 'place', head: t.place, text: (row) => words(row.unit.name) },
            {
              id: 'value',
              head: t.value,
              right: true,
              text: (row) => `${exactText(row.value)} ${unitText(row.measuredIn)}`,
            },
            { id: 'document', head: t.document, text: (row) => row.document },
            { id: 'by', head: t.by, text: (row) => `${row.enteredBy} ${fullMoment(row.enteredAt)}` },
            {
              id: 'accepted',
              head: t.acceptedBy,
              text: (row) =>
                row.acceptedBy && row.acceptedAt
                  ? `${row.acceptedBy} ${fullMoment(row.acceptedAt)}`
                  : t.waiting,
              cell: (row) =>
                row.acceptedBy && row.acceptedAt ? (
                  `${row.acceptedBy} ${fullMoment(row.acceptedAt)}`
                ) : (
                  <Tag>{t.waiting}</Tag>
                ),
            },
          ]}
        />
      </Card>
      {entering && (
        <EnterValue period={period} choices={list.data.enterable} onClose={() => setEntering(false)} />
      )}
    </>
  );
}
