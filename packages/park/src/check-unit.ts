import type { Known } from './known.ts';
import type { Path, Reporter } from './report.ts';

interface Measured {
  /** The target or the line of a scheme. */
  readonly id: string;
  readonly unit: string;
  /** The indicator that it is about. */
  readonly of: string;
  readonly known: Known;
}

/** A goal and the figure that it is compared with are written in one unit: 1.9 万人 is not 1.9 人. */
export function sameUnit(report: Reporter, path: Path, { id, unit, of, known }: Measured): void {
  const own = known.unitOf.get(of);
  if (own === undefined || own === unit) return;
  report.say(path, 'FORMULA', {
    reason: `${id} 以 ${unit} 计，指标 ${of} 以 ${own} 计 / ${id} is in ${unit}, the indicator ${of} in ${own}`,
    fix: '两处写成同一单位 / write both in one unit',
  });
}
