import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period, PeriodCounts, Words } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Legend, StackedBar } from '../../ui/charts.tsx';
import { periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Failure, Figure, NeedsReview, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './cockpit.module.css';
import type { Explain } from './status.ts';
import { useCockpitWords } from './words.ts';

export function Reporting({ period, onExplain }: { period: Period; onExplain: Explain }) {
  const t = useCockpitWords();
  const words = useWords();
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const progress = useQuery(api.statistics.progress.queryOptions({ input: { periodId: period.id } }));
  if (progress.error)
    return <Failure sentence={sentenceOf(progress.error)} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return <Waiting />;
  const { rows, asOf } = progress.data;
  const { counts } = period;
  const whole = { zh: '全园', en: 'the whole zone' };
  return (
    <Card
      title={t.progress(periodText(period.code, language))}
      aside={
        <Figure
          what={t.progress(words(whole))}
          onExplain={() => onExplain({ kind: 'counts', period: period.code, place: whole, counts, asOf })}
        >
          <b>{t.perUnit(String(counts.reported), String(counts.respondents))}</b>
        </Figure>
      }
    >
      <div className={ui.stack}>
        <button type="button" className={ui.link} onClick={() => setAsTable(!asTable)}>
          {asTable ? t.chart : t.table}
        </button>
        {asTable ? (
          <ReportingTable rows={rows} title={t.progress(periodText(period.code, language))} asOf={asOf} />
        ) : (
          <ReportingBars period={period} rows={rows} asOf={asOf} onExplain={onExplain} />
        )}
        <p className={cx(ui.sub, s.note)}>
          {t.notN(counts.notReported)} · {t.due(period.dueOn)} <NeedsReview />
        </p>
      </div>
    </Card>
  );
}

interface Row {
  readonly subPark: { readonly id: string; readonly code: string; readonly shortName: Words };
  readonly counts: PeriodCounts;
}

interface RowsProps {
  readonly rows: readonly Row[];
  readonly asOf: string;
}

function ReportingBars({
  period,
  rows,
  asOf,
  onExplain,
}: RowsProps & { readonly period: Period; readonly onExplain: Explain }) {
  const t = useCockpitWords();
  const words = useWords();
  const { counts } = period;
  return (
    <>
      <Legend
        labels={[
          t.acceptedN(counts.accepted),
          t.waitingN(counts.reported - counts.accepted),
          t.notN(counts.notReported),
        ].slice(0, 2)}
      />
      <ul className={s.progress}>
        {rows.map(({ subPark, counts: c }) => (
          <li key={subPark.id}>
            <span>{words(subPark.shortName)}</span>
            <StackedBar
              whole={c.respondents}
              says={`${words(subPark.shortName)}：${t.acceptedN(c.accepted)}，${t.waitingN(c.reported - c.accepted)}，${t.notN(c.notReported)}`}
              pieces={[
                { label: t.acceptedN(c.accepted), value: c.accepted },
                { label: t.waitingN(c.reported - c.accepted), value: c.reported - c.accepted },
              ]}
            />
            <Figure
              what={t.progress(words(subPark.shortName))}
              onExplain={() =>
                onExplain({
                  kind: 'counts',
                  period: period.code,
                  place: subPark.shortName,
                  subPark: subPark.code,
                  counts: c,
                  asOf,
                })
              }
            >
              {t.perUnit(String(c.reported), String(c.respondents))}
            </Figure>
          </li>
        ))}
      </ul>
    </>
  );
}

function ReportingTable({ rows, title, asOf }: RowsProps & { readonly title: string }) {
  const t = useCockpitWords();
  const words = useWords();
  const count = (name: string, of: (row: Row) => number) => ({
    id: name,
    head: name,
    right: true,
    text: (row: Row) => String(of(row)),
  });
  return (
    <DataTable
      caption={title}
      rows={rows}
      rowKey={({ subPark }) => subPark.id}
      said={{ filter: title, asOf }}
      columns={[
        { id: 'unit', head: t.unit, text: ({ subPark }) => words(subPark.shortName) },
        count(t.headDue, ({ counts }) => counts.respondents),
        count(t.headReported, ({ counts }) => counts.reported),
        count(t.headAccepted, ({ counts }) => counts.accepted),
        count(t.headMissing, ({ counts }) => counts.notReported),
      ]}
    />
  );
}
