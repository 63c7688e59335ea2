import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, sentenceOf } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Card, Empty, Failure, Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useEvaluationWords } from './words.ts';
import { Result } from './Result.tsx';

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
