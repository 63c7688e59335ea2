import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period, TargetProgress } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { decimalText, exactText, fullMoment, periodText, trimmed } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  DataTable,
  Failure,
  Figure,
  NeedsReview,
  PageHead,
  Tag,
  Waiting,
  cx,
} from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './cockpit.module.css';
import { TargetCard } from './TargetCard.tsx';
import { STATUS_ORDER, STATUS_TONE, type Explain, aimText, askedFor } from './status.ts';
import { useCockpitWords } from './words.ts';

/** A path that never changed is no chart: its figure stands in the strip. */
const hasMoved = ({ path }: TargetProgress): boolean => new Set(path.map(({ value }) => value)).size > 1;

export function Targets({ period, onExplain }: { period: Period; onExplain: Explain }) {
  const t = useCockpitWords();
  const language = useLanguage();
  const words = useWords();
  const unitText = useUnits();
  const [asTable, setAsTable] = useState(false);
  const progress = useQuery(api.plan.progress.queryOptions({ input: { period: period.code } }));
  if (progress.error)
    return <Failure sentence={sentenceOf(progress.error)} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return <Waiting />;
  const { rows, rule, asOf } = progress.data;
  const targets = rows
    .filter((row) => row.target.kind === 'target')
    .toSorted((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status));
  const cards = targets.filter((row) => row.status !== 'reached' && hasMoved(row));
  const strip = targets.filter((row) => !cards.includes(row));
  const counts = STATUS_ORDER.map((status) => ({
    status,
    n: targets.filter((row) => row.status === status).length,
  })).filter(({ n }) => n > 0);
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return (
    <>
      <PageHead title={t.title} sub={t.sub(periodText(period.code, language), fullMoment(asOf))}>
        {counts.map(({ status, n }) => (
          <Tag key={status} tone={STATUS_TONE[status]}>
            {t[status]} {n}
          </Tag>
        ))}
        <Button onClick={() => setAsTable(!asTable)}>{asTable ? t.chart : t.table}</Button>
      </PageHead>
      {asTable ? (
        <Card flush>
          <DataTable
            caption={t.title}
            said={{ filter: period.code, asOf }}
            rows={targets.flatMap((row) => row.path.map((point) => ({ row, point })))}
            rowKey={({ row, point }) => `${row.target.id} ${point.period}`}
            columns={[
              { id: 'name', head: t.target, text: ({ row }) => words(row.target.name) },
              { id: 'period', head: t.period, text: ({ point }) => periodText(point.period, language) },
              {
                id: 'value',
                head: t.value,
                right: true,
                text: ({ row, point }) =>
                  `${point.value === null ? '—' : decimalText(point.value, row.actual?.decimals ?? 0)} ${unitText(row.target.unit)}`,
                exact: ({ point }) => point.value ?? '',
              },
              {
                id: 'planned',
                head: t.planned,
                right: true,
                text: ({ point }) => (point.planned === null ? '—' : exactText(trimmed(point.planned, 2))),
                exact: ({ point }) => point.planned ?? '',
              },
              {
                id: 'target',
                head: t.target,
                right: true,
                text: ({ row }) => aimText(row.target),
                exact: ({ row: { target } }) =>
                  `${target.value}${target.valueMax === null ? '' : `–${target.valueMax}`}`,
              },
              { id: 'status', head: t.status, text: ({ row }) => t[row.status] },
            ]}
          />
        </Card>
      ) : (
        <div className={s.grid}>
          {cards.map((row, i) => (
            <TargetCard key={row.target.id} row={row} wide={i === 0} onExplain={onExplain} />
          ))}
        </div>
      )}
      {strip.length > 0 && (
        <section className={cx(ui.card, s.strip)}>
          {strip.map((row) => (
            <div key={row.target.id} className={ui.between}>
              <span>
                {words(row.target.name)}{' '}
                <Figure what={words(row.target.name)} onExplain={() => onExplain(askedFor(row))}>
                  <b className={s.stripValue}>
                    {row.actual?.value ? decimalText(row.actual.value, row.actual.decimals) : '—'}
                  </b>
                </Figure>{' '}
                <span className={ui.sub}>{t.ofTarget(unitText(row.target.unit), aimText(row.target))}</span>
              </span>
              <Tag tone={STATUS_TONE[row.status]}>{t[row.status]}</Tag>
            </div>
          ))}
        </section>
      )}
      <p className={ui.sub}>
        {t.rule(percent(rule.onTrackFrom), percent(rule.atRiskFrom))}{' '}
        {rule.needsReview && <NeedsReview who={rule.needsReview.who} />}
      </p>
    </>
  );
}
