import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Card, Empty, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import { EnteredValues } from './EnteredValues.tsx';
import { useIndicatorsWords } from './words.ts';
import { Filters, type Read } from './Filters.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { exportOf } from './export.ts';

/** Quarters and years that figures can be read for: those that were opened. */
function periodsFrom(codes: readonly string[]): string[] {
  const years = [...new Set(codes.map((code) => code.slice(0, 4)))];
  return [...codes, ...years];
}

export function IndicatorsPage() {
  const t = useIndicatorsWords();
  const words = useWords();
  const navigate = useNavigate();
  const { period: wanted, stage = 'reported', asOf } = useSearch({ from: '/shell/indicators' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const codes = periodsFrom(periods.data?.rows.map(({ code }) => code) ?? []);
  const period = wanted ?? codes[0];
  const go = (next: Partial<Read>) =>
    void navigate({
      to: '/indicators',
      search: { ...(period ? { period } : {}), stage, ...(asOf ? { asOf } : {}), ...next },
    });
  const instant = asOf ? { asOf: `${asOf}T23:59:59+08:00` } : {};
  const table = useQuery({
    ...api.indicators.table.queryOptions({
      input: { period: period ?? '', stage, ...instant },
      enabled: Boolean(period),
    }),
    placeholderData: (before) => before,
  });
  const other = stage === 'reported' ? 'accepted' : 'reported';
  const beside = useQuery({
    ...api.indicators.table.queryOptions({
      input: { period: period ?? '', stage: other, ...instant },
      enabled: Boolean(period),
    }),
    placeholderData: (before) => before,
  });
  const failed = periods.error ?? table.error ?? beside.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), table.refetch(), beside.refetch()])}
      />
    );
  if (periods.data && !period)
    return (
      <>
        <PageHead title={t.title} />
        <Card>
          <Empty>{t.none}</Empty>
        </Card>
      </>
    );
  if (!table.data || !period) return <Waiting />;
  const { asOf: at } = table.data;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={`${t.sub(fullMoment(at))} · ${t.reads(t[other])}`}>
        <Filters codes={codes} at={{ period, stage, asOf }} onGo={go} />
      </PageHead>
      <Card flush>
        <IndicatorTable
          table={table.data}
          beside={beside.data ?? null}
          onAsk={(id, unit) => setAsked({ kind: 'indicator', id, unit, period, stage, ...instant })}
        />
        <ExportTable
          title={`${t.title} ${period} ${t[stage]}`}
          said={{ filter: `${period} ${stage}`, asOf: at }}
          rows={() => exportOf(table.data, { stage: t[stage], head: t.exportHead.split('|'), words })}
        />
      </Card>
      <EnteredValues period={period} />
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
