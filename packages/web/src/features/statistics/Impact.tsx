import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Impact, ImpactFigure, Period } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { decimalText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Chips,
  type Column,
  DataTable,
  Drawer,
  Failure,
  NeedsReview,
  Tag,
  Waiting,
} from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { useImpactWords } from './impact-words.ts';
import s from './desk.module.css';

/** Which figures, targets and scores read the reports of a period; after a reopening, what has moved since. */
export function ImpactButton({ period }: { period: Period }) {
  const t = useImpactWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && <ImpactDrawer period={period} onClose={() => setOpen(false)} />}
    </>
  );
}

function ImpactDrawer({ period, onClose }: { period: Period; onClose: () => void }) {
  const t = useImpactWords();
  const language = useLanguage();
  return (
    <Drawer wide title={t.title(periodText(period.code, language))} onClose={onClose}>
      <ImpactOf periodId={period.id} />
    </Drawer>
  );
}

export function ImpactOf({ periodId }: { periodId: string }) {
  const impact = useQuery(api.evaluation.impact.queryOptions({ input: { periodId } }));
  if (impact.error)
    return <Failure sentence={sentenceOf(impact.error)} onRetry={() => void impact.refetch()} />;
  return impact.data ? <Shown impact={impact.data} /> : <Waiting />;
}

const hasMoved = ({ before, now }: { before: string | null; now: string | null }): boolean => before !== now;

function Shown({ impact }: { impact: Impact }) {
  const t = useImpactWords();
  const [level, setLevel] = useState<'zone' | 'sub-park'>('zone');
  const [only, setOnly] = useState(impact.reopenedAt !== null);
  const { figures, reopenedAt } = impact;
  const indicators = new Set(figures.map(({ indicatorId }) => indicatorId)).size;
  const moved = figures.filter(hasMoved);
  const rows = (only ? moved : figures).filter(({ of }) => of.kind === level);
  return (
    <div className={ui.stack}>
      <p>
        {reopenedAt === null
          ? t.will(indicators, impact.targets.length, impact.rounds.length)
          : t.since(
              fullMoment(reopenedAt),
              new Set(moved.map(({ indicatorId }) => indicatorId)).size,
              indicators,
            )}
      </p>
      <div className={ui.between}>
        <Chips
          label={t.level}
          value={level}
          onChange={setLevel}
          options={[
            { value: 'zone' as const, text: t.zone },
            { value: 'sub-park' as const, text: t.subParks },
          ]}
        />
        {reopenedAt !== null && (
          <label className={ui.row}>
            <input type="checkbox" checked={only} onChange={(e) => setOnly(e.target.checked)} />
            {t.only}
          </label>
        )}
      </div>
      <FigureTable impact={impact} rows={rows} />
      <Targets impact={impact} />
      <Rounds impact={impact} />
    </div>
  );
}

function FigureTable({ impact, rows }: { impact: Impact; rows: readonly ImpactFigure[] }) {
  const t = useImpactWords();
  const words = useWords();
  const language = useLanguage();
  const unitText = useUnits();
  const value = (text: string | null, { decimals }: ImpactFigure) => decimalText(text, decimals);
  const twoSides = impact.reopenedAt !== null;
  const columns: Column<ImpactFigure>[] = [
    {
      id: 'indicator',
      head: t.indicator,
      text: (row) => `${words(row.name)} ${unitText(row.unit)}`,
      cell: (row) => (
        <>
          {words(row.name)} <span className={ui.sub}>{unitText(row.unit)}</span>{' '}
          {row.needsReview && <NeedsReview who={row.needsReview} />}
        </>
      ),
    },
    { id: 'of', head: t.unit, text: (row) => words(row.of.name) },
    { id: 'period', head: t.period, text: (row) => periodText(row.period, language) },
    { id: 'stage', head: t.stage, text: (row) => t[row.stage] },
    ...(twoSides
      ? [
          {
            id: 'before',
            head: t.before,
            right: true,
            text: (row: ImpactFigure) => value(row.before, row),
            exact: (row: ImpactFigure) => row.before ?? '',
          },
        ]
      : []),
    {
      id: 'now',
      head: t.now,
      right: true,
      text: (row) => value(row.now, row),
      exact: (row) => row.now ?? '',
      cell: (row) => <span className={hasMoved(row) ? s.moved : undefined}>{value(row.now, row)}</span>,
    },
  ];
  return (
    <DataTable
      caption={t.figures}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.indicatorId} ${row.of.id} ${row.period} ${row.stage}`}
      empty={twoSides ? t.nothingMoved : t.nothingReads}
      said={{ filter: `${impact.formId} ${impact.period}`, asOf: impact.asOf }}
    />
  );
}

function Targets({ impact: { targets, reopenedAt } }: { impact: Impact }) {
  const t = useImpactWords();
  const words = useWords();
  const language = useLanguage();
  if (targets.length === 0) return null;
  return (
    <section>
      <h3 className={ui.cardTitle}>{t.targets(targets.length)}</h3>
      <ul className={s.lines}>
        {targets.map((row) => (
          <li key={`${row.targetId} ${row.period}`} className={ui.between}>
            <span>
              {words(row.name)} <span className={ui.sub}>{periodText(row.period, language)}</span>
            </span>
            <span>
              {reopenedAt !== null && row.before !== row.now && <>{t[row.before]} → </>}
              <Tag tone={row.before === row.now ? 'plain' : 'warn'}>{t[row.now]}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rounds({ impact: { rounds } }: { impact: Impact }) {
  const t = useImpactWords();
  const words = useWords();
  const score = (text: string | null) => decimalText(text, 2);
  if (rounds.length === 0) return null;
  return (
    <section>
      <h3 className={ui.cardTitle}>{t.rounds(rounds.length)}</h3>
      {rounds.map((round) => (
        <div key={round.period} className={s.lines}>
          <p>
            {words(round.schemeName)} {round.period} ·{' '}
            <Tag>{round.state === 'closed' ? t.closed : t.preview}</Tag>{' '}
            <span className={ui.sub}>
              {t.leaves(
                round.leaves.length,
                round.leaves.reduce((sum, { weight }) => sum + weight, 0),
              )}
            </span>
          </p>
          {round.scores.map((row) => (
            <p key={row.of.id} className={ui.between}>
              <span>{words(row.of.name)}</span>
              <span className={ui.num}>
                {hasMoved(row) && <>{score(row.before)} → </>}
                <b>{score(row.now)}</b>
              </span>
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}
