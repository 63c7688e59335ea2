import { useQuery } from '@tanstack/react-query';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment } from '../../ui/format.ts';
import { messages } from '../../ui/messages.ts';
import { Button, Card, DataTable, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';

const useText = messages(
  {
    title: '审计',
    head: (n: string, hash: string) => `最新封印 ${n}：${hash}`,
    verify: '核验整条链',
    intact: (n: number, unsealed: number) => `完整：${n} 条，其中 ${unsealed} 条待封`,
    broken: (why: string) => `第一处断裂：${why}`,
    at: '时间',
    by: '人',
    operation: '操作',
    subject: '对象',
    detail: '内容',
    request: '请求号',
    said: (n: number, total: number) => `共 ${total} 条，显示最近 ${n} 条`,
  },
  {
    title: 'Audit',
    head: (n, hash) => `Newest seal ${n}: ${hash}`,
    verify: 'Verify the whole chain',
    intact: (n, unsealed) => `Intact: ${n} entries, ${unsealed} not sealed yet`,
    broken: (why) => `First broken link: ${why}`,
    at: 'Time',
    by: 'Who',
    operation: 'Operation',
    subject: 'Subject',
    detail: 'Content',
    request: 'Request',
    said: (n, total) => `The latest ${n} of ${total} entries`,
  },
);

const detailText = (detail: Record<string, unknown>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');

export function AuditPage() {
  const t = useText();
  const list = useQuery(api.audit.list.queryOptions({ input: { limit: 100, offset: 0 } }));
  const verify = useQuery(api.audit.verify.queryOptions({ input: {}, enabled: false }));
  if (list.error) return <Failure sentence={sentenceOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Waiting />;
  const { head, rows, total } = list.data;
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={head ? <span style={{ overflowWrap: 'anywhere' }}>{t.head(head.number, head.hash)}</span> : null}
      >
        {verify.data && (
          <Tag tone={verify.data.intact ? 'good' : 'bad'}>
            {verify.data.intact
              ? `● ${t.intact(verify.data.entries, verify.data.unsealed)}`
              : `■ ${t.broken(verify.data.broken ?? '')}`}
          </Tag>
        )}
        <Button disabled={verify.isFetching} onClick={() => void verify.refetch()}>
          {t.verify}
        </Button>
      </PageHead>
      {verify.error && <Failure sentence={sentenceOf(verify.error)} />}
      <Card flush>
        <DataTable
          caption={t.title}
          rows={rows}
          rowKey={(row) => row.id}
          said={{ filter: 'latest', asOf: rows[0]?.at ?? '' }}
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
              text: (row) => `${row.by}（${row.role}）`,
              cell: (row) => (
                <>
                  {row.by} <span className={ui.sub}>{row.role}</span>
                </>
              ),
            },
            { id: 'operation', head: t.operation, text: (row) => row.operation },
            { id: 'subject', head: t.subject, text: (row) => row.subjectKind },
            {
              id: 'detail',
              head: t.detail,
              text: (row) => JSON.stringify(row.detail),
              cell: (row) => <span style={{ overflowWrap: 'anywhere' }}>{detailText(row.detail)}</span>,
            },
            {
              id: 'request',
              head: t.request,
              text: (row) => row.requestId,
              cell: (row) => <code title={row.requestId}>{row.requestId.slice(-12)}</code>,
            },
          ]}
        />
      </Card>
      <p className={ui.sub}>{t.said(rows.length, total)}</p>
    </div>
  );
}
