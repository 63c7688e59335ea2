import { Link } from '@tanstack/react-router';
import type { Explanation, TargetProgress } from '@yuanheng/contract';
import { decimalText, exactText, fullMoment, trimmed, periodText } from '../../ui/format.ts';
import { useWords, useLanguage } from '../../ui/messages.ts';
import { DataTable } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import { useExplainWords } from './words.ts';

type Stage = 'reported' | 'accepted';

interface StagesProps {
  readonly e: Explanation;
  readonly stage: Stage;
  readonly other: Stage;
  readonly progress: TargetProgress | undefined;
}

/** Reported and accepted side by side, and the target. */
export function Stages({ e, stage, other, progress }: StagesProps) {
  const t = useExplainWords();
  const unitText = useUnits();
  const places = e.indicator.decimals;
  const coverText = (f: { coverage: Explanation['coverage'] }, of: string) =>
    f.coverage ? (of === 'reported' ? t.cover : t.acceptedCover)(f.coverage.reported, f.coverage.due) : '';
  return (
    <div className={ui.cells}>
      <div>
        <span className={ui.sub}>{t[stage]}</span>
        <span data-value={e.value ?? ''}>
          <b className={ui.big}>{decimalText(e.value, places)}</b> {unitText(e.indicator.unit)}
        </span>
        <span className={ui.sub}>{coverText(e, stage)}</span>
      </div>
      <div>
        <span className={ui.sub}>{t[other]}</span>
        <span>
          <b className={ui.big}>{decimalText(e.beside.value, places)}</b> {unitText(e.indicator.unit)}
        </span>
        <span className={ui.sub}>{coverText(e.beside, other)}</span>
      </div>
      {progress && (
        <div>
          <span className={ui.sub}>
            {t.target} · {progress.target.deadline ?? '—'}
          </span>
          <span>
            <b className={ui.big}>{exactText(progress.target.value)}</b> {unitText(progress.target.unit)}
          </span>
          <Link to="/plan" hash={`line-${progress.target.line}`} className={ui.sub}>
            {t.clause} {progress.target.clause}
          </Link>
        </div>
      )}
    </div>
  );
}

/** The formula, with numbers, and what each of its names stands for. */
export function Formula({ e }: { e: Explanation }) {
  const t = useExplainWords();
  const unitText = useUnits();
  const words = useWords();
  const places = e.indicator.decimals;
  return (
    <>
      <div className={s.formula}>
        <code data-formula={e.formula}>{e.formula}</code>
        <code>
          = {e.withNumbers}
          {e.unrounded !== null && ` = ${exactText(trimmed(e.unrounded, 6))} → `}
          <b>
            {decimalText(e.value, places)} {unitText(e.indicator.unit)}
          </b>
        </code>
        {e.value === null && <span>{e.withheld ? words(e.withheld) : t.none}</span>}
        <span className={ui.sub}>
          {t.basis}：{e.basis}
        </span>
      </div>
      <DataTable
        caption={t.which}
        rows={e.measures}
        rowKey={(m) => m.name}
        said={{ filter: `${e.indicator.id} ${e.period}`, asOf: e.asOf }}
        columns={[
          { id: 'name', head: t.which, text: (m) => m.name },
          { id: 'says', head: t.saw, text: (m) => words(m.says) },
          {
            id: 'value',
            head: t.value,
            right: true,
            text: (m) => `${exactText(m.value)} ${unitText(m.unit)}`,
            cell: (m) => (
              <span data-measure={m.name} data-value={m.value ?? ''}>
                {exactText(m.value)} <span className={ui.sub}>{unitText(m.unit)}</span>
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

export function EnteredFigures({ e }: { e: Explanation }) {
  const language = useLanguage();
  const t = useExplainWords();
  const unitText = useUnits();
  return (
    <ul className={ui.stack}>
      {e.entered.map((row) => (
        <li key={row.name + row.at} className={s.formula} data-entered={row.value}>
          <b>
            {exactText(row.value)} {unitText(row.unit)}
          </b>
          <span>{row.document}</span>
          <span className={ui.sub}>
            {periodText(row.period, language)} · {t.byAt(row.by, fullMoment(row.at))} ·{' '}
            {row.acceptedBy && row.acceptedAt
              ? t.acceptedBy(row.acceptedBy, fullMoment(row.acceptedAt))
              : t.notAccepted}
          </span>
        </li>
      ))}
    </ul>
  );
}
