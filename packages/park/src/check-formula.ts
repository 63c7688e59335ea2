import { type Environment, FormulaError, type FormulaType, check, parse } from '@yuanheng/engine/formula';
import type { Path, Reporter } from './report.ts';

/** The type of a formula of a file; reports it with its position when it cannot be typed. */
export function typeOfFormula(
  report: Reporter,
  path: Path,
  formula: { readonly source: string; readonly names: Environment },
): FormulaType | undefined {
  try {
    return check(parse(formula.source), formula.names);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const place = error.at.from + 1;
    report.say(
      path,
      'FORMULA',
      `${error.code} 公式第 ${place} 字 / character ${place} of the formula: ${error.message}`,
      '改正公式 / correct the formula',
    );
    return undefined;
  }
}
