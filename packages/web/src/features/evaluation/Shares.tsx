import type { EvaluationResult } from '@yuanheng/contract';
import { type Piece, StackedBar } from '../../ui/charts.tsx';
import { percentText } from '../../ui/format.ts';
import { Card } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './evaluation.module.css';
import { useEvaluationWords } from './words.ts';

export function Shares({ result }: { result: EvaluationResult }) {
  const t = useEvaluationWords();
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
