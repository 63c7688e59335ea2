import type { Form, Stage } from '@yuanheng/contract';
import { type Period, lastQuarterOfYear, periodOf, samePeriodLastYear } from '@yuanheng/engine/calendar';
import {
  Decimal,
  type Environment,
  check,
  convert,
  evaluate,
  numberIn,
  parse,
  unitOf,
} from '@yuanheng/engine/formula';
import type { Indicator, Measure } from '@yuanheng/park';
import type { Db } from '../../kernel/db/pool.ts';
import { dayOf } from '../../kernel/clock.ts';
import {
  type FactOf,
  coverageOf,
  factsOf,
  formInForce,
  lastPeriodIn,
  timelinessOf,
} from '../statistics/index.ts';
import { coreCodes, indicatorsInForce } from './definition.views.ts';
import { type EnteredRow, enteredAsOf } from './entered.views.ts';

/**
 * A unit that figures are about. A period's figure is made of the reports that were drawn in the unit when the period
 * was opened; a carrier's, of those drawn in it under its present sub-park. Later moves change neither, and whoever may
 * read the unit sees every one of these reports: all readers get the same figure.
 */
export interface Place {
  readonly id: string;
  readonly kind: 'zone' | 'sub-park' | 'carrier';
  /** The sub-park of a carrier. */
  readonly parentId?: string | null | undefined;
}

/** One measure's share of one enterprise, with the reports that it rests on. */
export interface Share {
  readonly value: Decimal;
  readonly fact: FactOf;
}

export interface WorkedMeasure {
  readonly name: string;
  readonly measure: Measure;
  readonly value: Decimal | null;
  readonly unit: string;
  /** Per enterprise, only for measures of forms. */
  readonly shares: ReadonlyMap<string, Share>;
  readonly entered: EnteredRow | null;
}

/** How many respondents were due, and of how many a figure is known. */
export interface Coverage {
  readonly due: number;
  readonly reported: number;
}

/** A figure as it was computed. */
export interface Worked {
  /** In the indicator's unit, exact (quotients to 20 places); null: cannot be told. */
  readonly value: Decimal | null;
  readonly measures: readonly WorkedMeasure[];
  readonly coverage: Coverage | null;
  /** The form whose reports were read, and the period they are of; null when only entered values were read. */
  readonly read: { readonly formId: string; readonly period: Period } | null;
}

type FormMeasure = Extract<Measure, { field: string }>;
type TimelinessMeasure = Extract<Measure, { submissions: string }>;
const isForm = (measure: Measure): measure is FormMeasure => 'field' in measure;

/** The forms that an indicator's measures read, in their order. */
const formsOf = (indicator: Indicator): string[] => [
  ...new Set(
    Object.values(indicator.measures).flatMap((measure) => ('form' in measure ? [measure.form] : [])),
  ),
];

/** Reads facts and entered values as they were known at one instant; asks the database once for each. */
export class Workings {
  readonly indicators: readonly Indicator[];
  readonly asOf: Date;
  readonly #db: Db;
  readonly #zoneId: string;
  readonly #codes: ReadonlyMap<string, readonly string[]>;
  readonly #entered: readonly EnteredRow[];
  readonly #cache = new Map<string, Promise<unknown>>();

  private constructor(
    db: Db,
    zoneId: string,
    asOf: Date,
    content: {
      indicators: readonly Indicator[];
      codes: ReadonlyMap<string, readonly string[]>;
      entered: readonly EnteredRow[];
    },
  ) {
    this.#db = db;
    this.#zoneId = zoneId;
    this.asOf = asOf;
    this.indicators = content.indicators;
    this.#codes = content.codes;
    this.#entered = content.entered;
  }

  static async open(db: Db, zoneId: string, asOf: Date): Promise<Workings> {
    const on = { zoneId, day: dayOf(asOf) };
    const indicators = await indicatorsInForce(db, on);
    const codes = await coreCodes(db, on);
    const entered = await enteredAsOf(db, { zoneId, asOf });
    return new Workings(db, zoneId, asOf, { indicators, codes, entered });
  }

  get entered(): readonly EnteredRow[] {
    return this.#entered;
  }

  /**
   * Computes one indicator for a place and period. Of several forms that it reads, the coverage is that of the one of
   * which least has come in.
   */
  async figure(
    indicator: Indicator,
    { place, period, stage }: { place: Place; period: string; stage: Stage },
  ): Promise<Worked> {
    const at = { place, period, stage };
    const measures: WorkedMeasure[] = [];
    for (const [name, measure] of Object.entries(indicator.measures))
      measures.push(await this.#measure(name, measure, at));
    let least: Pick<Worked, 'coverage' | 'read'> = { coverage: null, read: null };
    for (const formId of formsOf(indicator)) {
      const coverage = await this.#coverage(formId, at);
      if (least.coverage && shareOf(least.coverage) <= shareOf(coverage)) continue;
      least = { coverage, read: { formId, period: await this.#periodOf(formId, period) } };
    }
    return { value: resultOf(indicator, measures), measures, ...least };
  }

  /** The period whose reports are read: of a year, its last one that was opened. */
  async #periodOf(formId: string, code: string): Promise<Period> {
    const period = periodOf(code);
    if (period.kind !== 'year') return period;
    const last = await this.#once(`last ${formId} ${code}`, () =>
      lastPeriodIn(this.#db, { zoneId: this.#zoneId, formId, from: period.starts, until: period.ends }),
    );
    return last === undefined ? lastQuarterOfYear(period.year) : periodOf(last);
  }

  async #measure(name: string, measure: Measure, at: At): Promise<WorkedMeasure> {
    const base = { name, measure, shares: new Map<string, Share>(), entered: null };
    if (isForm(measure)) return { ...base, ...(await this.#fromReports(measure, at)) };
    if ('entered' in measure) {
      const row = this.#findEntered(measure.entered, at);
      return {
        ...base,
        unit: measure.unit,
        value: row ? (Decimal.parse(row.value) ?? null) : null,
        entered: row,
      };
    }
    return { ...base, unit: '家', value: await this.#fromTimeliness(measure, at) };
  }

  #findEntered(valueId: string, { place, period, stage }: At): EnteredRow | null {
    const fits = (row: EnteredRow) =>
      row.valueId === valueId &&
      row.unitId === place.id &&
      row.period === period &&
      (stage === 'reported' || row.acceptedAt !== null);
    return this.#entered.find(fits) ?? null;
  }

  async #fromTimeliness(
    { submissions: count, form: formId }: TimelinessMeasure,
    { place, period }: At,
  ): Promise<Decimal | null> {
    const { code, year, ends } = await this.#periodOf(formId, period);
    const rows = await this.#once(`timeliness ${formId} ${code}`, () =>
      timelinessOf(this.#db, {
        zoneId: this.#zoneId,
        formId,
        from: `${year}-01-01`,
        until: ends,
        asOf: this.asOf,
      }),
    );
    const own = rows.filter((row) => isIn(row, place));
    return own.length === 0 ? null : Decimal.of(BigInt(own.reduce((sum, row) => sum + row[count], 0)));
  }

  async #fromReports(
    measure: FormMeasure,
    at: At,
  ): Promise<Pick<WorkedMeasure, 'value' | 'shares' | 'unit'>> {
    const read = await this.#periodOf(measure.form, at.period);
    const form = await this.#form(measure.form, read);
    const unit = form.fields.find((field) => field.id === measure.field)?.unit ?? '';
    const period = measure.shift === 'last-year' ? samePeriodLastYear(read) : read;
    const list = measure.list === 'same' ? await this.#sameList({ measure, form, read }, at) : null;
    const shares = new Map<string, Share>();
    for (const { code, sign } of termsOf(period, measure.window)) {
      const everybody = await this.#facts(measure, form, { period: code, stage: at.stage });
      // a period that nobody reported is not a zero
      if (!everybody.some((fact) => isIn(fact, at.place))) return { value: null, shares, unit };
      const own = everybody.filter(
        (fact) => isIn(fact, at.place) && (list === null || list.has(fact.subjectId)),
      );
      for (const fact of own)
        if (fact.value !== null && this.#counts(measure, fact)) addShare(shares, fact, sign);
    }
    const value = [...shares.values()].reduce((sum, share) => sum.plus(share.value), Decimal.of(0n));
    return { value, shares, unit };
  }

  #counts(measure: FormMeasure, fact: FactOf): boolean {
    if (measure.industries === undefined) return true;
    const codes = measure.industries.flatMap((id) => this.#codes.get(id) ?? []);
    return codes.some((code) => fact.industryCode.startsWith(code));
  }

  /** Enterprises whose reports of this period and of the same period last year were both drawn in the place. */
  async #sameList(
    { measure, form, read }: { measure: FormMeasure; form: Form; read: Period },
    at: At,
  ): Promise<ReadonlySet<string>> {
    const filledIn = async (period: Period) =>
      (await this.#facts(measure, form, { period, stage: at.stage }))
        .filter((fact) => isIn(fact, at.place) && fact.value !== null)
        .map(({ subjectId }) => subjectId);
    const before = new Set(await filledIn(samePeriodLastYear(read)));
    return new Set((await filledIn(read)).filter((id) => before.has(id)));
  }

  #facts(
    measure: FormMeasure,
    form: Form,
    { period, stage }: { period: Period; stage: Stage },
  ): Promise<FactOf[]> {
    const question = {
      zoneId: this.#zoneId,
      form,
      field: measure.field,
      periodStart: period.starts,
      stage,
      asOf: this.asOf,
    };
    return this.#once(`${form.id} ${measure.field} ${period.code} ${stage}`, () =>
      factsOf(this.#db, question),
    );
  }

  async #form(formId: string, { starts }: Period): Promise<Form> {
    const form = await this.#once(`form ${formId} ${starts}`, () =>
      formInForce(this.#db, this.#zoneId, { formId, day: starts }),
    );
    if (!form) throw new RangeError(`No version of ${formId} is in force on ${starts}.`);
    return form;
  }

  async #coverage(formId: string, { place, period, stage }: At): Promise<Coverage> {
    const { code, starts: periodStart } = await this.#periodOf(formId, period);
    const rows = await this.#once(`coverage ${formId} ${code} ${stage}`, () =>
      coverageOf(this.#db, { zoneId: this.#zoneId, formId, periodStart, stage, asOf: this.asOf }),
    );
    const own = rows.filter((row) => isIn(row, place));
    return {
      due: own.reduce((sum, row) => sum + row.due, 0),
      reported: own.reduce((sum, row) => sum + row.reported, 0),
    };
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#cache.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = ask();
    this.#cache.set(key, asked);
    return asked;
  }
}

interface At {
  readonly place: Place;
  readonly period: string;
  readonly stage: Stage;
}

const shareOf = ({ due, reported }: Coverage): number => (due === 0 ? 1 : reported / due);

/** Which periods a window adds and takes away: the last four quarters are this year so far, plus last year, minus last year so far. */
export function termsOf(period: Period, window: FormMeasure['window']): { code: Period; sign: 1 | -1 }[] {
  if (window !== 'last-four-quarters' || period.number === 4) return [{ code: period, sign: 1 }];
  return [
    { code: period, sign: 1 },
    { code: lastQuarterOfYear(period.year - 1), sign: 1 },
    { code: samePeriodLastYear(period), sign: -1 },
  ];
}

/** Whether a report was drawn in the place. */
function isIn(drawn: Pick<FactOf, 'carrierId' | 'subParkId'>, place: Place): boolean {
  switch (place.kind) {
    case 'zone':
      return true;
    case 'sub-park':
      return drawn.subParkId === place.id;
    case 'carrier':
      return drawn.carrierId === place.id && drawn.subParkId === place.parentId;
  }
}

function addShare(shares: Map<string, Share>, fact: FactOf, sign: 1 | -1): void {
  const amount = Decimal.parse(fact.value ?? '') ?? Decimal.of(0n);
  const signed = sign === 1 ? amount : amount.negated();
  const before = shares.get(fact.subjectId);
  shares.set(
    fact.subjectId,
    before ? { value: before.value.plus(signed), fact: before.fact } : { value: signed, fact },
  );
}

/** The formula over the measures, in the indicator's own unit. */
export function resultOf(
  indicator: Indicator,
  measures: readonly Pick<WorkedMeasure, 'name' | 'value' | 'unit'>[],
): Decimal | null {
  const ast = parse(indicator.formula);
  const names: Environment = Object.fromEntries(measures.map(({ name, unit }) => [name, numberIn(unit)]));
  const type = check(ast, names);
  const value = evaluate(ast, Object.fromEntries(measures.map(({ name, value: own }) => [name, own])));
  if (!(value instanceof Decimal) || type.kind !== 'number') return null;
  return convert(value, type.unit, unitOf(indicator.unit));
}
