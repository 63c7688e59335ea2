import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { Button, Card, Confirm, DataTable, Failure, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useAccountWords } from './words.ts';

/** My open sessions: one that I do not know is ended here. */
export function MySessions() {
  const t = useAccountWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const list = useQuery(api.identity.mySessions.queryOptions());
  const end = useMutation(
    api.identity.endMySessions.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.identity.mySessions.key() }),
      onSettled: () => setAsking(false),
    }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, asOf } = list.data;
  return (
    <Card title={t.sessions} aside={t.sessionsSaid(rows.length, fullMoment(asOf))}>
      <DataTable
        caption={t.sessions}
        rows={rows}
        rowKey={({ id }) => id}
        said={{ filter: '', asOf }}
        columns={[
          {
            id: 'device',
            head: t.device,
            text: ({ device, isThis }) => (isThis ? `${device}（${t.thisOne}）` : device),
            cell: ({ device, isThis }) => (
              <>
                {device} {isThis && <Tag tone="good">{t.thisOne}</Tag>}
              </>
            ),
          },
          { id: 'since', head: t.since, text: ({ since }) => fullMoment(since) },
          { id: 'seen', head: t.seen, text: ({ seenAt }) => fullMoment(seenAt) },
          {
            id: 'end',
            head: '',
            text: () => '',
            cell: ({ id, isThis }) =>
              isThis ? null : (
                <button
                  type="button"
                  className={ui.link}
                  disabled={end.isPending}
                  onClick={() => end.mutate({ sessionId: id })}
                >
                  {t.end}
                </button>
              ),
          },
        ]}
      />
      {end.error && <Failure sentence={sentenceOf(end.error)} />}
      <div className={ui.between}>
        <p className={ui.sub}>{t.unknown}</p>
        {rows.length > 1 && <Button onClick={() => setAsking(true)}>{t.endOthers}</Button>}
      </div>
      {asking && (
        <Confirm
          title={t.endOthersTitle}
          text={t.endOthersText}
          yes={t.yes}
          onYes={() => end.mutate({})}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
