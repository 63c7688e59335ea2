import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, NeedsReview, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useOwnership, useRegistryWords } from './words.ts';

export function CarriersPage() {
  const t = useRegistryWords();
  const words = useWords();
  const ownership = useOwnership();
  const list = useQuery(api.enterprises.listCarriers.queryOptions());
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { rows, asOf } = list.data;
  return (
    <div className={ui.stack}>
      <PageHead title={t.carriers} sub={t.saidCarriers(rows.length, fullMoment(asOf))} />
      <Card flush>
        <DataTable
          caption={t.carriers}
          rows={rows}
          rowKey={(row) => row.id}
          empty={t.noCarriers}
          said={{ filter: t.everybody, asOf }}
          columns={[
            {
              id: 'name',
              head: t.carrier,
              text: (row) => words(row.name),
              cell: (row) => (
                <>
                  <Link to="/carriers/$carrierId" params={{ carrierId: row.id }}>
                    {words(row.name)}
                  </Link>{' '}
                  {row.needsReview && <NeedsReview who={row.needsReview} />}
                </>
              ),
            },
            {
              id: 'subPark',
              head: t.subPark,
              text: (row) => (row.subPark ? words(row.subPark.shortName) : '—'),
            },
            { id: 'ownership', head: t.ownership, text: (row) => ownership(row.ownership) },
            { id: 'residents', head: t.residents, right: true, text: (row) => String(row.residents) },
          ]}
        />
      </Card>
    </div>
  );
}
