import { BOOLEAN, type Environment, TEXT, numberIn } from '@yuanheng/engine/formula';
import { checkName, typeOfFormula } from './check-formula.ts';
import type { Path, Reporter } from './report.ts';
import type { Form } from './schema.ts';

/** The names that a form's rules may use, with their types. */
export function namesOf(form: Form): Environment {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      if (field.kind === 'choice') return [[field.name.zh, TEXT]];
      const type = numberIn(field.unit);
      return [
        [field.name.zh, type],
        [field.previous_name, type],
        [field.last_year_name, type],
      ];
    }),
  );
}

export function checkForm(report: Reporter, form: Form): void {
  report.ids(form.sections, ['sections']);
  report.ids(form.fields, ['fields']);
  report.ids(form.rules, ['rules']);
  form.fields.forEach(({ section }, i) => {
    if (!form.sections.some(({ id }) => id === section))
      report.unknown(['fields', i, 'section'], 'section', section);
  });
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

/** Each name that rules can use stands for one field. */
function checkNames(report: Reporter, { fields }: Form): void {
  const names = fields.flatMap((field, i): { id: string; path: Path }[] => {
    const own = { id: field.name.zh, path: ['fields', i, 'name', 'zh'] };
    if (field.kind === 'choice') return [own];
    return [
      own,
      { id: field.previous_name, path: ['fields', i, 'previous_name'] },
      { id: field.last_year_name, path: ['fields', i, 'last_year_name'] },
    ];
  });
  report.idsAt(names);
  for (const { id, path } of names) checkName(report, path, id);
}
