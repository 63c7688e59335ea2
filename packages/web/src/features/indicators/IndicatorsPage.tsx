import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { saveCsv } from '../../ui/csv.ts';
import { decimalText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Chips,
  Empty,
  Failure,
  Figure,
  NeedsReview,
  PageHead,
  Waiting,
  cx,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import { EnteredValues } from './EnteredValues.tsx';
import { useIndicatorsWords } from './words.ts';

/** Quarters and years that figures can be read for: those that were opened. */
function periodsFrom(codes: readonly string[]): string[] {
  const years = [...new Set(codes.map((code) => code.slice(0, 4)))];
  return [...codes, ...years];
}

export function IndicatorsPage() {
  const t = useIndicatorsWords();
  const language = useLanguage();
  const words = useWords();
  const navigate = useNavigate();
  const { period: wanted, stage = 'reported', asOf } = useSearch({ from: '/shell/indicators' });
  const [asked, setAsked] = useState<Asked | null>(null);
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  const codes = periodsFrom(periods.data?.rows.map(({ code }) => code) ?? []);
  const period = wanted ?? codes[0];
  const go = (next: { period?: string; stage?: 'reported' | 'accepted'; asOf?: string | undefined }) =>
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
        indicator.unit,
        ...units.map((unit) => decimalText(figureOf(indicator.id, unit.id)?.value, indicator.decimals)),
      ]),
    ]);
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub(fullMoment(at))}>
        <label className={ui.row}>
          {t.period}
          <select
            className={ui.input}
            style={{ width: 160 }}
            value={period}
            onChange={(e) => go({ period: e.target.value })}
          >
            {codes.map((code) => (
              <option key={code} value={code}>
                {periodText(code, language)}
              </option>
            ))}
          </select>
        </label>
        <label className={ui.row}>
          {t.asOf}
          <input
            className={ui.input}
            style={{ width: 150 }}
            type="date"
            value={asOf ?? ''}
            onChange={(e) => go({ asOf: e.target.value || undefined })}
          />
        </label>
        <Chips
          label={t.stage}
          value={stage}
          onChange={(value) => go({ stage: value })}
          options={[
            { value: 'reported', text: t.reported },
            { value: 'accepted', text: t.accepted },
          ]}
        />
        <Button onClick={save}>{t.export}</Button>
      </PageHead>
      <Card flush>
        <section className={ui.scroll} tabIndex={0} aria-label={t.title}>
          <table className={ui.table}>
            <caption className={ui.caption}>{t.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.indicator}</th>
                <th scope="col">{t.unit}</th>
                {units.map((unit) => (
                  <th key={unit.id} scope="col" className={ui.right}>
                    {words(unit.name)} {unit.needsReview && <NeedsReview who={unit.needsReview} />}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {indicators.map((indicator) => (
                <tr key={indicator.id}>
                  <th
                    scope="row"
                    style={{ background: 'none', color: 'var(--ink)', fontSize: 13, whiteSpace: 'normal' }}
                  >
                    {words(indicator.name)}{' '}
                    {indicator.needsReview && <NeedsReview who={indicator.needsReview} />}
                  </th>
                  <td className={ui.sub}>{indicator.unit}</td>
                  {units.map((unit) => {
                    const figure = figureOf(indicator.id, unit.id);
                    return (
                      <td
                        key={unit.id}
                        className={cx(ui.right, ui.num)}
                        title={
                          figure?.withheld
                            ? words(figure.withheld)
                            : figure?.coverage
                              ? `${t.coverage} ${figure.coverage.reported} / ${figure.coverage.due}`
                              : undefined
                        }
                      >
                        <Figure
                          what={`${words(unit.name)} ${words(indicator.name)}`}
                          onExplain={() =>
                            setAsked({
                              kind: 'indicator',
                              id: indicator.id,
                              unit: unit.code,
                              period,
                              stage,
                              ...instant,
                            })
                          }
                        >
                          {decimalText(figure?.value, indicator.decimals)}
                        </Figure>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Card>
      <EnteredValues period={period} />
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}
