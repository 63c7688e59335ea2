import type { Form } from '@yuanheng/contract';
import { parse } from '@yuanheng/engine/formula';
import type { Park } from '@yuanheng/park';
import { uuidv7 } from '../kernel/ids.ts';
import type { NewUnit } from '../modules/organisation/index.ts';

type ParkForm = Park['forms'][number];

/** A form as the product serves it: fields numbered, rules parsed once. */
export function formOf(form: ParkForm): Form {
  const { review_working_days: days } = form;
  return {
    id: form.id,
    version: form.version,
    number: form.number ?? null,
    name: form.name,
    inForceFrom: form.in_force_from,
    validUntil: form.valid_until ?? null,
    frequency: form.frequency,
    legalNature: form.legal_nature,
    issuingBody: form.issuing_body,
    purposes: [...form.purposes],
    visibleTo: form.visible_to,
    opensDay: form.opens.day,
    dueDay: form.due.day,
    reviewWorkingDays: { subPark: days.sub_park, office: days.office },
    needsReview: form.needs_review ? `${form.needs_review.what}（${form.needs_review.who}）` : null,
    sections: [...form.sections],
    fields: form.fields.map((field, i) => ({
      id: field.id,
      number: i + 1,
      section: field.section,
      name: field.name,
      formulaName: field.name.zh,
      required: field.required,
      kind: field.kind,
      ...(field.kind === 'choice'
        ? {
            previousName: null,
            lastYearName: null,
            unit: null,
            decimals: 0,
            mayBeNegative: false,
            options: [...field.options],
          }
        : {
            previousName: field.previous_name,
            lastYearName: field.last_year_name,
            unit: field.unit,
            decimals: field.decimals,
            mayBeNegative: field.may_be_negative,
            options: [],
          }),
    })),
    rules: form.rules.map((rule) => ({
      id: rule.id,
      severity: rule.severity,
      expression: rule.expression,
      ast: parse(rule.expression),
      fields: [...rule.fields],
      message: rule.message,
      basis: rule.basis,
      notInFirstQuarter: rule.not_in_first_quarter,
    })),
  };
}

/** The zone itself, its units, and the register of what the plan names. */
export function unitsOf(park: Park): NewUnit[] {
  const zone: NewUnit = {
    id: uuidv7(),
    code: park.park.id,
    kind: 'zone',
    name: park.park.name,
    short: { zh: '全园', en: 'Whole zone' },
    registerOnly: false,
    needsReview: null,
    attributes: {},
  };
  const units = park.units.map(({ id, kind, name, short, needs_review, ...attributes }) => ({
    id: uuidv7(),
    code: id,
    kind,
    name,
    short,
    registerOnly: false,
    needsReview: needs_review?.who ?? null,
    attributes,
  }));
  const register = park.register.map(({ id, name, needs_review, ...attributes }) => ({
    id: uuidv7(),
    code: `register-${id}`,
    kind: 'register',
    name: { zh: name, en: name },
    short: { zh: name, en: name },
    registerOnly: true,
    needsReview: needs_review?.who ?? null,
    attributes,
  }));
  return [zone, ...units, ...register];
}
