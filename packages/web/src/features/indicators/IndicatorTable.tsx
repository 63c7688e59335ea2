import type { FigureTable } from '@yuanheng/contract';
import { decimalText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Figure, NeedsReview, cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { useIndicatorsWords } from './words.ts';

/** A row per indicator, a column per unit; every figure opens its explanation. */
export function IndicatorTable({
  table,
  beside,
  onAsk,
}: {
  table: FigureTable;
  /** The same figures at the other stage; null while they load. */
  beside: FigureTable | null;
  onAsk: (indicatorId: string, unitCode: string) => void;
}) {
  const t = useIndicatorsWords();
  const words = useWords();
  const unitText = useUnits();
  const { units, indicators, rows } = table;
  const figureOf = (indicatorId: string, unitId: string) =>
    rows.find((row) => row.indicatorId === indicatorId && row.unitId === unitId);
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.title}>
      <table className={ui.table}>
        <caption className={ui.caption}>{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.indicator}</th>
            <th scope="col">{t.unit}</th>
            {units.map((unit) => (
              <th key={unit.id} scope="col" className={ui.right}>
                {words(unit.name)} {unit.needsReview && <NeedsReview who={unit.needsReview} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indicators.map((indicator) => (
            <tr key={indicator.id}>
              <th
                scope="row"
                style={{ background: 'none', color: 'var(--ink)', fontSize: 13, whiteSpace: 'normal' }}
              >
                {words(indicator.name)} {indicator.needsReview && <NeedsReview who={indicator.needsReview} />}
              </th>
              <td className={ui.sub}>{unitText(indicator.unit)}</td>
              {units.map((unit) => (
                <Cell
                  key={unit.id}
                  what={`${words(unit.name)} ${words(indicator.name)}`}
                  figure={figureOf(indicator.id, unit.id)}
                  decimals={indicator.decimals}
                  beside={
                    beside?.rows.find((row) => row.indicatorId === indicator.id && row.unitId === unit.id)
                      ?.value ?? null
                  }
                  onAsk={() => onAsk(indicator.id, unit.code)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly what: string;
  readonly figure: FigureTable['rows'][number] | undefined;
  readonly decimals: number;
  /** The value at the other stage. */
  readonly beside: string | null;
  readonly onAsk: () => void;
}

/** A figure, and under it the other stage's and how much of what was due it rests on. */
function Cell({ what, figure, decimals, beside, onAsk }: CellProps) {
  const words = useWords();
  const coverage = figure?.coverage;
  return (
    <td className={cx(ui.right, ui.num)} title={figure?.withheld ? words(figure.withheld) : undefined}>
      <Figure what={what} onExplain={onAsk}>
        {placesText(figure?.value, decimals)}
      </Figure>
      <span className={ui.sub} style={{ display: 'block' }}>
        {placesText(beside, decimals)}
        {coverage && ` · ${coverage.reported} / ${coverage.due}`}
      </span>
    </td>
  );
}

/** Rounded to the indicator's places; what would round to nothing keeps its first digit. */
function placesText(value: string | null | undefined, decimals: number): string {
  const text = decimalText(value, decimals);
  if (!value || /[1-9]/.test(text) || !/[1-9]/.test(value)) return text;
  const zeros = value.split('.')[1]?.search(/[1-9]/) ?? 0;
  return decimalText(value, zeros + 1);
}
