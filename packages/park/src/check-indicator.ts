import { type FormulaType, numberIn } from '@yuanheng/engine/formula';
import type { Known } from './known.ts';
import { checkName, typeOfFormula } from './check-formula.ts';
import type { Path, Reporter } from './report.ts';
import type { Indicator, Measure } from './schema.ts';

export function checkIndicator(
  report: Reporter,
  { indicator, i }: { readonly indicator: Indicator; readonly i: number },
  known: Known,
): void {
  const names = Object.fromEntries(
    Object.entries(indicator.measures).map(([name, measure]) => [
      name,
      measureType(report, ['indicators', i, 'measures', name], { measure, known }),
    ]),
  );
  for (const name of Object.keys(indicator.measures))
    checkName(report, ['indicators', i, 'measures', name], name);
  const path = ['indicators', i, 'formula'];
  const type = typeOfFormula(report, path, { source: indicator.formula, names });
  if (!type || type.kind === 'any' || measuresSame(type, numberIn(indicator.unit))) return;
  report.say(['indicators', i, 'unit'], 'FORMULA', {
    reason: `${indicator.id} 的公式结果不能写成 ${indicator.unit} / the result of ${indicator.id} cannot be written in ${indicator.unit}`,
    fix: '改单位或公式 / change the unit or the formula',
  });
}

function measureType(
  report: Reporter,
  path: Path,
  { measure, known }: { measure: Measure; known: Known },
): FormulaType {
  if ('entered' in measure) return numberIn(measure.unit);
  if ('submissions' in measure) {
    if (known.allForms && !known.forms.has(measure.form))
      report.unknown([...path, 'form'], 'form', measure.form);
    return numberIn('家');
  }
  measure.industries?.forEach((id, n) => {
    if (!known.industries.has(id)) report.unknown([...path, 'industries', n], 'industry', id);
  });
  const form = known.forms.get(measure.form);
  if (!form) {
    if (known.allForms) report.unknown([...path, 'form'], 'form', measure.form);
    return { kind: 'any' };
  }
  const field = form.fields.find(({ id }) => id === measure.field);
  if (field && field.kind !== 'choice') {
    checkWindow(report, [...path, 'window'], { measure, kind: field.kind });
    return numberIn(field.unit);
  }
  report.unknown([...path, 'field'], 'number field', `${measure.form}.${measure.field}`);
  return { kind: 'any' };
}

/** A level is read at the end of a period; flows and running totals are added up over periods. */
function checkWindow(
  report: Reporter,
  path: Path,
  {
    measure,
    kind,
  }: { measure: Extract<Measure, { window: string }>; kind: 'level' | 'flow' | 'running-total' },
): void {
  if ((measure.window === 'level') === (kind === 'level')) return;
  report.say(path, 'FORMULA', {
    reason: `字段 ${measure.field} 是 ${kind}，不能按 ${measure.window} 汇总 / ${measure.field} is a ${kind} and cannot be read as ${measure.window}`,
    fix: '期末数用 level，期间数和累计数用 year-to-date 或 last-four-quarters / level for levels, year-to-date or last-four-quarters for flows and running totals',
  });
}

const measuresSame = (a: FormulaType, b: FormulaType): boolean =>
  a.kind === 'number' &&
  b.kind === 'number' &&
  JSON.stringify(Object.entries(a.unit.dimensions).sort()) ===
    JSON.stringify(Object.entries(b.unit.dimensions).sort());
