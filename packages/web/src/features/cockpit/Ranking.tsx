import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvaluationResult } from '@yuanheng/contract';
import { noticeOf } from '../../app/notice.tsx';
import { api } from '../../app/rpc.ts';
import { Legend, StackedBar } from '../../ui/charts.tsx';
import { decimalText, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, DataTable, Figure, NeedsReview, Waiting, cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './cockpit.module.css';
import type { Explain } from './status.ts';
import { useCockpitWords } from './words.ts';

export function Ranking({ onExplain }: { onExplain: Explain }) {
  const t = useCockpitWords();
  const rounds = useQuery(api.evaluation.listRounds.queryOptions());
  const closed = rounds.data?.rows.find(({ state }) => state === 'closed');
  const result = useQuery(
    api.evaluation.result.queryOptions({ input: { period: closed?.period ?? '' }, enabled: Boolean(closed) }),
  );
  const notice = noticeOf([rounds, result], rounds.data && !closed ? t.noRound : null);
  if (notice) return notice;
  if (!result.data) return <Waiting />;
  return <RankingCard result={result.data} onExplain={onExplain} />;
}

function RankingCard({ result, onExplain }: { result: EvaluationResult; onExplain: Explain }) {
  const t = useCockpitWords();
  const words = useWords();
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  const [root] = result.nodes;
  const groups = result.nodes.filter(({ parent }) => parent === root?.id);
  const at = (unitId: string, node: string) =>
    result.scores.find((score) => score.unitId === unitId && score.node === node);
  const rows = result.units
    .map((unit) => ({ unit, total: at(unit.id, root?.id ?? '') }))
    .toSorted((a, b) => (a.total?.rank ?? 99) - (b.total?.rank ?? 99));
  return (
    <Card
      title={
        <>
          {t.ranking(periodText(result.period, language))}{' '}
          {result.needsReview && <NeedsReview who={result.needsReview} />}
        </>
      }
      aside={
        <span className={ui.row}>
          <button type="button" className={ui.link} onClick={() => setAsTable(!asTable)}>
            {asTable ? t.chart : t.table}
          </button>{' '}
          <Link to="/evaluation" search={{ period: result.period }}>
            {t.more}
          </Link>
        </span>
      }
    >
      <div className={ui.stack}>
        {asTable ? (
          <DataTable
            caption={t.ranking(result.period)}
            said={{ filter: result.period, asOf: result.asOf }}
            rows={rows}
            rowKey={({ unit }) => unit.id}
            columns={[
              { id: 'rank', head: t.rank, text: ({ total }) => String(total?.rank ?? '—') },
              { id: 'unit', head: t.unit, text: ({ unit }) => words(unit.name) },
              ...groups.map((group) => ({
                id: group.id,
                head: words(group.name),
                right: true,
                text: ({ unit }: (typeof rows)[number]) =>
                  decimalText(at(unit.id, group.id)?.contribution, 2),
              })),
              { id: 'total', head: t.total, right: true, text: ({ total }) => decimalText(total?.score, 2) },
            ]}
          />
        ) : (
          <>
            <Legend labels={groups.map((group) => words(group.name))} />
            <ol className={s.ranks}>
              {rows.map(({ unit, total }) => (
                <li key={unit.id}>
                  <span className={ui.num}>{total?.rank ?? '—'}</span>
                  <span>{words(unit.name)}</span>
                  <StackedBar
                    tall
                    whole={100}
                    says={`${words(unit.name)}：${groups.map((group) => `${words(group.name)} ${decimalText(at(unit.id, group.id)?.contribution, 2)}`).join('，')}`}
                    pieces={groups.map((group) => ({
                      label: words(group.name),
                      value: Number(at(unit.id, group.id)?.contribution ?? 0),
                    }))}
                  />
                  <Figure
                    what={`${words(unit.name)} ${t.total}`}
                    onExplain={() =>
                      onExplain({ kind: 'score', result, unitId: unit.id, node: root?.id ?? '' })
                    }
                  >
                    <b>{decimalText(total?.score, 2)}</b>
                  </Figure>
                </li>
              ))}
            </ol>
          </>
        )}
        <p className={cx(ui.sub, s.note)}>{t.robust}</p>
      </div>
    </Card>
  );
}
