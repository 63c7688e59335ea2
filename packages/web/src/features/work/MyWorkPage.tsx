import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { messages, useLanguage } from '../../ui/messages.ts';
import { periodText, shortDay } from '../../ui/format.ts';
import { Card, DataTable, Empty, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { STATUS_TONE, useStatusWords } from '../statistics/words.ts';

const useText = messages(
  { title: '我的事项', today: (day: string) => `今天是 ${day}`, respondents: '应报', reported: '已报', submitted: '待审核', sentBack: '已退回', reviewed: '待核定', notReported: '未报', due: (day: string) => `${day} 截止`, waiting: '等我办理', open: '办理', left: (n: number) => (n < 0 ? `逾期 ${-n} 个工作日` : n === 0 ? '今天到期' : `剩 ${n} 个工作日`), enterprise: '企业', status: '状态', limit: '期限', queries: (n: number) => `核实 ${n} 处`, none: '没有等您办理的报表。', nothing: '这个岗位目前没有待办事项。' },
  { title: 'My work', today: (day) => `Today is ${day}`, respondents: 'Due', reported: 'Reported', submitted: 'To review', sentBack: 'Sent back', reviewed: 'To accept', notReported: 'Not reported', due: (day) => `due on ${day}`, waiting: 'Waiting for me', open: 'Open', left: (n) => (n < 0 ? `${-n} working days overdue` : n === 0 ? 'due today' : `${n} working days left`), enterprise: 'Enterprise', status: 'Status', limit: 'Limit', queries: (n) => `${n} queries`, none: 'No report waits for you.', nothing: 'Nothing to do in this role for now.' },
);

/** Which status waits for whom. */
const WAITS_FOR = { office: 'reviewed', 'sub-park': 'submitted', enterprise: undefined } as const;

export function MyWorkPage() {
  const t = useText();
  const me = useMe();
  const { role } = me.active;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.today(me.today)} />
      {role in WAITS_FOR ? <Reports status={WAITS_FOR[role as keyof typeof WAITS_FOR]} /> : <Card><Empty>{t.nothing}</Empty></Card>}
    </div>
  );
}

function Reports({ status }: { status: 'reviewed' | 'submitted' | undefined }) {
  const t = useText();
  const statuses = useStatusWords();
  const language = useLanguage();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const latest = periods.data?.rows[0];
  const list = useQuery(api.statistics.listSubmissions.queryOptions({ input: { ...(latest ? { periodId: latest.id } : {}), ...(status ? { status } : {}), limit: 200, offset: 0 }, enabled: Boolean(latest) }));
  const failed = periods.error ?? list.error;
  if (failed) return <Failure sentence={sentenceOf(failed)} onRetry={() => void Promise.all([periods.refetch(), list.refetch()])} />;
  if (!latest || !list.data) return periods.isPending || latest ? <Waiting /> : <Card><Empty>{t.none}</Empty></Card>;
  const counts = (['respondents', 'reported', 'submitted', 'sentBack', 'reviewed', 'notReported'] as const).map((name) => ({ name, n: latest.counts[name] }));
  return (
    <>
      <Card title={periodText(latest.code, language)} aside={t.due(shortDay(latest.dueOn))}>
        <dl className={ui.row} style={{ gap: 32 }}>
          {counts.map(({ name, n }) => <div key={name}><dt className={ui.sub}>{t[name]}</dt><dd className={ui.num} style={{ fontSize: 26, fontWeight: 600 }}>{n}</dd></div>)}
        </dl>
      </Card>
      <Card title={t.waiting} aside={String(list.data.total)} flush>
        <DataTable
          caption={t.waiting}
          rows={list.data.rows}
          rowKey={(row) => row.id}
          empty={t.none}
          columns={[
            { id: 'enterprise', head: t.enterprise, cell: (row) => row.enterprise.shortName },
            { id: 'status', head: t.status, cell: (row) => <Tag tone={STATUS_TONE[row.status]}>{statuses[row.status]}</Tag> },
            { id: 'queries', head: '', cell: (row) => (row.queries > 0 ? <Tag tone="warn">▲ {t.queries(row.queries)}</Tag> : null) },
            { id: 'limit', head: t.limit, cell: (row) => (row.workingDaysLeft === null ? '—' : t.left(row.workingDaysLeft)) },
            { id: 'open', head: '', right: true, cell: (row) => <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>{t.open}</Link> },
          ]}
        />
      </Card>
    </>
  );
}
