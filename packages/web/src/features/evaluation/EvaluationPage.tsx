import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { EvaluationResult } from '@yuanheng/contract';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { saveCsv } from '../../ui/csv.ts';
import { decimalText, fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Confirm,
  Empty,
  Failure,
  NeedsReview,
  PageHead,
  Tag,
  Waiting,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import s from './evaluation.module.css';
import { Others } from './Others.tsx';
import { Shares } from './Shares.tsx';
import { type ScoreOf, Tree } from './Tree.tsx';
import { useEvaluationWords } from './words.ts';

export function EvaluationPage() {
  const t = useEvaluationWords();
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

function Result({ result, children }: { result: EvaluationResult; children: React.ReactNode }) {
  const t = useEvaluationWords();
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
  const t = useEvaluationWords();
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
