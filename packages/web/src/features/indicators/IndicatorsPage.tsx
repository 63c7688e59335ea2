import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { saveCsv } from '../../ui/csv.ts';
import { decimalText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Card, Empty, Failure, PageHead, Waiting } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import { EnteredValues } from './EnteredValues.tsx';
import { useIndicatorsWords } from './words.ts';
import { Filters, type Read } from './Filters.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';

/** Quarters and years that figures can be read for: those that were opened. */
function periodsFrom(codes: readonly string[]): string[] {
  const years = [...new Set(codes.map((code) => code.slice(0, 4)))];
  return [...codes, ...years];
}

export function IndicatorsPage() {
  const t = useIndicatorsWords();
  const words = useWords();
  const unitText = useUnits();
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
  const failed = periods.error ?? table.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([periods.refetch(), table.refetch()])}
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
  const { units, indicators, rows, asOf: at } = table.data;
  const figureOf = (indicatorId: string, unitId: string) =>
    rows.find((row) => row.indicatorId === indicatorId && row.unitId === unitId);
  const save = () =>
    saveCsv(`${t.title} ${period}`, { filter: `${period} ${stage}`, asOf: at }, [
      [t.indicator, t.unit, ...units.map((unit) => words(unit.name))],
      ...indicators.map((indicator) => [
        words(indicator.name),
        unitText(indicator.unit),
        ...units.map((unit) => decimalText(figureOf(indicator.id, unit.id)?.value, indicator.decimals)),
      ]),
    ]);
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub(fullMoment(at))}>
        <Filters codes={codes} at={{ period, stage, asOf }} onGo={go} />
        <Button onClick={save}>{t.export}</Button>
      </PageHead>
      <Card flush>
        <IndicatorTable
          table={table.data}
          onAsk={(id, unit) => setAsked({ kind: 'indicator', id, unit, period, stage, ...instant })}
        />
      </Card>
      <EnteredValues period={period} />
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
