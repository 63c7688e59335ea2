import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { CloseYear } from './rounds.tsx';
import { useEvaluationWords } from './words.ts';

/** A year of the sub-parks. */
export function CloseRound({ period }: { period: string }) {
  const t = useEvaluationWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const closing = useMutation(
    api.evaluation.closeRound.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.evaluation.key() }),
    }),
  );
  const asks = { title: t.closeTitle(periodText(period, language)), text: t.closeText, yes: t.close };
  return <CloseYear period={period} asks={asks} closing={closing} />;
}
