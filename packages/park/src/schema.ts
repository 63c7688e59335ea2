import type { ListProfile } from '@yuanheng/engine/department-list';
import { LEGAL_NATURES } from '@yuanheng/engine/statistics';
import { z } from 'zod';
import { Day, Id, OWNERSHIPS, Review, Words, review } from './primitives.ts';
import type { SchemeFile } from './scheme-schema.ts';

/** Schemas of a park folder, one per file; those of evaluation schemes stand in `scheme-schema.ts`. */
export const ParkFile = z.strictObject({
  id: Id,
  name: Words,
  short: Words,
  plan: z.string(),
  status_rule: z.strictObject({
    on_track_from: z.number(),
    at_risk_from: z.number(),
    path: z.literal('linear'),
    ...review,
  }),
});

export const PlanFile = z.strictObject({
  id: Id,
  version: z.int().positive(),
  text: z.string(),
  title: z.string(),
  document_number: z.string(),
  issuer: z.string(),
  issued: Day,
  in_force_from: Day,
  period: z.strictObject({ from: z.int(), to: z.int() }),
  outline: z.array(
    z.strictObject({
      level: z.int(),
      number: z.string(),
      title: z.string(),
      line: z.int(),
      clause: z.string(),
    }),
  ),
});

export const Target = z.strictObject({
  id: Id,
  kind: z.enum(['target', 'measure']),
  name: Words,
  quote: z.string(),
  line: z.int(),
  clause: z.string(),
  comparator: z.enum(['>=', '<=', '>', '<', '=', 'range']),
  value: z.string(),
  value_max: z.string().optional(),
  unit: z.string(),
  deadline: Day.optional(),
  indicator: Id.optional(),
  /** A confirmed baseline is an entered value with its document and two names, never a line of this file. */
  baseline: z.literal('unconfirmed'),
  said_again: z.strictObject({ id: Id, quote: z.string(), line: z.int(), clause: z.string() }).optional(),
  ...review,
});
export const TargetsFile = z.strictObject({ targets: z.array(Target) });

/** Who the plan names for a task: a unit of the park, or words that name no single unit, such as 相关街道镇. */
const TaskUnit = z.strictObject({
  unit: Id.optional(),
  named: z.string().min(1).optional(),
  role: z.enum(['lead', 'support', 'joint', 'host']),
});
/** A mechanism that the plan says will exist, or a promise that it repeats. */
export const Task = z.strictObject({
  id: Id,
  kind: z.enum(['mechanism', 'recurring']),
  name: Words,
  /** 机制、制度、平台 … in the plan's own word. */
  form: z.string().optional(),
  action: z.enum(['build', 'improve', 'run']).optional(),
  frequency: z.enum(['yearly', 'regular', 'yearly-midterm-final', 'unstated']).optional(),
  quote: z.string(),
  line: z.int(),
  clause: z.string(),
  /** The task that says the same in another place. */
  same_as: Id.optional(),
  /** None: to be assigned. */
  units: z.array(TaskUnit).default([]),
  ...review,
});
export const TasksFile = z.strictObject({ tasks: z.array(Task) });

const Point = z.strictObject({ lat: z.number(), lon: z.number(), error_metres: z.number().optional() });
export const Unit = z.strictObject({
  id: Id,
  kind: z.enum(['office', 'sub-park', 'operator', 'department', 'town']),
  name: Words,
  short: Words,
  host: z.string().optional(),
  clause: z.string(),
  duties: z.array(z.string()),
  layout: z.string().optional(),
  leading: z.string().optional(),
  anchor: Point.optional(),
  division: z.string().optional(),
  ...review,
});
export const UnitsFile = z.strictObject({ units: z.array(Unit) });

export const CarriersFile = z.strictObject({
  register: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      kind: z.enum([
        'base',
        'carrier',
        'platform',
        'institute',
        'enterprise',
        'service',
        'operator',
        'planned',
      ]),
      field: z.string(),
      ownership: z.enum([...OWNERSHIPS, 'unconfirmed']),
      position: Point.optional(),
      /** The sub-park that it lies in, where the plan or a survey says so. */
      sub_park: Id.optional(),
      ...review,
    }),
  ),
});

export const Industry = z.strictObject({
  id: Id,
  name: Words,
  classification: z.enum(['leading', 'main', 'featured', 'future']),
  clause: z.string(),
  version: z.int().positive(),
  in_force_from: Day,
  rule: Words,
  codes: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2,4}$/),
      certainty: z.enum(['core', 'partial']),
      name: z.string(),
    }),
  ),
  /** Enterprises that were looked at one by one: they count, or do not, whatever their code says. */
  exceptions: z
    .array(z.strictObject({ uscc: z.string().min(1), counts: z.boolean(), document: z.string().min(4) }))
    .default([]),
  ...review,
});
export const IndustriesFile = z.strictObject({ industries: z.array(Industry) });

/** What every field of a form may say of itself. */
const said = {
  /** Its code in the national Torch statistics, so that nothing is filled twice. */
  torch: z.string().min(1).optional(),
  note: Words.optional(),
  ...review,
};
const number = z.strictObject({
  id: Id,
  section: Id,
  name: Words,
  kind: z.enum(
    ['level', 'flow', 'running-total'],
    'a number field says whether it is a level, a flow or a running-total',
  ),
  unit: z.string(),
  decimals: z.int().min(0).max(6),
  required: z.boolean(),
  may_be_negative: z.boolean(),
  previous_name: z.string(),
  /** Of a yearly form last period is last year: it has no name of its own. */
  last_year_name: z.string().optional(),
  /** The field that this one is a part of. */
  of_which: Id.optional(),
  ...said,
});
const choice = z.strictObject({
  id: Id,
  section: Id,
  name: Words,
  kind: z.literal('choice'),
  required: z.boolean(),
  options: z.array(z.strictObject({ id: Id, name: Words })).min(2),
  ...said,
});
export const Field = z.discriminatedUnion('kind', [choice, number]);
export const Rule = z.strictObject({
  id: Id,
  severity: z.enum(['error', 'query', 'advice']),
  fields: z.array(Id).min(1),
  expression: z.string(),
  not_in_first_quarter: z.boolean().default(false),
  message: Words,
  basis: z.string(),
  ...review,
});
/** A figure that rules compare with and that comes from elsewhere: another form, or a source that is still awaited. */
export const Source = z
  .strictObject({
    name: z.string(),
    label: Words,
    unit: z.string(),
    /** The same respondent's figure in the last period of the other form that ends with this form's period. */
    from: z.strictObject({ form: Id, field: Id }).optional(),
    awaits: Review.optional(),
  })
  .refine(({ from, awaits }) => (from === undefined) !== (awaits === undefined), {
    message: '须有 from 或 awaits，且只有其一 / needs either from or awaits',
  });
/** A day counted from the end of the period: `month` 1 is the first month after it. */
const DayAfter = z.strictObject({
  month: z.int().min(1).max(12).default(1),
  day: z.int().min(1).max(28, 'a day that every month has, at most 28'),
});
const days = z.int().positive();
export const FormFile = z.strictObject({
  id: Id,
  version: z.int().positive(),
  in_force_from: Day,
  /** 表号, 文号 and 有效期 of the form's face. */
  number: z.string().optional(),
  document_number: z.string().optional(),
  valid_until: Day.optional(),
  name: Words,
  frequency: z.enum(['month', 'quarter', 'year']),
  opens: DayAfter,
  due: DayAfter,
  /** Reviewed by the sub-park, then accepted by the office or by the operating body. */
  review_working_days: z.union([
    z.strictObject({ sub_park: days, office: days }),
    z.strictObject({ sub_park: days, operator: days }),
  ]),
  legal_nature: Words.extend({
    zh: z.enum(LEGAL_NATURES),
  }),
  issuing_body: z.string(),
  /** 计量单位 of the form's head; a field of another unit says its own. */
  unit: z.string(),
  /** Who signs the printed form. */
  signatories: z.array(z.string()).min(1),
  purposes: z.array(Words).min(1),
  visible_to: Words,
  /** Who has to report: every enterprise that sits in a carrier, every carrier, or those with incubation. */
  scope: z.enum(['enterprises-in-carriers', 'carriers', 'incubating-carriers']),
  sections: z.array(z.strictObject({ id: Id, name: Words })),
  fields: z.array(Field).min(1),
  sources: z.array(Source).default([]),
  rules: z.array(Rule),
  ...review,
});

export const Measure = z.union([
  z.strictObject({
    form: Id,
    field: Id,
    window: z.enum(['year-to-date', 'last-four-quarters', 'level']),
    industries: z.array(Id).optional(),
    list: z.enum(['all', 'same']).default('all'),
    shift: z.literal('last-year').optional(),
  }),
  z.strictObject({ entered: Id, unit: z.string() }),
  z.strictObject({ form: Id, submissions: z.enum(['due', 'on-time', 'first-pass', 'reviewed']) }),
]);
export const Indicator = z.strictObject({
  id: Id,
  version: z.int().positive(),
  in_force_from: Day,
  name: Words,
  unit: z.string(),
  decimals: z.int().min(0).max(6),
  direction: z.enum(['up', 'down']),
  kind: z.enum(['stock', 'flow', 'ratio']),
  /** Given: there are figures of such units only, for their evaluation; the lists of the zone's figures leave it out. */
  level: z.enum(['sub-park', 'carrier']).optional(),
  formula: z.string(),
  measures: z.record(z.string(), Measure),
  basis: z.string(),
  ...review,
});
export const IndicatorsFile = z.strictObject({ indicators: z.array(Indicator) });

const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/, 'a number as text, such as "3.5"');
export const DemoFile = z.strictObject({
  day: Day,
  enterprises: z.int().positive(),
  /** Ranges that make the invented figures look like a district's. */
  proportions: z.array(
    z.strictObject({
      id: Id,
      name: Words,
      indicator: Id,
      /** An indicator in %: the figure is this part of `indicator`. */
      share: Id.optional(),
      period: z.string(),
      unit: z.string(),
      at_least: DecimalText,
      at_most: DecimalText,
      basis: z.string().min(1),
      ...review,
    }),
  ),
});

type Of<S extends z.ZodType> = z.infer<S>;
export type Form = Of<typeof FormFile>;
export type NumberField = Of<typeof number>;
export type Indicator = Of<typeof Indicator>;
export type Measure = Of<typeof Measure>;
export type Target = Of<typeof Target>;
export type Task = Of<typeof Task>;
export type Plan = Of<typeof PlanFile>;
export type Unit = Of<typeof Unit>;
export type Industry = Of<typeof Industry>;
export type Review = Of<typeof Review>;
export type DemoFile = Of<typeof DemoFile>;

/** A whole park as its folder says it. */
export interface Park {
  readonly park: Of<typeof ParkFile>;
  readonly plan: Plan & { readonly content: string };
  readonly targets: readonly Target[];
  readonly tasks: readonly Task[];
  readonly units: readonly Unit[];
  readonly register: Of<typeof CarriersFile>['register'];
  readonly industries: readonly Industry[];
  readonly forms: readonly Form[];
  readonly indicators: readonly Indicator[];
  readonly schemes: readonly SchemeFile[];
  /** How the lists of departments are read. */
  readonly lists: readonly ListProfile[];
  readonly demo: Of<typeof DemoFile> | null;
}
