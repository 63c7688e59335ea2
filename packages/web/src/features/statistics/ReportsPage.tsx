import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmissionStatus } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { fullMoment, periodText, shortDay } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Chips, DataTable, Empty, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { STATUS_TONE, useStatusWords } from './words.ts';

const SUBMISSION_STATUSES = Object.keys(STATUS_TONE) as SubmissionStatus[];

const useText = messages(
  { title: '报表', period: '报告期', all: '全部', enterprise: '企业', subPark: '子园', carrier: '载体', status: '状态', revision: '版', at: '报送时间', due: '截止', open: '查看', none: '没有符合条件的报表。', said: (n: number, total: number, at: string) => `共 ${total} 份，显示 ${n} 份 · 截至 ${at}`, filter: '按状态筛选' },
  { title: 'Reports', period: 'Period', all: 'All', enterprise: 'Enterprise', subPark: 'Sub-park', carrier: 'Carrier', status: 'Status', revision: 'Rev.', at: 'Submitted', due: 'Due', open: 'Open', none: 'No report fits.', said: (n, total, at) => `${n} of ${total} reports · as of ${at}`, filter: 'By status' },
);

export function ReportsPage() {
  const t = useText();
  const statuses = useStatusWords();
  const words = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period: code } = useSearch({ from: '/shell/reports' });
  const [status, setStatus] = useState<SubmissionStatus | 'all'>('all');
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows.find((row) => row.code === code) ?? periods.data?.rows[0];
  const list = useQuery(api.statistics.listSubmissions.queryOptions({ input: { ...(period ? { periodId: period.id } : {}), ...(status === 'all' ? {} : { status }), limit: 1_000, offset: 0 }, enabled: Boolean(period) }));
  const failed = periods.error ?? list.error;
  if (failed) return <Failure sentence={sentenceOf(failed)} onRetry={() => void Promise.all([periods.refetch(), list.refetch()])} />;
  if (!periods.data) return <Waiting />;
  if (!period) return <Card><Empty>{t.none}</Empty></Card>;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={`${words(period.formName)} · ${t.due} ${period.dueOn}`}>
        <label className={ui.row}>{t.period}
          <select className={ui.input} style={{ width: 160 }} value={period.code} onChange={(e) => void navigate({ to: '/reports', search: { period: e.target.value } })}>
            {periods.data.rows.map((row) => <option key={row.id} value={row.code}>{periodText(row.code, language)}</option>)}
          </select>
        </label>
      </PageHead>
      <Chips label={t.filter} value={status} onChange={setStatus} options={[{ value: 'all' as const, text: t.all }, ...SUBMISSION_STATUSES.map((value) => ({ value, text: statuses[value] }))]} />
      <Card flush>
        {list.data ? (
          <DataTable
            caption={t.title}
            rows={list.data.rows}
            rowKey={(row) => row.id}
            empty={t.none}
            columns={[
              { id: 'enterprise', head: t.enterprise, cell: (row) => <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>{row.enterprise.shortName}</Link> },
              { id: 'subPark', head: t.subPark, cell: (row) => words(row.subPark.shortName) },
              { id: 'carrier', head: t.carrier, cell: (row) => words(row.carrier.shortName) },
              { id: 'status', head: t.status, cell: (row) => <Tag tone={STATUS_TONE[row.status]}>{statuses[row.status]}</Tag> },
              { id: 'revision', head: t.revision, right: true, cell: (row) => row.revision || '—' },
              { id: 'at', head: t.at, right: true, cell: (row) => (row.submittedAt ? fullMoment(row.submittedAt) : '—') },
              { id: 'due', head: t.due, right: true, cell: (row) => shortDay(row.dueOn) },
            ]}
          />
        ) : <Waiting />}
      </Card>
      {list.data && <p className={ui.sub}>{t.said(list.data.rows.length, list.data.total, fullMoment(list.data.asOf))}</p>}
    </div>
  );
}
