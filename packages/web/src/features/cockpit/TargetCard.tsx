import type { TargetProgress } from '@yuanheng/contract';
import { Trend } from '../../ui/charts.tsx';
import { decimalText, exactText, periodText } from '../../ui/format.ts';
import { useLanguage, useWords } from '../../ui/messages.ts';
import { Figure, NeedsReview, Tag, cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './cockpit.module.css';
import { STATUS_TONE, type Explain, aimText, askedFor } from './status.ts';
import { useCockpitWords } from './words.ts';

export function TargetCard({
  row,
  wide,
  onExplain,
}: {
  row: TargetProgress;
  wide: boolean;
  onExplain: Explain;
}) {
  const t = useCockpitWords();
  const words = useWords();
  const unitText = useUnits();
  const language = useLanguage();
  const { target, actual, planned, baseline } = row;
  const name = words(target.name);
  const gap = actual?.value && planned !== null ? Number(actual.value) - Number(planned) : null;
  const places = actual?.decimals ?? 0;
  const amount = gap === null ? '' : decimalText(Math.abs(gap).toFixed(places), places);
  const plannedText = planned === null ? '' : decimalText(planned, places);
  const number = (text: string | null) => (text === null ? null : Number(text));
  return (
    <section className={cx(ui.card, s.card, wide && s.wide, row.status === 'behind' && s.behind)}>
      <div className={ui.between}>
        <h2 className={s.name}>{name}</h2>
        <Tag tone={STATUS_TONE[row.status]}>{t[row.status]}</Tag>
      </div>
      <div className={wide ? s.split : undefined}>
        <div>
          <div className={ui.between}>
            <span>
              <Figure what={name} onExplain={() => onExplain(askedFor(row))}>
                <b className={s.value}>{actual?.value ? decimalText(actual.value, places) : '—'}</b>
              </Figure>{' '}
              {unitText(target.unit)} {target.needsReview && <NeedsReview who={target.needsReview.who} />}
            </span>
            <span className={ui.sub}>
              {t.target} {aimText(target)}
            </span>
          </div>
          {wide && gap !== null && (
            <p>{t.gap({ n: amount, unit: unitText(target.unit), plan: plannedText, less: gap < 0 })}</p>
          )}
        </div>
        <Trend
          height={wide ? 140 : 74}
          says={t.trend(name)}
          target={Number(target.value)}
          targetLabel={exactText(target.value)}
          points={row.path.map((point) => ({
            label: point.period.slice(2).replace('Q', ' Q'),
            value: number(point.value),
            planned: number(point.planned),
          }))}
        />
      </div>
      <div className={cx(ui.between, s.foot)}>
        {baseline && planned !== null ? (
          <span>
            {t.plan} {plannedText}{' '}
            <b className={gap !== null && gap < 0 ? s.down : s.up}>
              {gap !== null && gap < 0 ? '▼' : '▲'} {amount}
            </b>
          </span>
        ) : (
          <span>
            {t.noBaseline} <NeedsReview />
          </span>
        )}
        {actual?.accepted ? (
          <span>
            {t.accepted(periodText(actual.accepted.period, language))}{' '}
            <Figure
              what={`${name} ${actual.accepted.period}`}
              onExplain={() => onExplain(askedFor(row, 'accepted'))}
            >
              {decimalText(actual.accepted.value, places)}
            </Figure>
          </span>
        ) : (
          !baseline && <span>{t.noPath}</span>
        )}
      </div>
    </section>
  );
}
