import { useState } from 'react';
import { sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Button, Confirm, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useEvaluationWords } from './words.ts';

/** A year of an evaluation, of sub-parks or of carriers. */
interface Round {
  readonly period: string;
  readonly state: 'closed' | 'preview';
}

/** The round that was asked for; otherwise the newest closed one, otherwise the newest. */
export const roundAt = <R extends Round>(rounds: readonly R[], period: string | undefined): R | undefined =>
  rounds.find((round) => round.period === period) ??
  rounds.find(({ state }) => state === 'closed') ??
  rounds[0];

interface SelectProps {
  readonly rounds: readonly Round[];
  readonly period: string;
  readonly onChoose: (period: string) => void;
}

export function RoundSelect({ rounds, period, onChoose }: SelectProps) {
  const t = useEvaluationWords();
  const language = useLanguage();
  return (
    <label className={ui.row}>
      {t.year}
      <select
        className={ui.input}
        style={{ width: 170 }}
        value={period}
        onChange={(e) => onChoose(e.target.value)}
      >
        {rounds.map((round) => (
          <option key={round.period} value={round.period}>
            {periodText(round.period, language)}
            {round.state === 'preview' ? `（${t.preview}）` : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CloseProps {
  readonly period: string;
  /** What is asked before it is closed. */
  readonly asks: { readonly title: string; readonly text: string; readonly yes: string };
  readonly closing: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (input: { period: string }) => void;
  };
}

/** The office records a round when its year is over. */
export function CloseYear({ period, asks, closing }: CloseProps) {
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (me.active.role !== 'office' || me.today.slice(0, 4) <= period) return null;
  return (
    <>
      <Button disabled={closing.isPending} onClick={() => setAsking(true)}>
        {asks.yes}
      </Button>
      {closing.error && <Failure sentence={sentenceOf(closing.error)} />}
      {asking && (
        <Confirm
          {...asks}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            closing.mutate({ period });
          }}
        />
      )}
    </>
  );
}
