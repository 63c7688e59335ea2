import type { FigureTable, Words } from '@yuanheng/contract';

interface Exporting {
  readonly stage: string;
  readonly head: readonly string[];
  readonly words: (words: Words) => string;
}

/**
 * The table as a file has it: one row per indicator and unit, the exact number as it was computed, how much of what was
 * due it rests on, and what is still to be confirmed. Nothing is rounded.
 */
export function exportOf(table: FigureTable, { stage, head, words }: Exporting): string[][] {
  const units = new Map(table.units.map((unit) => [unit.id, unit]));
  const indicators = new Map(table.indicators.map((indicator) => [indicator.id, indicator]));
  const rows = table.rows.map((figure) => {
    const indicator = indicators.get(figure.indicatorId);
    const unit = units.get(figure.unitId);
    return [
      figure.indicatorId,
      indicator ? words(indicator.name) : '',
      unit ? words(unit.name) : '',
      stage,
      figure.value ?? '',
      indicator?.unit ?? '',
      figure.coverage ? String(figure.coverage.reported) : '',
      figure.coverage ? String(figure.coverage.due) : '',
      String(figure.version),
      [indicator?.needsReview, unit?.needsReview].filter(Boolean).join('；'),
      figure.withheld ? words(figure.withheld) : '',
    ];
  });
  return [[...head], ...rows];
}
