import { z } from 'zod';
import { Day, Words } from './base.ts';

export const FormField = z.object({
  id: z.string(),
  number: z.int(),
  section: z.string(),
  name: Words,
  /** The name in formulas. */
  formulaName: z.string(),
  /** The names of last period's and last year's value in formulas; absent where rules may not look back. */
  previousName: z.string().nullable(),
  lastYearName: z.string().nullable(),
  kind: z.enum(['level', 'flow', 'running-total', 'choice']),
  unit: z.string().nullable(),
  decimals: z.int(),
  required: z.boolean(),
  mayBeNegative: z.boolean(),
  /** The field that this one is a part of. */
  partOf: z.string().nullable(),
  /** Its code in the national Torch statistics. */
  torch: z.string().nullable(),
  note: Words.nullable(),
  needsReview: z.string().nullable(),
  options: z.array(z.object({ id: z.string(), name: Words })),
});
export type FormField = z.infer<typeof FormField>;

export const CheckingRule = z.object({
  id: z.string(),
  severity: z.enum(['error', 'query', 'advice']),
  expression: z.string(),
  /** The parsed expression, so that the browser needs no parser. */
  ast: z.unknown(),
  fields: z.array(z.string()),
  message: Words,
  basis: z.string(),
  needsReview: z.string().nullable(),
  /** Running totals start again in the first quarter: such a rule does not look back then. */
  notInFirstQuarter: z.boolean(),
});
export type CheckingRule = z.infer<typeof CheckingRule>;

/** A figure that rules compare with and that comes from another form, or from a source that is still awaited. */
export const FormSource = z.object({
  /** The name in formulas. */
  name: z.string(),
  label: Words,
  unit: z.string(),
  from: z.object({ form: z.string(), field: z.string() }).nullable(),
  /** What is awaited and from whom; until it is there the rules that need it cannot tell. */
  awaits: z.string().nullable(),
});
export type FormSource = z.infer<typeof FormSource>;

export const RESPONDENT_KINDS = ['enterprise', 'carrier'] as const;
export const RespondentKind = z.enum(RESPONDENT_KINDS);
export type RespondentKind = z.infer<typeof RespondentKind>;

/** A day counted from the end of the period: `month` 1 is the first month after it. */
const DayAfter = z.object({ month: z.int(), day: z.int() });

export const Form = z.object({
  id: z.string(),
  version: z.int(),
  /** 表号 and 文号; null: not stated by anybody. */
  number: z.string().nullable(),
  documentNumber: z.string().nullable(),
  name: Words,
  inForceFrom: Day,
  validUntil: Day.nullable(),
  frequency: z.enum(['month', 'quarter', 'year']),
  legalNature: Words,
  issuingBody: z.string(),
  /** 计量单位 of the form's head. */
  unit: z.string(),
  /** Who signs the printed form. */
  signatories: z.array(z.string()),
  purposes: z.array(Words),
  visibleTo: Words,
  /** Who reports: enterprises in carriers, carriers, or those with incubation. */
  scope: z.enum(['enterprises-in-carriers', 'carriers', 'incubating-carriers']),
  respondent: RespondentKind,
  opens: DayAfter,
  due: DayAfter,
  /** Working days of the sub-park's review, then of the acceptance by `acceptedBy`. */
  reviewWorkingDays: z.object({ subPark: z.int(), acceptance: z.int() }),
  acceptedBy: z.enum(['office', 'operator']),
  needsReview: z.string().nullable(),
  sections: z.array(z.object({ id: z.string(), name: Words })),
  fields: z.array(FormField),
  sources: z.array(FormSource),
  rules: z.array(CheckingRule),
});
export type Form = z.infer<typeof Form>;
