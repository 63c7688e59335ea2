import { useState } from 'react';
import type { EvaluationResult } from '@yuanheng/contract';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { fullMoment, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Card, NeedsReview, PageHead, Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, ExplainDrawer } from '../explain/index.ts';
import type { ScoreOf } from './Tree.tsx';
import s from './evaluation.module.css';
import { Others } from './Others.tsx';
import { Shares } from './Shares.tsx';
import { Tree } from './Tree.tsx';
import { useEvaluationWords } from './words.ts';
import { CloseRound } from './CloseRound.tsx';

/** One round: the tree of scores, and beside it what the totals rest on. */
export function Result({ result, children }: { result: EvaluationResult; children: React.ReactNode }) {
  const t = useEvaluationWords();
  const words = useWords();
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const scoreOf: ScoreOf = (unitId, node) =>
    result.scores.find((score) => score.unitId === unitId && score.node === node);
  const title = t.title(periodText(result.period, language));
  const exported = () => [
    [t.indicator, t.weight, ...result.units.map((unit) => words(unit.name))],
    ...result.nodes.map((node) => [
      words(node.name),
      String(node.weight),
      ...result.units.map((unit) => scoreOf(unit.id, node.id)?.contribution ?? ''),
    ]),
  ];
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
      </PageHead>
      {result.state === 'preview' && <p className={ui.notice}>{t.previewNote}</p>}
      <div className={s.page}>
        <Card flush>
          <Tree result={result} scoreOf={scoreOf} onExplain={setAsked} />
          <ExportTable
            title={title}
            said={{
              filter: `${result.schemeId} v${result.schemeVersion} ${result.state}`,
              asOf: result.asOf,
            }}
            rows={exported}
          />
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
