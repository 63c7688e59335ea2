import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEntry } from '@yuanheng/contract';
import { DEED_NAMES } from '@yuanheng/contract/words';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { Button, Card, DataTable, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useAuditWords, useTrailNames } from './words.ts';

const PAGE = 100;

/** What of the trail is shown: one deed or all, one subject or all, and from where on. */
interface Shown {
  readonly operation?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly offset: number;
}

export function AuditPage() {
  const t = useAuditWords();
  const [shown, setShown] = useState<Shown>({ offset: 0 });
  const list = useQuery(
    api.audit.list.queryOptions({ input: { ...shown, limit: PAGE }, placeholderData: keepPreviousData }),
  );
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { head, rows, total, asOf } = list.data;
  const filtered = Boolean(shown.operation ?? shown.subjectId);
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={
          <span style={{ overflowWrap: 'anywhere' }}>{head ? t.head(head.number, head.hash) : t.noSeal}</span>
        }
      >
        <Verify />
      </PageHead>
      <Filters shown={shown} onShow={setShown} />
      <Card flush>
        <Entries
          rows={rows}
          said={{
            filter: filtered ? `${shown.operation ?? ''} ${shown.subjectId ?? ''}`.trim() : t.everything,
            asOf,
          }}
          onSubject={(subjectId) => setShown({ subjectId, offset: 0 })}
        />
      </Card>
      <Pager shown={shown} total={total} asOf={asOf} onShow={setShown} />
    </div>
  );
}

function Verify() {
  const t = useAuditWords();
  const verify = useQuery(api.audit.verify.queryOptions({ input: {}, enabled: false }));
  return (
    <>
      {verify.error && <Failure sentence={sentenceOf(verify.error)} />}
      {verify.data && (
        <Tag tone={verify.data.intact ? 'good' : 'bad'}>
          {verify.data.intact
            ? `● ${t.intact(verify.data.entries, verify.data.unsealed)}`
            : `■ ${t.broken(verify.data.broken ?? '')}`}
        </Tag>
      )}
      <Button disabled={verify.isFetching} onClick={() => void verify.refetch()}>
        {verify.isFetching ? t.verifying : t.verify}
      </Button>
    </>
  );
}

function Filters({ shown, onShow }: { shown: Shown; onShow: (shown: Shown) => void }) {
  const t = useAuditWords();
  const names = useTrailNames();
  return (
    <div className={ui.row}>
      <select
        className={ui.input}
        style={{ width: 200 }}
        aria-label={t.operation}
        value={shown.operation ?? ''}
        onChange={(e) => onShow({ ...shown, operation: e.target.value || undefined, offset: 0 })}
      >
        <option value="">{t.everything}</option>
        {Object.keys(DEED_NAMES).map((operation) => (
          <option key={operation} value={operation}>
            {names.deed(operation)}
          </option>
        ))}
      </select>
      {shown.subjectId && (
        <>
          <Tag>{t.onlySubject(shown.subjectId)}</Tag>
          <Button onClick={() => onShow({ ...shown, subjectId: undefined, offset: 0 })}>{t.clear}</Button>
        </>
      )}
    </div>
  );
}

interface EntriesProps {
  readonly rows: readonly AuditEntry[];
  readonly said: { readonly filter: string; readonly asOf: string };
  readonly onSubject: (subjectId: string) => void;
}

function Entries({ rows, said, onSubject }: EntriesProps) {
  const t = useAuditWords();
  const names = useTrailNames();
  return (
    <DataTable
      caption={t.title}
      rows={rows}
      rowKey={(row) => row.id}
      empty={t.none}
      said={said}
      columns={[
        {
          id: 'at',
          head: t.at,
          text: (row) => fullMoment(row.at),
          cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{fullMoment(row.at)}</span>,
        },
        {
          id: 'by',
          head: t.by,
          text: (row) => `${row.by}（${names.role(row.role)}）`,
          cell: (row) => (
            <>
              {row.by} <span className={ui.sub}>{names.role(row.role)}</span>
            </>
          ),
        },
        { id: 'operation', head: t.operation, text: (row) => names.deed(row.operation) },
        {
          id: 'subject',
          head: t.subject,
          text: (row) => `${names.subject(row.subjectKind)} ${row.subjectId}`,
          cell: (row) => (
            <button
              type="button"
              className={ui.link}
              title={`${t.sameSubject}：${row.subjectId}`}
              onClick={() => onSubject(row.subjectId)}
            >
              {names.subject(row.subjectKind)}
            </button>
          ),
        },
        {
          id: 'detail',
          head: t.detail,
          text: (row) => JSON.stringify(row.detail),
          cell: (row) => <span style={{ overflowWrap: 'anywhere' }}>{names.detail(row.detail)}</span>,
        },
        {
          id: 'request',
          head: t.request,
          text: (row) => row.requestId,
          cell: (row) => <code title={row.requestId}>{row.requestId.slice(-12)}</code>,
        },
      ]}
    />
  );
}

interface PagerProps {
  readonly shown: Shown;
  readonly total: number;
  readonly asOf: string;
  readonly onShow: (shown: Shown) => void;
}

function Pager({ shown, total, asOf, onShow }: PagerProps) {
  const t = useAuditWords();
  const last = Math.min(total, shown.offset + PAGE);
  return (
    <div className={ui.between}>
      <p className={ui.sub}>
        {t.said({ from: total === 0 ? 0 : shown.offset + 1, to: last, total, at: fullMoment(asOf) })}
      </p>
      <span className={ui.row}>
        <Button
          disabled={shown.offset === 0}
          onClick={() => onShow({ ...shown, offset: Math.max(0, shown.offset - PAGE) })}
        >
          {t.newer}
        </Button>
        <Button disabled={last >= total} onClick={() => onShow({ ...shown, offset: shown.offset + PAGE })}>
          {t.older}
        </Button>
      </span>
    </div>
  );
}
