import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { noticeOf } from '../../app/notice.tsx';
import { api } from '../../app/rpc.ts';
import { Waiting } from '../../ui/parts.tsx';
import { RoundSelect, roundAt } from './rounds.tsx';
import { useEvaluationWords } from './words.ts';
import { Result } from './Result.tsx';

export function EvaluationPage() {
  const t = useEvaluationWords();
  const navigate = useNavigate();
  const { period } = useSearch({ from: '/shell/evaluation' });
  const rounds = useQuery(api.evaluation.listRounds.queryOptions());
  const at = rounds.data && roundAt(rounds.data.rows, period);
  const result = useQuery(
    api.evaluation.result.queryOptions({ input: { period: at?.period ?? '' }, enabled: Boolean(at) }),
  );
  const notice = noticeOf([rounds, result], rounds.data && !at ? t.none : null);
  if (notice) return notice;
  if (!rounds.data || !result.data) return <Waiting />;
  return (
    <Result result={result.data}>
      <RoundSelect
        rounds={rounds.data.rows}
        period={result.data.period}
        onChoose={(next) => void navigate({ to: '/evaluation', search: { period: next } })}
      />
    </Result>
  );
}
