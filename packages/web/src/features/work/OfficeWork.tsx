import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { dayText, momentText, periodText, shortDay } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Tag, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { isIn } from '../../app/report-filters.ts';
import { Reminders } from '../statistics/index.ts';
import { PeriodCounts } from './PeriodCounts.tsx';
import { WorkList } from './WorkList.tsx';
import { daysBetween } from './days.ts';
import { useWorkWords } from './words.ts';

function useReports(period: Period | undefined) {
  return useQuery(
    api.statistics.listSubmissions.queryOptions({
      input: { ...(period ? { periodId: period.id } : {}), limit: 2_000, offset: 0 },
      enabled: period !== undefined,
    }),
  );
}

export function OfficeWork({ accepts }: { accepts: boolean }) {
  const t = useWorkWords();
  const me = useMe();
  const language = useLanguage();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows[0];
  const list = useReports(period);
  const failed = periods.error ?? list.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), list.refetch()])}
      />
    );
  if (periods.data && !period) return <NoPeriod />;
  if (!period || !list.data) return <Waiting />;
  const rows = list.data.rows;
  const waiting = rows
    .filter((row) => row.status === (accepts ? 'reviewed' : 'submitted'))
    .toSorted((a, b) => (a.workingDaysLeft ?? 99) - (b.workingDaysLeft ?? 99));
  const back = rows.filter((row) => row.status === 'sent-back');
  const late = rows.filter((row) => isIn('not-reported', row) && me.today > row.dueOn);
  const search = { period: period.code };
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title}
        sub={`${dayText(me.today, language)} · ${periodText(period.code, language)} ${t.dueOn(period.dueOn)}`}
      >
        <Reminders period={period} />
      </PageHead>
      <PeriodCounts period={period} accepts={accepts} />
      {list.data.total > rows.length && <p className={ui.notice}>{t.notAll(rows.length, list.data.total)}</p>}
      <WorkList
        title={accepts ? t.waitingAccept : t.waitingReview}
        rows={waiting}
        empty={t.nothing}
        all={
          <Link to="/review" search={search}>
            {accepts ? t.accept : t.open}
          </Link>
        }
        say={(row) => (row.queries > 0 ? t.queries(row.queries) : t.clean)}
        mark={(row) => (row.queries > 0 ? '▲' : '○')}
        limit={(row) => (
          <Tag tone={(row.workingDaysLeft ?? 9) <= 0 ? 'warn' : 'plain'}>
            {row.workingDaysLeft === null ? '—' : t.left(row.workingDaysLeft)}
          </Tag>
        )}
        link={(row) => (
          <Link to="/review" search={{ ...search, id: row.id }}>
            {accepts ? t.accept : t.open}
          </Link>
        )}
      />
      <WorkList
        title={t.back}
        rows={back}
        empty={t.noBack}
        all={
          <Link to="/reports" search={{ ...search, status: 'sent-back' }}>
            {t.all}
          </Link>
        }
        say={(row) => (row.submittedAt ? t.at(momentText(row.submittedAt)) : '')}
        mark={() => '■'}
        limit={(row) => t.dueOn(shortDay(row.dueOn))}
        link={(row) => (
          <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
            {t.see}
          </Link>
        )}
      />
      <WorkList
        title={t.overdue}
        rows={late}
        empty={t.noLate}
        all={
          <Link to="/reports" search={{ ...search, status: 'not-reported' }}>
            {t.all}
          </Link>
        }
        say={(row) =>
          [
            t.dueOn(shortDay(row.dueOn)),
            row.reminded ? t.reminded(row.reminded.times) : t.neverReminded,
          ].join(' · ')
        }
        mark={() => '■'}
        limit={(row) => <Tag tone="bad">{t.lateBy(daysBetween(row.dueOn, me.today))}</Tag>}
        link={(row) => (
          <Link to="/reports/$submissionId" params={{ submissionId: row.id }}>
            {t.see}
          </Link>
        )}
      />
    </div>
  );
}

/** What is listed is not all there is: said, not hidden. */
export function NotAll({ shown, total }: { shown: number; total: number }) {
  const t = useWorkWords();
  return total > shown && <p className={ui.notice}>{t.notAll(shown, total)}</p>;
}

function NoPeriod() {
  const t = useWorkWords();
  const me = useMe();
  const language = useLanguage();
  return (
    <>
      <PageHead title={t.title} sub={dayText(me.today, language)} />
      <Card>
        <Empty>{t.nothing}</Empty>
      </Card>
    </>
  );
}
