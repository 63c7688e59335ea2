import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/rpc.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { CloseYear } from '../evaluation/index.ts';
import { useCarrierWords } from './words.ts';

/** A year of the carriers. */
export function CloseCarrierRound({ period }: { period: string }) {
  const t = useCarrierWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const closing = useMutation(
    api.carriers.closeRound.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.carriers.key() }),
    }),
  );
  const asks = { title: t.closeTitle(periodText(period, language)), text: t.closeText, yes: t.close };
  return <CloseYear period={period} asks={asks} closing={closing} />;
}
