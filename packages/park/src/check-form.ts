import { BOOLEAN, type Environment, type FormulaType, TEXT, numberIn } from '@yuanheng/engine/formula';
import { checkName, typeOfFormula } from './check-formula.ts';
import type { Known } from './known.ts';
import type { Path, Reporter } from './report.ts';
import type { Form } from './schema.ts';

/** The names that a form's rules may use, with their types. */
export function namesOf(form: Form): Environment {
  const own = form.fields.flatMap((field): [string, FormulaType][] => {
    if (field.kind === 'choice') return [[field.name.zh, TEXT]];
    const type = numberIn(field.unit);
    const back = [field.previous_name, ...(field.last_year_name === undefined ? [] : [field.last_year_name])];
    return [field.name.zh, ...back].map((name) => [name, type]);
  });
  const elsewhere = form.sources.map(({ name, unit }) => [name, numberIn(unit)] as const);
  return Object.fromEntries([...own, ...elsewhere]);
}

export function checkForm(report: Reporter, form: Form, known: Known): void {
  report.ids(form.sections, ['sections']);
  report.ids(form.fields, ['fields']);
  report.ids(form.rules, ['rules']);
  form.fields.forEach(({ section }, i) => {
    if (!form.sections.some(({ id }) => id === section))
      report.unknown(['fields', i, 'section'], 'section', section);
  });
  checkParts(report, form);
  checkSources(report, form, known);
  checkNames(report, form);
  const names = namesOf(form);
  form.rules.forEach((rule, i) => {
    rule.fields.forEach((field, f) => {
      if (!form.fields.some(({ id }) => id === field))
        report.unknown(['rules', i, 'fields', f], 'field', field);
    });
    const path = ['rules', i, 'expression'];
    const type = typeOfFormula(report, path, { source: rule.expression, names });
    if (type && type.kind !== BOOLEAN.kind)
      report.say(path, 'FORMULA', {
        reason: `审核关系 ${rule.id} 须是判断，它是 ${type.kind} / rule ${rule.id} must be a condition, it is a ${type.kind}`,
        fix: '写成比较 / write a comparison',
      });
  });
}

/** A part is measured in the unit of its whole; only a yearly form has no names for the same period last year. */
function checkParts(report: Reporter, { fields, frequency }: Form): void {
  fields.forEach((field, i) => {
    if (field.kind === 'choice') return;
    if ((field.last_year_name === undefined) !== (frequency === 'year'))
      report.say(['fields', i, 'last_year_name'], 'SHAPE', {
        reason:
          frequency === 'year'
            ? `年报的上期就是上年，${field.id} 不另写 last_year_name / last period of a yearly form is last year`
            : `${field.id} 缺少 last_year_name / last_year_name is missing`,
        fix: frequency === 'year' ? '删去 last_year_name / remove it' : '补上 last_year_name / add it',
      });
    if (field.of_which === undefined) return;
    const whole = fields.find(({ id }) => id === field.of_which);
    if (!whole || whole.kind === 'choice')
      report.unknown(['fields', i, 'of_which'], 'number field', field.of_which);
    else if (whole.unit !== field.unit)
      report.say(['fields', i, 'of_which'], 'FORMULA', {
        reason: `${field.id} 以${field.unit}计，不能是以${whole.unit}计的 ${whole.id} 的其中项 / a part in ${field.unit} of a whole in ${whole.unit}`,
        fix: '改单位或其中项 / change the unit or the whole',
      });
  });
}

/** A source that is another form is a number field of it, in the same unit and for the same kind of respondent. */
function checkSources(report: Reporter, { sources, scope }: Form, known: Known): void {
  sources.forEach(({ from, unit }, i) => {
    if (from === undefined) return;
    const path = ['sources', i, 'from'];
    const form = known.forms.get(from.form);
    if (!form) {
      if (known.allForms) report.unknown([...path, 'form'], 'form', from.form);
      return;
    }
    const field = form.fields.find(({ id }) => id === from.field);
    if (!field || field.kind === 'choice')
      report.unknown([...path, 'field'], 'number field', `${from.form}.${from.field}`);
    else if (field.unit !== unit || isOfCarriers(form.scope) !== isOfCarriers(scope))
      report.say(path, 'FORMULA', {
        reason: `${from.form}.${from.field} 以${field.unit}计，或由另一类填报人填报 / it is in ${field.unit}, or reported by others`,
        fix: '改用同一单位、同一类填报人的字段 / use a field of the same unit and respondents',
      });
  });
}

const isOfCarriers = (scope: Form['scope']): boolean => scope !== 'enterprises-in-carriers';

/** Each name that rules can use stands for one field or source. */
function checkNames(report: Reporter, { fields, sources }: Form): void {
  const ofFields = fields.flatMap((field, i): { id: string; path: Path }[] => {
    const own = { id: field.name.zh, path: ['fields', i, 'name', 'zh'] };
    if (field.kind === 'choice') return [own];
    const lastYear = field.last_year_name;
    return [
      own,
      { id: field.previous_name, path: ['fields', i, 'previous_name'] },
      ...(lastYear === undefined ? [] : [{ id: lastYear, path: ['fields', i, 'last_year_name'] }]),
    ];
  });
  const names = [...ofFields, ...sources.map(({ name }, i) => ({ id: name, path: ['sources', i, 'name'] }))];
  report.idsAt(names);
  for (const { id, path } of names) checkName(report, path, id);
}
