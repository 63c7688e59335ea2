import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReportFilter } from '../../app/report-filters.ts';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { ImpactButton } from './Impact.tsx';
import { AddRespondent } from './AddRespondent.tsx';
import { Manage, OpenPeriod } from './PeriodActions.tsx';
import { useReportsWords } from './reports-words.ts';
import { ReportList } from './ReportList.tsx';
import { Reminders } from './Reminders.tsx';
import { PeriodSelect } from './PeriodSelect.tsx';

/** What an office passes. */
const WAITS_FOR: Readonly<Partial<Record<string, 'submitted' | 'reviewed'>>> = {
  office: 'reviewed',
  'sub-park': 'submitted',
};

export function ReportsPage() {
  const t = useReportsWords();
  const me = useMe();
  const words = useWords();
  const navigate = useNavigate();
  const { period: code, status, subPark } = useSearch({ from: '/shell/reports' });
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
  const go = (next: { period?: string; status?: ReportFilter | undefined; subPark?: string | undefined }) =>
    void navigate({ to: '/reports', search: { period: period.code, status, subPark, ...next } });
  const state = { open: t.state, closed: t.closed, reopened: t.reopened }[period.status];
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={
          own ? (
            words(me.active.placeName)
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
          <PeriodSelect
            periods={periods.data.rows}
            code={period.code}
            onChoose={(chosen) => go({ period: chosen })}
          />
        )}
        {!own && <Reminders period={period} />}
        {me.active.role === 'office' && (
          <>
            {period.status === 'reopened' && <ImpactButton period={period} />}
            <AddRespondent period={period} />
            <Manage key={`${period.id} ${period.status}`} period={period} />
            <OpenPeriod />
          </>
        )}
      </PageHead>
      <ReportList
        period={period.code}
        own={own}
        waitsFor={period.status === 'closed' ? null : (WAITS_FOR[me.active.role] ?? null)}
        at={{ status, subPark }}
        list={list.data}
        onGo={go}
      />
    </div>
  );
}
