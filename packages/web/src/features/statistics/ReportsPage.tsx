import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Period, SubmissionStatus } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { fullMoment, periodText, shortDay } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Chips,
  Confirm,
  DataTable,
  Dialog,
  Empty,
  Failure,
  PageHead,
  Tag,
  Waiting,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { STATUS_SHAPE, STATUS_TONE, useStatusWords } from './words.ts';

const STATUSES = Object.keys(STATUS_TONE) as SubmissionStatus[];

const useText = messages(
  {
    title: '报表',
    period: '报告期',
    all: '全部',
    enterprise: '企业',
    subPark: '子园',
    carrier: '载体',
    status: '状态',
    revision: '版',
    at: '报送时间',
    due: '截止',
    queries: '核实',
    search: '企业名称',
    none: '没有符合条件的报表。',
    noPeriod: '还没有开过报告期。',
    said: (n: number, total: number, at: string) => `共 ${total} 份，显示 ${n} 份 · 截至 ${at}`,
    filter: '按状态筛选',
    allSubParks: '全部子园',
    open: '开期',
    close: '封账',
    reopen: '重开',
    openTitle: '开一个新的报告期',
    openText: '按当天在园名单确定应报企业并固定下来，之后迁入的企业从下一期起报。',
    quarter: '季度（如 2026Q3）',
    closeTitle: (p: string) => `${p} 封账？`,
    closeText: '封账后本期不能再报送、退回或核定；更正须先重开并写明原因。',
    reopenTitle: (p: string) => `重开 ${p}？`,
    reopenText: '重开后可以更正和补报，原核定数在更正核定前继续有效。',
    why: '重开原因，至少 5 字',
    state: '● 报送中',
    closed: '■ 已封账',
    reopened: '▲ 已重开',
    opened: (n: number) => `已开期，应报 ${n} 家。`,
  },
  {
    title: 'Reports',
    period: 'Period',
    all: 'All',
    enterprise: 'Enterprise',
    subPark: 'Sub-park',
    carrier: 'Carrier',
    status: 'Status',
    revision: 'Rev.',
    at: 'Submitted',
    due: 'Due',
    queries: 'Queries',
    search: 'Enterprise',
    none: 'No report fits.',
    noPeriod: 'No period has been opened yet.',
    said: (n, total, at) => `${n} of ${total} reports · as of ${at}`,
    filter: 'By status',
    allSubParks: 'All sub-parks',
    open: 'Open a period',
    close: 'Close',
    reopen: 'Reopen',
    openTitle: 'Open a new period',
    openText: 'The respondents are those who sit in the zone today; the list is then frozen.',
    quarter: 'Quarter (such as 2026Q3)',
    closeTitle: (p) => `Close ${p}?`,
    closeText:
      'Nothing of it can be submitted, sent back or accepted then; a correction needs reopening with a reason.',
    reopenTitle: (p) => `Reopen ${p}?`,
    reopenText:
      'Corrections and late reports become possible; accepted figures stand until a correction is accepted.',
    why: 'Reason, at least 5 characters',
    state: '● open',
    closed: '■ closed',
    reopened: '▲ reopened',
    opened: (n) => `Opened; ${n} enterprises are due.`,
  },
);

export function ReportsPage() {
  const t = useText();
  const me = useMe();
  const statuses = useStatusWords();
  const words = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period: code, status, subPark } = useSearch({ from: '/shell/reports' });
  const [search, setSearch] = useState('');
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows.find((row) => row.code === code) ?? periods.data?.rows[0];
  const own = me.active.role === 'enterprise';
  const list = useQuery(
    api.statistics.listSubmissions.queryOptions({
      input: { ...(period && !own ? { periodId: period.id } : {}), limit: 2_000, offset: 0 },
      enabled: Boolean(period),
    }),
  );
  const failed = periods.error ?? list.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), list.refetch()])}
      />
    );
  if (!periods.data) return <Waiting />;
  if (!period)
    return (
      <div className={ui.stack}>
        <PageHead title={t.title}>{me.active.role === 'office' && <OpenPeriod />}</PageHead>
        <Card>
          <Empty>{t.noPeriod}</Empty>
        </Card>
      </div>
    );
  const go = (next: {
    period?: string;
    status?: SubmissionStatus | undefined;
    subPark?: string | undefined;
  }) => void navigate({ to: '/reports', search: { period: period.code, status, subPark, ...next } });
  const all = list.data?.rows ?? [];
  const inSubPark = all.filter(
    (row) =>
      (!subPark || row.subPark.code === subPark) &&
      (search === '' || row.enterprise.name.includes(search) || row.enterprise.shortName.includes(search)),
  );
  const rows = inSubPark.filter((row) => !status || row.status === status);
  const subParks = [...new Map(all.map((row) => [row.subPark.code, row.subPark])).values()];
  const state = { open: t.state, closed: t.closed, reopened: t.reopened }[period.status];
  const filterText = [
    periodText(period.code, language),
    subPark ?? t.all,
    status ? statuses[status] : t.all,
    search,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={
          own ? (
            me.active.placeName.zh
          ) : (
            <>
              {words(period.formName)} · {t.due} {period.dueOn} ·{' '}
              <Tag tone={period.status === 'open' ? 'good' : period.status === 'closed' ? 'plain' : 'warn'}>
                {state}
              </Tag>
            </>
          )
        }
      >
        {!own && (
          <label className={ui.row}>
            {t.period}
            <select
              className={ui.input}
              style={{ width: 160 }}
              value={period.code}
              onChange={(e) => go({ period: e.target.value })}
            >
              {periods.data.rows.map((row) => (
                <option key={row.id} value={row.code}>
                  {periodText(row.code, language)}
                </option>
              ))}
            </select>
          </label>
        )}
        {me.active.role === 'office' && (
          <>
            <Manage key={`${period.id} ${period.status}`} period={period} />
            <OpenPeriod />
          </>
        )}
      </PageHead>
      {!own && (
        <div className={ui.between}>
          <Chips
            label={t.filter}
            value={status ?? 'all'}
            onChange={(value) => go({ status: value === 'all' ? undefined : value })}
            options={[
              { value: 'all' as const, text: t.all, count: inSubPark.length },
              ...STATUSES.map((value) => ({
                value,
                text: statuses[value],
                count: inSubPark.filter((row) => row.status === value).length,
              })),
            ]}
          />
          <span className={ui.row}>
            {subParks.length > 1 && (
              <select
                className={ui.input}
                style={{ width: 140 }}
                aria-label={t.subPark}
                value={subPark ?? ''}
                onChange={(e) => go({ subPark: e.target.value || undefined })}
              >
                <option value="">{t.allSubParks}</option>
                {subParks.map((place) => (
                  <option key={place.code} value={place.code}>
                    {words(place.shortName)}
                  </option>
                ))}
              </select>
            )}
            <input
              className={ui.input}
              style={{ width: 180 }}
              type="search"
              placeholder={t.search}
              aria-label={t.search}
              value={search}
              onChange={(e) => setSearch(e.target.value)}
            />
          </span>
        </div>
      )}
      <Card flush>
        {list.data ? (
          <DataTable
            caption={t.title}
            rows={rows}
            rowKey={(row) => row.id}
            empty={t.none}
            said={{ filter: filterText, asOf: list.data.asOf }}
            columns={[
              own
                ? {
                    id: 'period',
                    head: t.period,
                    text: (row) => periodText(row.periodCode, language),
                    cell: (row) => (
                      <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
                        {periodText(row.periodCode, language)}
                      </Link>
                    ),
                  }
                : {
                    id: 'enterprise',
                    head: t.enterprise,
                    text: (row) => row.enterprise.name,
                    cell: (row) => (
                      <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
                        {row.enterprise.shortName}
                      </Link>
                    ),
                  },
              ...(own
                ? []
                : [
                    {
                      id: 'subPark',
                      head: t.subPark,
                      text: (row: (typeof rows)[number]) => words(row.subPark.shortName),
                    },
                    {
                      id: 'carrier',
                      head: t.carrier,
                      text: (row: (typeof rows)[number]) => words(row.carrier.shortName),
                    },
                  ]),
              {
                id: 'status',
                head: t.status,
                text: (row) => statuses[row.status],
                cell: (row) => (
                  <Tag tone={STATUS_TONE[row.status]}>
                    {STATUS_SHAPE[row.status]} {statuses[row.status]}
                  </Tag>
                ),
              },
              { id: 'queries', head: t.queries, right: true, text: (row) => String(row.queries || '') },
              { id: 'revision', head: t.revision, right: true, text: (row) => String(row.revision || '—') },
              {
                id: 'at',
                head: t.at,
                right: true,
                text: (row) => (row.submittedAt ? fullMoment(row.submittedAt) : '—'),
              },
              {
                id: 'due',
                head: t.due,
                right: true,
                text: (row) => row.dueOn,
                cell: (row) => shortDay(row.dueOn),
              },
            ]}
          />
        ) : (
          <Waiting />
        )}
      </Card>
      {list.data && (
        <p className={ui.sub}>{t.said(rows.length, list.data.total, fullMoment(list.data.asOf))}</p>
      )}
    </div>
  );
}

function Manage({ period }: { period: Period }) {
  const t = useText();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const after = { onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }) };
  const close = useMutation(api.statistics.closePeriod.mutationOptions(after));
  const reopen = useMutation(api.statistics.reopenPeriod.mutationOptions(after));
  const name = periodText(period.code, language);
  const closed = period.status === 'closed';
  const failed = close.error ?? reopen.error;
  return (
    <>
      <Button disabled={close.isPending || reopen.isPending} onClick={() => setAsking(true)}>
        {closed ? t.reopen : t.close}
      </Button>
      {failed && (
        <Dialog
          title={closed ? t.reopen : t.close}
          onClose={() => {
            close.reset();
            reopen.reset();
          }}
        >
          <Failure sentence={sentenceOf(failed)} />
        </Dialog>
      )}
      {asking && !closed && (
        <Confirm
          title={t.closeTitle(name)}
          text={t.closeText}
          yes={t.close}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            close.mutate({ periodId: period.id });
          }}
        />
      )}
      {asking && closed && (
        <Confirm
          title={t.reopenTitle(name)}
          text={t.reopenText}
          yes={t.reopen}
          reason={{ label: t.why, least: 5 }}
          onClose={() => setAsking(false)}
          onYes={(reason) => {
            setAsking(false);
            reopen.mutate({ periodId: period.id, reason });
          }}
        />
      )}
    </>
  );
}

function OpenPeriod() {
  const t = useText();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState('');
  const open = useMutation(
    api.statistics.openPeriod.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.statistics.key() }),
    }),
  );
  const stop = () => {
    setAsking(false);
    open.reset();
    setCode('');
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.open}</Button>
      {asking && (
        <Dialog title={t.openTitle} onClose={stop}>
          <p>{t.openText}</p>
          <label className={ui.field}>
            {t.quarter}
            <input
              className={ui.input}
              value={code}
              maxLength={6}
              onChange={(e) => setCode(e.target.value.toUpperCase())}
            />
          </label>
          {open.error && <Failure sentence={sentenceOf(open.error)} />}
          {open.data && <p role="status">{t.opened(open.data.respondents)}</p>}
          <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
            <Button
              kind="primary"
              disabled={!/^\d{4}Q[1-4]$/.test(code) || open.isPending}
              onClick={() => open.mutate({ formId: 'ENT-Q', code })}
            >
              {t.open}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
