import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportRow, ListImport, RowStatus } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { exactText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, Chips, Confirm, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { IMPORT_TONE } from './ImportsPage.tsx';
import { ImportRows } from './ImportRows.tsx';
import { useImportWords } from './import-words.ts';
import s from './page.module.css';

const STEP = 200;
const STATUSES = ['accepted', 'queued', 'rejected', 'ignored'] as const;

export function ImportPage() {
  const t = useImportWords();
  const words = useWords();
  const { importId } = useParams({ from: '/shell/imports/$importId' });
  const [status, setStatus] = useState<RowStatus | 'all'>('all');
  const [limit, setLimit] = useState(STEP);
  const page = useQuery(
    api.enterprises.getImport.queryOptions({
      input: { importId, limit, offset: 0, ...(status === 'all' ? {} : { status }) },
      placeholderData: keepPreviousData,
    }),
  );
  if (page.error) return <Failure sentence={sentenceOf(page.error)} onRetry={() => void page.refetch()} />;
  if (!page.data) return <Waiting />;
  const { list, rows, total, asOf } = page.data;
  const all = STATUSES.reduce((sum, one) => sum + list.counts[one], 0);
  return (
    <div className={ui.stack}>
      <PageHead
        title={list.fileName}
        sub={
          <>
            {words(list.department)} · {words(list.profileName)}
            {list.period && ` · ${list.period}`} · <Tag tone={IMPORT_TONE[list.status]}>{t[list.status]}</Tag>
          </>
        }
      >
        {list.status === 'previewed' && <Acts list={list} />}
      </PageHead>
      <Chips
        label={t.filter}
        value={status}
        onChange={(next) => {
          setStatus(next);
          setLimit(STEP);
        }}
        options={[
          { value: 'all' as const, text: t.all, count: all },
          ...STATUSES.map((value) => ({ value, text: t[value], count: list.counts[value] })),
        ]}
      />
      <div className={s.columns}>
        <div className={ui.stack}>
          <Card flush>
            <ImportRows
              list={list}
              rows={rows}
              said={{ filter: status === 'all' ? t.all : t[status], asOf }}
            />
          </Card>
          <p className={ui.sub}>{t.saidRows(rows.length, total, fullMoment(asOf))}</p>
          {rows.length < total && (
            <div>
              <Button disabled={page.isFetching} onClick={() => setLimit(Math.min(2_000, limit + STEP))}>
                {t.more}
              </Button>
            </div>
          )}
        </div>
        <div className={ui.stack}>
          <About list={list} />
          <Totals list={list} rows={rows} />
        </div>
      </div>
    </div>
  );
}

function Acts({ list }: { list: ListImport }) {
  const t = useImportWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'confirm' | 'put-away' | null>(null);
  const done = { onSuccess: () => void queries.invalidateQueries({ queryKey: api.enterprises.key() }) };
  const confirm = useMutation(api.enterprises.confirmImport.mutationOptions(done));
  const putAway = useMutation(api.enterprises.putAwayImport.mutationOptions(done));
  const failed = confirm.error ?? putAway.error;
  const act = asked === 'confirm' ? confirm : putAway;
  return (
    <>
      {failed && <Failure sentence={sentenceOf(failed)} />}
      <Button disabled={putAway.isPending} onClick={() => setAsked('put-away')}>
        {t.putAway}
      </Button>
      <Button
        kind="primary"
        disabled={confirm.isPending || list.counts.accepted + list.counts.queued === 0}
        onClick={() => setAsked('confirm')}
      >
        {confirm.isPending ? t.reading : t.confirm(list.counts.accepted)}
      </Button>
      {asked && (
        <Confirm
          title={asked === 'confirm' ? t.confirmTitle : t.putAwayTitle}
          text={asked === 'confirm' ? t.confirmText(list.counts.accepted, list.counts.queued) : t.putAwayText}
          yes={asked === 'confirm' ? t.confirm(list.counts.accepted) : t.putAway}
          onClose={() => setAsked(null)}
          onYes={() => {
            setAsked(null);
            act.mutate({ importId: list.id });
          }}
        />
      )}
    </>
  );
}

function About({ list }: { list: ListImport }) {
  const t = useImportWords();
  const words = useWords();
  return (
    <Card title={t.what}>
      <dl className={s.facts}>
        <dt>{t.nature}</dt>
        <dd>{words(list.legalNature)}</dd>
        {list.sheet !== '' && (
          <>
            <dt>{t.sheet}</dt>
            <dd>{list.sheet}</dd>
          </>
        )}
        <dt>{t.unit}</dt>
        <dd>{list.unit === null ? t.noUnit : t.asWritten(list.unit)}</dd>
        <dt>{t.by}</dt>
        <dd>
          {list.previewedBy} {fullMoment(list.previewedAt)}
        </dd>
        <dt>{t.size}</dt>
        <dd>{t.bytes((list.fileBytes / 1_000).toFixed(1))}</dd>
        <dt>{t.hash}</dt>
        <dd>
          <code title={list.sha256}>{list.sha256.slice(0, 12)}…</code>
        </dd>
      </dl>
    </Card>
  );
}

/** What the list prints as its total, beside the sum of its rows. */
function Totals({ list, rows }: { list: ListImport; rows: readonly ImportRow[] }) {
  const t = useImportWords();
  const words = useWords();
  const totals = rows.flatMap((row) => row.totals);
  if (totals.length === 0) return null;
  const wrong = totals.filter(({ agrees }) => !agrees);
  const nameOf = (id: string) => {
    const column = list.columns.find((one) => one.id === id);
    return column ? words(column.name) : id;
  };
  return (
    <Card title={t.total}>
      {wrong.length === 0 && <p>{t.totalAgrees(totals.length)}</p>}
      {wrong.map(({ column, printed, sum }) => (
        <p key={column}>{t.totalDisagrees(nameOf(column), exactText(printed), exactText(sum))}</p>
      ))}
    </Card>
  );
}
