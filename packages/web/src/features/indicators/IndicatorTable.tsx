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
  onAsk,
}: {
  table: FigureTable;
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
              {units.map((unit) => {
                const figure = figureOf(indicator.id, unit.id);
                return (
                  <td
                    key={unit.id}
                    className={cx(ui.right, ui.num)}
                    title={
                      figure?.withheld
                        ? words(figure.withheld)
                        : figure?.coverage
                          ? `${t.coverage} ${figure.coverage.reported} / ${figure.coverage.due}`
                          : undefined
                    }
                  >
                    <Figure
                      what={`${words(unit.name)} ${words(indicator.name)}`}
                      onExplain={() => onAsk(indicator.id, unit.code)}
                    >
                      {decimalText(figure?.value, indicator.decimals)}
                    </Figure>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
