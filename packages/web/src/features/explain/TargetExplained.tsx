import { Link } from '@tanstack/react-router';
import type { TargetProgress } from '@yuanheng/contract';
import { exactText, percentText, trimmed } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { NeedsReview } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import { useExplainWords } from './words.ts';

/** What the plan says of a target, its baseline and where it stands on the planned path. */
export function TargetFacts({ progress }: { progress: TargetProgress }) {
  const t = useExplainWords();
  const unitText = useUnits();
  const { target, baseline, planned, share } = progress;
  return (
    <dl className={s.pairs}>
      <dt>{t.quote}</dt>
      <dd>
        “{target.quote}”{' '}
        {target.needsReview && (
          <>
            <NeedsReview who={target.needsReview.who} />{' '}
            <span className={ui.sub}>{target.needsReview.what}</span>
          </>
        )}
      </dd>
      <dt>{t.baseline}</dt>
      <dd>
        {baseline ? (
          <>
            {exactText(baseline.value)} {unitText(target.unit)} · {baseline.on} · {baseline.document}
          </>
        ) : (
          t.noBaseline
        )}
      </dd>
      {planned !== null && (
        <>
          <dt>{t.planned}</dt>
          <dd>
            {exactText(trimmed(planned, 2))} {unitText(target.unit)}
            {share !== null && ` · ${t.share(percentText(share, 0))}`}
          </dd>
        </>
      )}
    </dl>
  );
}

export function TargetExplained({ progress }: { progress: TargetProgress }) {
  const t = useExplainWords();
  const unitText = useUnits();
  const words = useWords();
  const { target } = progress;
  return (
    <>
      <div className={ui.cells}>
        <div>
          <span className={ui.sub}>
            {t.target} · {target.deadline ?? '—'}
          </span>
          <span data-value={target.value}>
            <b className={ui.big}>
              {exactText(target.value)}
              {target.valueMax && `–${exactText(target.valueMax)}`}
            </b>{' '}
            {unitText(target.unit)}
          </span>
          <Link to="/plan" hash={`line-${target.line}`} className={ui.sub}>
            {t.clause} {target.clause} · {words(target.name)}
          </Link>
        </div>
      </div>
      <TargetFacts progress={progress} />
    </>
  );
}
