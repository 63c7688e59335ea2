import { z } from 'zod';
import { AsOf, DecimalText, Instant, ListSaid, PeriodCode, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';
import { Stage } from './statistics.ts';

const tag = 'indicators';

export const UnitRef = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: z.enum(['zone', 'sub-park', 'carrier']),
  name: Words,
  needsReview: z.string().nullable(),
});
export type UnitRef = z.infer<typeof UnitRef>;

export const IndicatorWords = z.object({
  id: z.string(),
  name: Words,
  unit: z.string(),
  decimals: z.int(),
  direction: z.enum(['up', 'down']),
  kind: z.enum(['stock', 'flow', 'ratio']),
  version: z.int(),
  needsReview: z.string().nullable(),
});

export const Coverage = z.object({ due: z.int(), reported: z.int() });

/** One computed number: what it is, how complete, and the formula version and instant that made it. */
export const Figure = z.object({
  indicatorId: z.string(),
  unitId: z.uuid(),
  period: PeriodCode,
  stage: Stage,
  value: DecimalText.nullable(),
  /** Respondents due and known; null where no report is read. */
  coverage: Coverage.nullable(),
  version: z.int(),
  asOf: Instant,
  /** Why the value is kept back: a total of official statistics over too few respondents; null: it is not. */
  withheld: Words.nullable(),
});
export type Figure = z.infer<typeof Figure>;

export const MeasureExplained = z.object({
  name: z.string(),
  source: z.enum(['form', 'entered', 'submissions']),
  says: Words,
  value: DecimalText.nullable(),
  unit: z.string(),
});
export type MeasureExplained = z.infer<typeof MeasureExplained>;

/** One row under a measure: a sub-park or carrier, or an enterprise with its report. */
export const Part = z.object({
  unit: z.object({ code: z.string(), name: Words }).nullable(),
  respondent: z.string().nullable(),
  submissionId: z.uuid().nullable(),
  revision: z.int().nullable(),
  values: z.array(DecimalText.nullable()),
  coverage: Coverage.nullable(),
  /** Of an enterprise: per measure of an industry, by which line of which list it counts. */
  countedBy: z.array(
    z.object({
      measure: z.string(),
      industry: z.string(),
      name: Words,
      version: z.int(),
      inForceFrom: z.iso.date(),
      /** GB/T 4754 code of the list; null: confirmed one by one, by this document. */
      code: z.string().nullable(),
      document: z.string().nullable(),
    }),
  ),
});
export type Part = z.infer<typeof Part>;

export const Explanation = Figure.extend({
  indicator: IndicatorWords,
  unit: UnitRef,
  formula: z.string(),
  inForceFrom: z.iso.date(),
  basis: z.string(),
  /** The formula with the measures' values in place of their names. */
  withNumbers: z.string(),
  unrounded: DecimalText.nullable(),
  measures: z.array(MeasureExplained),
  parts: z.array(Part),
  partsTotal: z.int(),
  entered: z.array(
    z.object({
      name: z.string(),
      value: DecimalText,
      period: PeriodCode,
      unit: z.string(),
      document: z.string(),
      by: z.string(),
      at: Instant,
      acceptedBy: z.string().nullable(),
      acceptedAt: Instant.nullable(),
    }),
  ),
  events: z.array(
    z.object({
      at: Instant,
      by: z.string(),
      act: z.string(),
      respondent: z.string().nullable(),
      submissionId: z.uuid().nullable(),
      count: z.int(),
    }),
  ),
  /** How many there are; `events` holds the latest. */
  eventsTotal: z.int(),
  /** Value of the other stage beside it. */
  beside: Figure,
  /** What it was a day before, to see what changed. */
  dayBefore: DecimalText.nullable(),
  /** The figure as it was recorded when its period or round was closed last; null: not closed by then. */
  run: z
    .object({
      id: z.uuid(),
      cause: z.enum(['period-closed', 'round-closed']),
      at: Instant,
      /** The formula's version. */
      version: z.int(),
      value: DecimalText.nullable(),
      coverage: Coverage.nullable(),
      inputs: z.array(z.object({ name: z.string(), value: DecimalText.nullable(), unit: z.string() })),
    })
    .nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

const place = {
  unit: z
    .string()
    .max(60)
    .optional()
    .meta({ description: 'Code of the zone, a sub-park or a carrier; absent: my own place.' }),
};

export const EnteredValue = z.object({
  id: z.uuid(),
  valueId: z.string(),
  name: Words,
  unit: UnitRef.pick({ id: true, code: true, name: true }),
  period: PeriodCode,
  value: DecimalText,
  measuredIn: z.string(),
  document: z.string(),
  enteredBy: z.string(),
  enteredAt: Instant,
  acceptedBy: z.string().nullable(),
  acceptedAt: Instant.nullable(),
});
export type EnteredValue = z.infer<typeof EnteredValue>;

const FigureTable = ListSaid.extend({
  units: z.array(UnitRef),
  indicators: z.array(IndicatorWords),
  rows: z.array(Figure),
});

export type FigureTable = z.infer<typeof FigureTable>;

export const indicators = {
  units: reads(
    { path: '/indicators/units', summary: 'The units whose figures I may read', tag },
    { access: 'granted', timeless: 'the list of places to choose from is about now' },
  ).output(z.object({ rows: z.array(UnitRef) })),
  values: reads({
    path: '/indicators/values',
    summary: 'Figures of a unit in one or several periods, reported beside accepted',
    tag,
  })
    .input(
      AsOf.extend({
        ...place,
        periods: z.array(PeriodCode).min(1).max(16),
        ids: z.array(z.string().max(60)).max(60).optional(),
      }),
    )
    .output(ListSaid.extend({ indicators: z.array(IndicatorWords), rows: z.array(Figure) })),
  table: reads({ path: '/indicators/table', summary: 'One period across all units below a place', tag })
    .input(AsOf.extend({ period: PeriodCode, stage: Stage.default('reported') }))
    .output(FigureTable),
  explain: reads({
    path: '/indicators/explain',
    summary: 'Where a figure comes from, down to the reports',
    tag,
  })
    .input(
      AsOf.extend({
        ...place,
        id: z.string().max(60),
        period: PeriodCode,
        stage: Stage.default('reported'),
        below: z.string().max(60).optional(),
      }),
    )
    .output(Explanation),
  listEntered: reads({ path: '/indicators/entered', summary: 'Entered values with their documents', tag })
    .input(AsOf.extend({ period: PeriodCode.optional() }))
    .output(
      ListSaid.extend({
        rows: z.array(EnteredValue),
        /** Values that were entered for the evaluation of carriers; they are shown there. */
        ofCarriers: z.int(),
        /** What can be entered: the measures of the indicators in force that no form reports yet. */
        enterable: z.array(z.object({ valueId: z.string(), name: Words, unit: z.string() })),
      }),
    ),
  enterValue: writes({
    path: '/indicators/entered',
    summary: 'Enter a value that no form reports yet, with its document',
    tag,
  })
    .input(
      z.object({
        valueId: z.string().max(60),
        unitCode: z.string().max(60),
        period: PeriodCode,
        value: DecimalText,
        document: z.string().trim().min(4).max(200),
      }),
    )
    .output(z.object({ id: z.uuid() })),
  enterValues: writes({
    path: '/indicators/entered/table',
    summary: 'Enter a table of values of carriers that one document gives, all or none',
    tag,
  })
    .input(
      z.object({
        period: PeriodCode,
        document: z.string().trim().min(4).max(200),
        rows: z
          .array(z.object({ unitCode: z.string().max(60), valueId: z.string().max(60), value: DecimalText }))
          .min(1)
          .max(5_000),
      }),
    )
    .output(z.object({ ids: z.array(z.uuid()) })),
  acceptEntered: writes({
    path: '/indicators/entered/accept',
    summary: 'Accept entered values; not by who entered them',
    tag,
  })
    .errors(problems('ENTERED_VALUE_SELF_ACCEPTED'))
    .input(z.object({ ids: z.array(z.uuid()).min(1).max(500) }))
    .output(z.object({ accepted: z.int() })),
};
