import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { ImpactButton } from './Impact.tsx';
import { ReviewDesk } from './ReviewDesk.tsx';
import { useReviewWords } from './review-words.ts';
import { PeriodSelect } from './PeriodSelect.tsx';

export function ReviewPage() {
  const t = useReviewWords();
  const me = useMe();
  const words = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period: code, id } = useSearch({ from: '/shell/review' });
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const period = periods.data?.rows.find((row) => row.code === code) ?? periods.data?.rows[0];
  const waitsFor = me.active.role === 'office' ? 'reviewed' : 'submitted';
  const list = useQuery(
    api.statistics.listSubmissions.queryOptions({
      input: { ...(period ? { periodId: period.id } : {}), status: waitsFor, limit: 2_000, offset: 0 },
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
  if (!periods.data || (period && !list.data)) return <Waiting />;
  if (!period || !list.data)
    return (
      <Card>
        <Empty>{t.none}</Empty>
      </Card>
    );
  return (
    <div className={ui.stack}>
      <PageHead
        title={t.title(words(period.formName), periodText(period.code, language))}
        sub={t.counts(period.counts)}
      >
        {me.active.role === 'office' && period.status === 'reopened' && <ImpactButton period={period} />}
        <PeriodSelect
          periods={periods.data.rows}
          code={period.code}
          onChoose={(chosen) => void navigate({ to: '/review', search: { period: chosen } })}
        />
      </PageHead>
      <ReviewDesk list={list.data} period={period} start={id} accepts={waitsFor === 'reviewed'} />
    </div>
  );
}
