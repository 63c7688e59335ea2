import type { CarrierNode } from '@yuanheng/contract';
import { decimalText, exactText, fullMoment } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './carriers.module.css';
import { useCarrierWords } from './words.ts';

/** One indicator of a carrier; opened, it says how the points come about and which documents they rest on. */
export function Leaf({ leaf, isPreview }: { leaf: CarrierNode; isPreview: boolean }) {
  const words = useWords();
  const units = useUnits();
  const gap = useGap(leaf, isPreview);
  const share = Math.max(0, Math.min(100, Number(leaf.score ?? 0)));
  return (
    <details className={s.leaf}>
      <summary>
        <span>
          {words(leaf.name)}{' '}
          <span className={ui.sub}>
            {leaf.input === null ? gap : `${decimalText(leaf.input, 2)} ${units(leaf.unit)}`}
          </span>
        </span>
        <span className={cx(s.bar, s.wideBar)} aria-hidden="true">
          <i style={{ width: `${share}%` }} />
        </span>
        <span className={cx(ui.right, ui.num)}>
          {decimalText(leaf.contribution, 2)} <span className={ui.sub}>/ {leaf.weight}</span>
        </span>
      </summary>
      <Says leaf={leaf} gap={gap} />
    </details>
  );
}

function useGap({ gap, missing }: CarrierNode, isPreview: boolean): string | null {
  const t = useCarrierWords();
  switch (gap) {
    case 'zero':
      return t.gapZero;
    case 'share':
      return isPreview && missing === 'own-fault' ? t.gapNotYet : t.gapShare;
    case 'not-applicable':
      return t.gapNot;
    case null:
      return null;
  }
}

function Says({ leaf, gap }: { leaf: CarrierNode; gap: string | null }) {
  const t = useCarrierWords();
  const words = useWords();
  const units = useUnits();
  return (
    <dl className={s.says}>
      {leaf.definition && (
        <>
          <dt>{t.definition}</dt>
          <dd>{leaf.definition}</dd>
        </>
      )}
      <dt>{t.value}</dt>
      <dd>{leaf.input === null ? gap : `${exactText(leaf.input)} ${units(leaf.unit)}`}</dd>
      {leaf.how && (
        <>
          <dt>{t.scoring}</dt>
          <dd>{words(leaf.how)}</dd>
        </>
      )}
      <dt>{t.evidence}</dt>
      <dd>
        {leaf.evidence?.documents.map((one) => (
          <div key={`${one.document} ${one.at}`}>
            {t.document(one.document, one.by, fullMoment(one.at))} ·{' '}
            {one.acceptedBy ? t.accepted(one.acceptedBy) : t.waiting}
          </div>
        ))}
        {leaf.evidence?.reports && <div>{t.reports(leaf.evidence.reports)}</div>}
        {!leaf.evidence?.documents.length && !leaf.evidence?.reports && '—'}
      </dd>
      {leaf.basis && (
        <>
          <dt>{t.basis}</dt>
          <dd>{leaf.basis}</dd>
        </>
      )}
    </dl>
  );
}
