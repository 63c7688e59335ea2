/** The first day of the demonstration. */
export const SINCE = '2023-01-01';

/** The quarters that were opened; the last one is still open. */
export const QUARTERS: readonly string[] = [2023, 2024, 2025, 2026]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`))
  .filter((code) => code <= '2026Q3');

/** An instant of the demonstration's own past. */
export const at = (day: string, time = '10:00:00'): Date => new Date(`${day}T${time}+08:00`);
