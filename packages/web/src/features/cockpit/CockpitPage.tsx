import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvaluationResult, Period, TargetProgress } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { Legend, StackedBar, Trend } from '../../ui/charts.tsx';
import { decimalText, exactText, fullMoment, periodText, trimmed } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  DataTable,
  Empty,
  Failure,
  Figure,
  NeedsReview,
  PageHead,
  Tag,
  Waiting,
  cx,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import s from './cockpit.module.css';

const useText = messages(
  {
    title: '行动方案目标',
    sub: (period: string, at: string) => `${period} · 报送数，截至 ${at} · 灰线为计划轨迹，虚线为目标`,
    reached: '● 已达到',
    'on-track': '● 按期',
    'at-risk': '▲ 有风险',
    behind: '■ 落后',
    'not-judged': '○ 暂不判定',
    target: '目标',
    plan: '计划',
    accepted: (period: string) => `${period}核定`,
    noBaseline: '基期未确认',
    noPath: '不画计划轨迹',
    noValue: '尚无数据',
    gap: (n: string, unit: string, plan: string, less: boolean) =>
      `比计划 ${plan} ${unit}${less ? '少' : '多'} ${n} ${unit}`,
    rule: (a: string, b: string) =>
      `判定：实际增量 ÷ 计划增量　● ≥ ${a} 按期　▲ ${b}–${a} 有风险　■ < ${b} 落后　○ 无基期或无数据`,
    ranking: (period: string) => `子园综合评价 · ${period}`,
    table: '看表格',
    chart: '看图',
    robust: '○ 名次稳健性尚未评估，不作为决定依据。',
    noRound: '还没有封存的评价。',
    progress: (period: string) => `${period}报送进度`,
    acceptedN: (n: number) => `已核定 ${n}`,
    waitingN: (n: number) => `审核中 ${n}`,
    notN: (n: number) => `未报 ${n}`,
    due: (day: string) => `${day} 截止 · 子园名称`,
    rank: '名次',
    unit: '子园',
    total: '总分',
    trend: (name: string) => `${name}：实际、计划轨迹与目标`,
    period: '报告期',
    value: '实际',
    planned: '计划轨迹',
    status: '判定',
    more: '看评价',
    none: '还没有开过报告期，目标没有可比的数。',
    toConfirm: '待确认',
    perUnit: (n: string, of: string) => `${n} / ${of}`,
  },
  {
    title: 'Targets of the action plan',
    sub: (period, at) => `${period} · reported, as of ${at} · grey: planned path, dashed: target`,
    reached: '● reached',
    'on-track': '● on track',
    'at-risk': '▲ at risk',
    behind: '■ behind',
    'not-judged': '○ not judged',
    target: 'Target',
    plan: 'Plan',
    accepted: (period) => `${period} accepted`,
    noBaseline: 'Baseline unconfirmed',
    noPath: 'no planned path',
    noValue: 'no figure yet',
    gap: (n, unit, plan, less) => `${n} ${unit} ${less ? 'below' : 'above'} the planned ${plan} ${unit}`,
    rule: (a, b) =>
      `Rule: actual gain ÷ planned gain　● ≥ ${a} on track　▲ ${b}–${a} at risk　■ < ${b} behind　○ no baseline or no figure`,
    ranking: (period) => `Sub-parks · ${period}`,
    table: 'Table',
    chart: 'Chart',
    robust: '○ Robustness not assessed yet; no decision rests on this.',
    noRound: 'No round has been closed yet.',
    progress: (period) => `Reporting, ${period}`,
    acceptedN: (n) => `accepted ${n}`,
    waitingN: (n) => `in review ${n}`,
    notN: (n) => `not reported ${n}`,
    due: (day) => `due ${day} · names of sub-parks`,
    rank: 'Rank',
    unit: 'Sub-park',
    total: 'Total',
    trend: (name) => `${name}: actual, planned path and target`,
    period: 'Period',
    value: 'Actual',
    planned: 'Planned',
    status: 'Status',
    more: 'Evaluation',
    none: 'No period has been opened; there is nothing to compare.',
    toConfirm: 'to confirm',
    perUnit: (n, of) => `${n} / ${of}`,
  },
);

const ORDER = ['behind', 'at-risk', 'not-judged', 'on-track', 'reached'] as const;
const TONE = {
  behind: 'bad',
  'at-risk': 'warn',
  'not-judged': undefined,
  'on-track': 'good',
  reached: 'good',
} as const;
type Explain = (asked: Asked) => void;

/** For leaders and the office: where the targets, the sub-parks and the reports stand. */
export function CockpitPage() {
  const t = useText();
  const periods = useQuery(api.statistics.listPeriods.queryOptions());
  if (periods.error)
    return <Failure sentence={sentenceOf(periods.error)} onRetry={() => void periods.refetch()} />;
  if (!periods.data) return <Waiting />;
  const [period] = periods.data.rows;
  if (!period)
    return (
      <>
        <PageHead title={t.title} />
        <Card>
          <Empty>{t.none}</Empty>
        </Card>
      </>
    );
  return <Cockpit period={period} />;
}

function Cockpit({ period }: { period: Period }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className={ui.stack}>
      <Targets period={period} onExplain={setAsked} />
      <div className={s.lower}>
        <Ranking onExplain={setAsked} />
        <Reporting period={period} onExplain={setAsked} />
      </div>
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function Targets({ period, onExplain }: { period: Period; onExplain: Explain }) {
  const t = useText();
  const language = useLanguage();
  const words = useWords();
  const [asTable, setAsTable] = useState(false);
  const progress = useQuery(api.plan.progress.queryOptions({ input: { period: period.code } }));
  if (progress.error)
    return <Failure sentence={sentenceOf(progress.error)} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return <Waiting />;
  const { rows, rule, asOf } = progress.data;
  const targets = rows
    .filter((row) => row.target.kind === 'target')
    .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const cards = targets.filter(
    (row) => row.status !== 'reached' && row.path.some(({ value }) => value !== null),
  );
  const strip = targets.filter((row) => !cards.includes(row));
  const counts = ORDER.map((status) => ({
    status,
    n: targets.filter((row) => row.status === status).length,
  })).filter(({ n }) => n > 0);
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return (
    <>
      <PageHead title={t.title} sub={t.sub(periodText(period.code, language), fullMoment(asOf))}>
        {counts.map(({ status, n }) => (
          <Tag key={status} tone={TONE[status]}>
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
                  `${point.value === null ? '—' : exactText(trimmed(point.value, 2))} ${row.target.unit}`,
              },
              {
                id: 'planned',
                head: t.planned,
                right: true,
                text: ({ point }) => (point.planned === null ? '—' : exactText(trimmed(point.planned, 2))),
              },
              {
                id: 'target',
                head: t.target,
                right: true,
                text: ({ row }) =>
                  `${row.target.comparator === 'range' ? '' : row.target.comparator} ${exactText(row.target.value)}`,
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
                    {row.actual?.value ? exactText(trimmed(row.actual.value, 2)) : '—'}
                  </b>
                </Figure>{' '}
                <span className={ui.sub}>
                  {row.target.unit}，{t.target} {exactText(row.target.value)}
                </span>
              </span>
              <Tag tone={TONE[row.status]}>{t[row.status]}</Tag>
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

const askedFor = (row: TargetProgress, stage: 'reported' | 'accepted' = 'reported'): Asked =>
  row.actual && row.target.indicatorId
    ? {
        kind: 'indicator',
        id: row.target.indicatorId,
        period: stage === 'accepted' && row.actual.accepted ? row.actual.accepted.period : row.actual.period,
        stage,
        progress: row,
      }
    : { kind: 'target', progress: row };

function TargetCard({ row, wide, onExplain }: { row: TargetProgress; wide: boolean; onExplain: Explain }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  const { target, actual, planned, baseline } = row;
  const name = words(target.name);
  const gap = actual?.value && planned !== null ? Number(actual.value) - Number(planned) : null;
  const places = Math.max(actual?.value?.split('.')[1]?.length ?? 0, 0) > 0 ? 2 : 0;
  const amount = gap === null ? '' : decimalText(Math.abs(gap).toFixed(places), places);
  const plannedText = planned === null ? '' : decimalText(planned, places);
  const number = (text: string | null) => (text === null ? null : Number(text));
  return (
    <section className={cx(ui.card, s.card, wide && s.wide, row.status === 'behind' && s.behind)}>
      <div className={ui.between}>
        <h2 className={s.name}>{name}</h2>
        <Tag tone={TONE[row.status]}>{t[row.status]}</Tag>
      </div>
      <div className={wide ? s.split : undefined}>
        <div>
          <div className={ui.between}>
            <span>
              <Figure what={name} onExplain={() => onExplain(askedFor(row))}>
                <b className={s.value}>{actual?.value ? decimalText(actual.value, places) : '—'}</b>
              </Figure>{' '}
              {target.unit} {target.needsReview && <NeedsReview who={target.needsReview.who} />}
            </span>
            <span className={ui.sub}>
              {t.target} {target.comparator === '>' ? '> ' : ''}
              {exactText(target.value)}
            </span>
          </div>
          {wide && gap !== null && <p>{t.gap(amount, target.unit, plannedText, gap < 0)}</p>}
        </div>
        <Trend
          height={wide ? 140 : 74}
          says={t.trend(name)}
          target={Number(target.value)}
          targetLabel={exactText(target.value)}
          points={row.path.map((point) => ({
            label: point.period.slice(2).replace('Q', ' Q'),
            value: number(point.value),
            planned: number(point.planned),
          }))}
        />
      </div>
      <div className={cx(ui.between, s.foot)}>
        {baseline && planned !== null ? (
          <span>
            {t.plan} {plannedText}{' '}
            <b className={gap !== null && gap < 0 ? s.down : s.up}>
              {gap !== null && gap < 0 ? '▼' : '▲'} {amount}
            </b>
          </span>
        ) : (
          <span>
            {t.noBaseline} <NeedsReview />
          </span>
        )}
        {actual?.accepted ? (
          <span>
            {t.accepted(periodText(actual.accepted.period, language))}{' '}
            <Figure
              what={`${name} ${actual.accepted.period}`}
              onExplain={() => onExplain(askedFor(row, 'accepted'))}
            >
              {decimalText(actual.accepted.value, places)}
            </Figure>
          </span>
        ) : (
          !baseline && <span>{t.noPath}</span>
        )}
      </div>
    </section>
  );
}

function Ranking({ onExplain }: { onExplain: Explain }) {
  const t = useText();
  const rounds = useQuery(api.evaluation.listRounds.queryOptions());
  const closed = rounds.data?.rows.find(({ state }) => state === 'closed');
  const result = useQuery(
    api.evaluation.result.queryOptions({ input: { period: closed?.period ?? '' }, enabled: Boolean(closed) }),
  );
  const failed = rounds.error ?? result.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([rounds.refetch(), result.refetch()])}
      />
    );
  if (rounds.data && !closed)
    return (
      <Card>
        <Empty>{t.noRound}</Empty>
      </Card>
    );
  if (!result.data) return <Waiting />;
  return <RankingCard result={result.data} onExplain={onExplain} />;
}

function RankingCard({ result, onExplain }: { result: EvaluationResult; onExplain: Explain }) {
  const t = useText();
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

function Reporting({ period, onExplain }: { period: Period; onExplain: Explain }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
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
        <p className={cx(ui.sub, s.note)}>
          {t.notN(counts.notReported)} · {t.due(period.dueOn)} <NeedsReview />
        </p>
      </div>
    </Card>
  );
}
