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
    report.say(path, 'FORMULA', {
      reason: `${error.code} 公式第 ${place} 字 / character ${place} of the formula: ${error.message}`,
      fix: '改正公式 / correct the formula',
    });
    return undefined;
  }
}

/** A name that formulas are to use must be one name to them: 占比(%) would be read as a call, 收入-成本 as a difference. */
export function checkName(report: Reporter, path: Path, name: string): void {
  if (isOneName(name)) return;
  report.say(path, 'FORMULA', {
    reason: `“${name}”不能用作公式里的名称 / formulas cannot use “${name}” as a name`,
    fix: '去掉运算符号、半角括号和百分号 / leave out operators, brackets and percent signs',
  });
}

function isOneName(name: string): boolean {
  try {
    const ast = parse(name);
    return ast.kind === 'name' && ast.name === name;
  } catch (error) {
    if (error instanceof FormulaError) return false;
    throw error;
  }
}
