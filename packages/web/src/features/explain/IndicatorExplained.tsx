import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { decimalText, fullMoment, periodText, trimmed } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Button, Failure, NeedsReview, Waiting } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import type { Asked } from './explain.ts';
import { TargetFacts } from './TargetExplained.tsx';
import { useExplainWords } from './words.ts';
import { EnteredFigures, Stages, Formula } from './IndicatorFigures.tsx';
import { Acts } from './Acts.tsx';
import { Parts } from './Parts.tsx';
import { Section } from './Section.tsx';

type Of = Extract<Asked, { kind: 'indicator' }>;

/** A computed indicator: formula with numbers, parts down to the reports, who passed them, what changed. */
export function IndicatorExplained({ asked, onGo }: { asked: Of; onGo: (next: Asked) => void }) {
  const t = useExplainWords();
  const language = useLanguage();
  const words = useWords();
  const unitText = useUnits();
  const [below, setBelow] = useState<string | undefined>();
  const { id, unit, period, stage, asOf, progress } = asked;
  const explained = useQuery({
    ...api.indicators.explain.queryOptions({
      input: {
        id,
        period,
        stage,
        ...(unit ? { unit } : {}),
        ...(asOf ? { asOf } : {}),
        ...(below ? { below } : {}),
      },
    }),
    placeholderData: (before) => before,
  });
  if (explained.error)
    return <Failure sentence={sentenceOf(explained.error)} onRetry={() => void explained.refetch()} />;
  if (!explained.data) return <Waiting />;
  const e = explained.data;
  const places = e.indicator.decimals;
  const other = stage === 'reported' ? 'accepted' : 'reported';
  return (
    <>
      <p className={ui.sub}>
        {words(e.indicator.name)} · {words(e.unit.name)}{' '}
        {e.unit.needsReview && <NeedsReview who={e.unit.needsReview} />} · {periodText(e.period, language)}
      </p>
      <Stages e={e} stage={stage} other={other} progress={progress} />
      {progress && <TargetFacts progress={progress} />}
      <Section
        n={1}
        title={t.how}
        aside={
          <>
            {t.version(e.version, e.inForceFrom)}{' '}
            {e.indicator.needsReview && <NeedsReview who={e.indicator.needsReview} />}
          </>
        }
      >
        <Formula e={e} />
      </Section>
      {e.parts.length > 0 && (
        <Section
          n={2}
          title={t.which}
          aside={e.measures.map((m) => `${m.name} ${unitText(m.unit)}`).join('；')}
        >
          <Parts e={e} below={below} onBelow={setBelow} />
          {e.coverage && e.coverage.due > e.coverage.reported && (
            <p className={ui.sub}>{t.missing(e.coverage.due - e.coverage.reported)}</p>
          )}
        </Section>
      )}
      {e.entered.length > 0 && (
        <Section n={2} title={t.entered}>
          <EnteredFigures e={e} />
        </Section>
      )}
      {e.coverage && (
        <Section n={3} title={t.who}>
          {e.events.length === 0 ? <p className={ui.sub}>{t.noActs}</p> : <Acts e={e} />}
        </Section>
      )}
      <Section n={4} title={t.changes}>
        <p>
          {e.dayBefore === null
            ? t.notThen
            : trimmed(e.dayBefore, 10) === trimmed(e.unrounded ?? '', 10)
              ? t.unchanged
              : t.dayBefore(`${decimalText(e.dayBefore, places)} ${unitText(e.indicator.unit)}`)}
        </p>
      </Section>
      <div className={ui.between}>
        <Button onClick={() => onGo({ ...asked, stage: other })}>{t.switchTo(t[other])}</Button>
        <span className={ui.sub}>{t.computed(fullMoment(e.asOf))}</span>
      </div>
    </>
  );
}
