import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvaluationResult, SchemeNode } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { type Piece, StackedBar } from '../../ui/charts.tsx';
import { saveCsv } from '../../ui/csv.ts';
import { decimalText, fullMoment, percentText, periodText } from '../../ui/format.ts';
import { messages, useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Confirm,
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
import s from './evaluation.module.css';

const useText = messages(
  {
    title: (period: string) => `子园综合评价 · ${period}`,
    preview: '试算',
    previewNote: '试算用此刻已报的数，随报送变动；没有封存，不作为结果。',
    scheme: (id: string, n: number, from: string) => `方案 ${id} 第 ${n} 版，${from} 起施行`,
    closed: (at: string, by: string) => `${at} ${by} 封存`,
    asOf: (at: string) => `截至 ${at}`,
    points: '数字为对总分的贡献（分）',
    year: '年度',
    export: '导出 CSV',
    indicator: '指标',
    weight: '权重',
    data: '数据',
    whole: '综合指数',
    rank: (n: number) => `第 ${n} 名`,
    notRated: '暂不评定',
    reported: '报表',
    entered: '录入',
    missing: '缺失',
    bars: '条长 = 得分占该项权重的比例。点任一数字看原值、目标区间（最低值 → 最高值）和来源。',
    other: '换个算法，名次变不变',
    unit: '子园',
    byScheme: '按方案',
    equal: '等权',
    geometric: '几何平均',
    same: '三种算法名次一致，这不等于名次稳健：尚未检验权重和数据误差。',
    differ: '换算法后名次有变动，更不能据此定奖惩。',
    shares: '权重靠什么数据',
    shareReported: '企业报表',
    shareEntered: '录入值',
    shareMissing: '缺失',
    limit: (n: number) => `缺失的权重在组内重新分摊；缺失超过 ${n}% 时暂不评定。`,
    robust: '名次稳健性尚未评估',
    robustText: '本页结果供讨论，不能据此作奖惩、整改或淘汰决定。',
    toConfirm: (what: string) => `待确认：${what}`,
    none: '还没有可看的评价。',
    close: '封存本轮',
    closeTitle: (p: string) => `封存 ${p} 评价？`,
    closeText: '按此刻所知计算并记录，之后不再变动。',
    fold: '收起',
    open: '展开',
  },
  {
    title: (period) => `Sub-parks · ${period}`,
    preview: 'Preview',
    previewNote: 'A preview uses what is reported now and moves with it; it is not recorded and no result.',
    scheme: (id, n, from) => `Scheme ${id} version ${n}, in force from ${from}`,
    closed: (at, by) => `closed ${at} by ${by}`,
    asOf: (at) => `as of ${at}`,
    points: 'figures are contributions to the total (points)',
    year: 'Year',
    export: 'Export CSV',
    indicator: 'Indicator',
    weight: 'Weight',
    data: 'Data',
    whole: 'Total',
    rank: (n) => `rank ${n}`,
    notRated: 'not rated',
    reported: 'reports',
    entered: 'entered',
    missing: 'missing',
    bars: 'Bar: share of the weight that was earned. Press a figure for its value, goalposts (worst → best) and source.',
    other: 'Would another method change the ranks?',
    unit: 'Sub-park',
    byScheme: 'Scheme',
    equal: 'Equal',
    geometric: 'Geometric',
    same: 'All three agree; this is not yet robustness: weights and errors of the data have not been tried.',
    differ: 'The ranks change with the method: all the less may a decision rest on them.',
    shares: 'What the weight rests on',
    shareReported: 'Reports',
    shareEntered: 'Entered values',
    shareMissing: 'Missing',
    limit: (n) => `Missing weight is shared out within its group; above ${n} % a unit is not rated.`,
    robust: 'Robustness of ranks not assessed yet',
    robustText: 'For discussion only: no reward, correction or removal may rest on this page.',
    toConfirm: (what) => `To confirm: ${what}`,
    none: 'There is no evaluation yet.',
    close: 'Close the round',
    closeTitle: (p) => `Close ${p}?`,
    closeText: 'Computed from what is known now and recorded; it does not change afterwards.',
    fold: 'Fold',
    open: 'Unfold',
  },
);

export function EvaluationPage() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { period } = useSearch({ from: '/shell/evaluation' });
  const rounds = useQuery(api.evaluation.listRounds.queryOptions());
  const at =
    rounds.data?.rows.find((row) => row.period === period) ??
    rounds.data?.rows.find(({ state }) => state === 'closed') ??
    rounds.data?.rows[0];
  const result = useQuery(
    api.evaluation.result.queryOptions({ input: { period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const failed = rounds.error ?? result.error;
  if (failed)
    return (
      <Failure
        sentence={sentenceOf(failed)}
        onRetry={() => void Promise.all([rounds.refetch(), result.refetch()])}
      />
    );
  if (rounds.data && !at)
    return (
      <Card>
        <Empty>{t.none}</Empty>
      </Card>
    );
  if (!rounds.data || !result.data) return <Waiting />;
  return (
    <Result result={result.data}>
      <label className={ui.row}>
        {t.year}
        <select
          className={ui.input}
          style={{ width: 170 }}
          value={result.data.period}
          onChange={(e) => void navigate({ to: '/evaluation', search: { period: e.target.value } })}
        >
          {rounds.data.rows.map((row) => (
            <option key={row.period} value={row.period}>
              {periodText(row.period, language)}
              {row.state === 'preview' ? `（${t.preview}）` : ''}
            </option>
          ))}
        </select>
      </label>
    </Result>
  );
}

type ScoreOf = (unitId: string, node: string) => EvaluationResult['scores'][number] | undefined;

function Result({ result, children }: { result: EvaluationResult; children: React.ReactNode }) {
  const t = useText();
  const words = useWords();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const scoreOf: ScoreOf = (unitId, node) =>
    result.scores.find((score) => score.unitId === unitId && score.node === node);
  const title = t.title(periodText(result.period, language));
  const save = () =>
    saveCsv(
      title,
      { filter: `${result.schemeId} v${result.schemeVersion} ${result.state}`, asOf: result.asOf },
      [
        [t.indicator, t.weight, ...result.units.map((unit) => words(unit.name))],
        ...result.nodes.map((node) => [
          words(node.name),
          String(node.weight),
          ...result.units.map((unit) => decimalText(scoreOf(unit.id, node.id)?.contribution, 4)),
        ]),
      ],
    );
  return (
    <div className={ui.stack}>
      <PageHead
        title={
          <>
            {title} {result.state === 'preview' && <Tag tone="warn">▲ {t.preview}</Tag>}
          </>
        }
        sub={
          <>
            {t.scheme(result.schemeId, result.schemeVersion, result.inForceFrom)}{' '}
            <NeedsReview who={result.needsReview} /> ·{' '}
            {result.closedAt && result.closedBy
              ? t.closed(fullMoment(result.closedAt), result.closedBy)
              : t.asOf(fullMoment(result.asOf))}{' '}
            · {t.points}
          </>
        }
      >
        {children}
        {result.state === 'preview' && <CloseRound period={result.period} />}
        <Button onClick={save}>{t.export}</Button>
      </PageHead>
      {result.state === 'preview' && <p className={ui.notice}>{t.previewNote}</p>}
      <div className={s.page}>
        <Card flush>
          <Tree result={result} scoreOf={scoreOf} onExplain={setAsked} />
        </Card>
        <div className={ui.stack}>
          <Others result={result} scoreOf={scoreOf} />
          <Shares result={result} />
          <Card title={`○ ${t.robust}`}>
            <p>{t.robustText}</p>
            {result.needsReview && <p className={ui.sub}>{t.toConfirm(result.needsReview)}</p>}
          </Card>
        </div>
      </div>
      {asked && <ExplainDrawer asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function CloseRound({ period }: { period: string }) {
  const t = useText();
  const me = useMe();
  const language = useLanguage();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = useMutation(
    api.evaluation.closeRound.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.evaluation.key() }),
    }),
  );
  // a year is closed when it is over
  if (me.active.role !== 'office' || me.today.slice(0, 4) <= period) return null;
  return (
    <>
      <Button disabled={close.isPending} onClick={() => setAsking(true)}>
        {t.close}
      </Button>
      {close.error && <Failure sentence={sentenceOf(close.error)} />}
      {asking && (
        <Confirm
          title={t.closeTitle(periodText(period, language))}
          text={t.closeText}
          yes={t.close}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            close.mutate({ period });
          }}
        />
      )}
    </>
  );
}

function Tree({
  result,
  scoreOf,
  onExplain,
}: {
  result: EvaluationResult;
  scoreOf: ScoreOf;
  onExplain: (asked: Asked) => void;
}) {
  const t = useText();
  const words = useWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [root] = result.nodes;
  if (!root) return null;
  const groups = result.nodes.filter(({ parent }) => parent === root.id);
  const leavesOf = (id: string) => result.nodes.filter(({ parent }) => parent === id);
  const toggle = (id: string) =>
    setFolded(new Set(folded.has(id) ? [...folded].filter((other) => other !== id) : [...folded, id]));
  const ask = (unitId: string, node: string) => onExplain({ kind: 'score', result, unitId, node });
  const cells = (node: SchemeNode, strong: boolean) =>
    result.units.map((unit) => {
      const score = scoreOf(unit.id, node.id);
      const share = Math.max(0, Math.min(1, Number(score?.contribution ?? 0) / node.weight));
      return (
        <td key={unit.id} className={ui.right}>
          <span className={s.cell}>
            <span className={s.bar} aria-hidden="true">
              <i style={{ width: `${share * 100}%` }} />
            </span>
            <Figure what={`${words(unit.name)} ${words(node.name)}`} onExplain={() => ask(unit.id, node.id)}>
              {strong ? <b>{decimalText(score?.contribution, 2)}</b> : decimalText(score?.contribution, 2)}
            </Figure>
          </span>
        </td>
      );
    });
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.whole}>
      <table className={cx(ui.table, s.tree)}>
        <caption className={ui.caption}>{t.whole}</caption>
        <thead>
          <tr>
            <th scope="col">{t.indicator}</th>
            <th scope="col" className={ui.right}>
              {t.weight}
            </th>
            <th scope="col">{t.data}</th>
            {result.units.map((unit) => (
              <th key={unit.id} scope="col" className={ui.right}>
                {words(unit.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={s.whole}>
              {t.whole}
            </th>
            <td className={cx(ui.right, ui.num)}>100</td>
            <td />
            {result.units.map((unit) => {
              const score = scoreOf(unit.id, root.id);
              return (
                <td key={unit.id} className={ui.right}>
                  <Figure what={`${words(unit.name)} ${t.whole}`} onExplain={() => ask(unit.id, root.id)}>
                    <b className={s.total}>{decimalText(score?.score, 2)}</b>
                  </Figure>
                  <br />
                  <span className={ui.sub}>{score?.rank ? t.rank(score.rank) : t.notRated}</span>
                </td>
              );
            })}
          </tr>
          {groups.map((group) => [
            <tr key={group.id} className={s.group}>
              <th scope="row">
                <button
                  type="button"
                  className={s.fold}
                  aria-expanded={!folded.has(group.id)}
                  onClick={() => toggle(group.id)}
                >
                  {folded.has(group.id) ? '▸' : '▾'} {words(group.name)}
                </button>
              </th>
              <td className={cx(ui.right, ui.num)}>
                <b>{group.weight}</b>
              </td>
              <td className={ui.sub}>
                <GroupData result={result} leaves={leavesOf(group.id)} />
              </td>
              {cells(group, true)}
            </tr>,
            ...(folded.has(group.id)
              ? []
              : leavesOf(group.id).map((leaf) => (
                  <tr key={leaf.id}>
                    <th scope="row" className={s.leaf}>
                      {words(leaf.name)} <span className={ui.sub}>{leaf.unit}</span>
                    </th>
                    <td className={cx(ui.right, ui.num)}>{leaf.weight}</td>
                    <td>
                      <LeafData result={result} leaf={leaf} />
                    </td>
                    {cells(leaf, false)}
                  </tr>
                ))),
          ])}
        </tbody>
      </table>
      <p className={cx(ui.sub, s.note)}>{t.bars}</p>
    </section>
  );
}

/** What a leaf rests on over all units: the weakest source names it. */
function sourceOf(result: EvaluationResult, leaf: SchemeNode): 'reported' | 'entered' | 'missing' {
  const sources = result.scores.filter((score) => score.node === leaf.id).map((score) => score.source);
  if (sources.every((source) => source === 'missing')) return 'missing';
  return sources.includes('reported') ? 'reported' : 'entered';
}

function LeafData({ result, leaf }: { result: EvaluationResult; leaf: SchemeNode }) {
  const t = useText();
  const source = sourceOf(result, leaf);
  return (
    <Tag tone={source === 'reported' ? 'soft' : undefined}>
      {source === 'missing' ? `○ ${t.missing}` : t[source]}
    </Tag>
  );
}

function GroupData({ result, leaves }: { result: EvaluationResult; leaves: readonly SchemeNode[] }) {
  const t = useText();
  const sum = (source: string) =>
    leaves.filter((leaf) => sourceOf(result, leaf) === source).reduce((n, leaf) => n + leaf.weight, 0);
  return (['reported', 'entered', 'missing'] as const)
    .flatMap((source) => (sum(source) > 0 ? [`${t[source]} ${sum(source)}`] : []))
    .join(' · ');
}

function Others({ result, scoreOf }: { result: EvaluationResult; scoreOf: ScoreOf }) {
  const t = useText();
  const words = useWords();
  const root = result.nodes[0]?.id ?? '';
  const rows = result.units
    .map((unit) => {
      const own = scoreOf(unit.id, root);
      const of = (list: EvaluationResult['alternatives']['equal']) =>
        list.find(({ unitId }) => unitId === unit.id);
      return {
        unit,
        ways: [
          { name: 'own', score: own?.score, rank: own?.rank },
          {
            name: 'equal',
            score: of(result.alternatives.equal)?.score,
            rank: of(result.alternatives.equal)?.rank,
          },
          {
            name: 'geometric',
            score: of(result.alternatives.geometric)?.score,
            rank: of(result.alternatives.geometric)?.rank,
          },
        ],
      };
    })
    .toSorted((a, b) => (a.ways[0]?.rank ?? 99) - (b.ways[0]?.rank ?? 99));
  const agree = rows.every(({ ways }) => ways.every(({ rank }) => rank === ways[0]?.rank));
  return (
    <Card title={t.other}>
      <table className={cx(ui.table, s.small)}>
        <caption className={ui.caption}>{t.other}</caption>
        <thead>
          <tr>
            <th scope="col">{t.unit}</th>
            <th scope="col" className={ui.right}>
              {t.byScheme}
            </th>
            <th scope="col" className={ui.right}>
              {t.equal}
            </th>
            <th scope="col" className={ui.right}>
              {t.geometric}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unit, ways }) => (
            <tr key={unit.id}>
              <th scope="row">{words(unit.name)}</th>
              {ways.map(({ name, score, rank }) => (
                <td key={name} className={cx(ui.right, ui.num)}>
                  <b>{rank ?? '—'}</b> <span className={ui.sub}>{decimalText(score, 1)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={ui.sub}>{agree ? t.same : t.differ}</p>
    </Card>
  );
}

function Shares({ result }: { result: EvaluationResult }) {
  const t = useText();
  const { reported, entered, missing } = result.weightShares;
  const pieces: Piece[] = [
    { label: t.shareReported, value: reported },
    { label: t.shareEntered, value: entered },
    { label: t.shareMissing, value: missing },
  ];
  return (
    <Card title={t.shares}>
      <div className={ui.stack}>
        <StackedBar
          tall
          whole={1}
          says={pieces.map(({ label, value }) => `${label} ${percentText(value, 0)}`).join('，')}
          pieces={pieces.slice(0, 2)}
        />
        <dl className={s.shares}>
          {pieces.map(({ label, value }) => (
            <div key={label} className={ui.between}>
              <dt>{label}</dt>
              <dd className={ui.num}>{percentText(value, 0)}</dd>
            </div>
          ))}
        </dl>
        <p className={ui.sub}>{t.limit(result.missingLimitPercent)}</p>
      </div>
    </Card>
  );
}
