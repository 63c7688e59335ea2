import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmissionStatus } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { fullMoment, periodText, shortDay } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Chips, DataTable, Empty, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { STATUS_SHAPE, STATUS_TONE, useStatusWords } from './words.ts';
import { Manage, OpenPeriod } from './PeriodActions.tsx';
import { useReportsWords } from './reports-words.ts';

const STATUSES = Object.keys(STATUS_TONE) as SubmissionStatus[];

export function ReportsPage() {
  const t = useReportsWords();
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
