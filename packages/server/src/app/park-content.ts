import type { Form, FormField } from '@yuanheng/contract';
import { parse } from '@yuanheng/engine/formula';
import type { Park, Review } from '@yuanheng/park';
import { uuidv7 } from '../kernel/ids.ts';
import type { NewUnit } from '../modules/organisation/index.ts';

type ParkForm = Park['forms'][number];

/** A form as the product serves it: fields numbered, rules parsed once. */
export function formOf(form: ParkForm): Form {
  const { review_working_days: days } = form;
  const acceptedBy = 'office' in days ? 'office' : 'operator';
  return {
    id: form.id,
    version: form.version,
    number: form.number ?? null,
    documentNumber: form.document_number ?? null,
    name: form.name,
    inForceFrom: form.in_force_from,
    validUntil: form.valid_until ?? null,
    frequency: form.frequency,
    legalNature: form.legal_nature,
    issuingBody: form.issuing_body,
    purposes: [...form.purposes],
    visibleTo: form.visible_to,
    unit: form.unit,
    signatories: [...form.signatories],
    scope: form.scope,
    respondent: form.scope === 'enterprises-in-carriers' ? 'enterprise' : 'carrier',
    opens: form.opens,
    due: form.due,
    reviewWorkingDays: {
      subPark: days.sub_park,
      acceptance: 'office' in days ? days.office : days.operator,
    },
    acceptedBy,
    needsReview: confirmedBy(form.needs_review),
    sections: [...form.sections],
    fields: form.fields.map(fieldOf),
    sources: form.sources.map(({ name, label, unit, from, awaits }) => ({
      name,
      label,
      unit,
      from: from ?? null,
      awaits: confirmedBy(awaits),
    })),
    rules: form.rules.map((rule) => ({
      id: rule.id,
      severity: rule.severity,
      expression: rule.expression,
      ast: parse(rule.expression),
      fields: [...rule.fields],
      message: rule.message,
      basis: rule.basis,
      needsReview: confirmedBy(rule.needs_review),
      notInFirstQuarter: rule.not_in_first_quarter,
    })),
  };
}

const confirmedBy = (review: Review | undefined): string | null =>
  review ? `${review.what}（${review.who}）` : null;

function fieldOf(field: ParkForm['fields'][number], i: number): FormField {
  const common = {
    id: field.id,
    number: i + 1,
    section: field.section,
    name: field.name,
    formulaName: field.name.zh,
    required: field.required,
    torch: field.torch ?? null,
    note: field.note ?? null,
    needsReview: confirmedBy(field.needs_review),
  };
  if (field.kind === 'choice')
    return {
      ...common,
      kind: field.kind,
      previousName: null,
      lastYearName: null,
      unit: null,
      decimals: 0,
      mayBeNegative: false,
      partOf: null,
      options: [...field.options],
    };
  return {
    ...common,
    kind: field.kind,
    previousName: field.previous_name,
    lastYearName: field.last_year_name ?? null,
    unit: field.unit,
    decimals: field.decimals,
    mayBeNegative: field.may_be_negative,
    partOf: field.of_which ?? null,
    options: [],
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
