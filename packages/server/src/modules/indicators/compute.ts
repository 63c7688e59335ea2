import type { Form, Stage, Words } from '@yuanheng/contract';
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
import type { Purpose } from '@yuanheng/engine/statistics';
import type { Indicator, Industry, Measure } from '@yuanheng/park';
import type { Db } from '../../kernel/db/pool.ts';
import { dayOf } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/operation/operation.ts';
import {
  type FactOf,
  coverageOf,
  factsOf,
  figuresOf,
  formInForce,
  lastPeriodIn,
  timelinessOf,
} from '../statistics/index.ts';
import { indicatorsInForce, industriesInForce } from './definition.views.ts';
import { type EnteredRow, enteredAsOf, enteredOf } from './entered.views.ts';
import { type CountedBy, countedBy, isUndecided } from './industry-rule.ts';
import { heldBack } from './official.ts';
import { inUnit, termsOf } from './window.ts';
import type { Coverage, Share, Worked, WorkedMeasure } from './worked.ts';

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

type FormMeasure = Extract<Measure, { field: string }>;
type TimelinessMeasure = Extract<Measure, { submissions: string }>;
const isForm = (measure: Measure): measure is FormMeasure => 'field' in measure;

/** The forms that an indicator's measures read, in their order. */
const formsOf = (indicator: Indicator): string[] => [
  ...new Set(
    Object.values(indicator.measures).flatMap((measure) => ('form' in measure ? [measure.form] : [])),
  ),
];

/** Who reads, through which transaction. */
type Reader = Pick<Context, 'db' | 'actor'>;

interface Reading {
  readonly asOf: Date;
  readonly purpose: Purpose;
}

/** Reads facts and entered values as they were known at one instant; asks the database once for each. */
export class Workings {
  readonly indicators: readonly Indicator[];
  readonly asOf: Date;
  readonly #reader: Reader;
  readonly #db: Db;
  readonly #zoneId: string;
  readonly #industries: ReadonlyMap<string, Industry>;
  readonly #purpose: Purpose;
  readonly #entered: readonly EnteredRow[];
  readonly #enteredOf: ReadonlyMap<string, readonly EnteredRow[]>;
  readonly #cache = new Map<string, Promise<unknown>>();

  private constructor(
    reader: Reader,
    { asOf, purpose }: Reading,
    content: {
      indicators: readonly Indicator[];
      industries: ReadonlyMap<string, Industry>;
      entered: readonly EnteredRow[];
    },
  ) {
    this.#reader = reader;
    this.#db = reader.db;
    this.#zoneId = reader.actor.zoneId;
    this.#purpose = purpose;
    this.asOf = asOf;
    this.indicators = content.indicators;
    this.#industries = content.industries;
    this.#entered = content.entered;
    this.#enteredOf = enteredOf(content.entered);
  }

  static async open(reader: Reader, reading: Reading): Promise<Workings> {
    const { db } = reader;
    const { zoneId } = reader.actor;
    const { asOf } = reading;
    const on = { zoneId, day: dayOf(asOf) };
    const indicators = await indicatorsInForce(db, on);
    const industries = await industriesInForce(db, on);
    const entered = await enteredAsOf(db, { zoneId, asOf });
    return new Workings(reader, reading, { indicators, industries, entered });
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
    const worked = { value: resultOf(indicator, measures), measures, withheld: false, ...least };
    return heldBack(worked, this.#reader.actor.role);
  }

  /** An industry in the version that counts. */
  industry(id: string): Industry | undefined {
    return this.#industries.get(id);
  }

  /** How the form and the field of a measure are called in a period; null before the form asked for the field. */
  async namesOf(measure: FormMeasure, code: string): Promise<{ form: Words; field: Words } | null> {
    const period = await this.#periodOf(measure.form, code);
    const [form, field] = [await this.#form(measure.form, period), await this.#field(measure, period)];
    return form && field ? { form: form.name, field: field.name } : null;
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
    const base = { name, measure, shares: new Map<string, Share>(), undecided: 0, entered: null };
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

  /** Of a year for which nothing was entered as a whole, the value of its latest period counts. */
  #findEntered(valueId: string, { place, period, stage }: At): EnteredRow | null {
    const rows = (this.#enteredOf.get(`${valueId} ${place.id}`) ?? []).filter(
      (row) => stage === 'reported' || row.acceptedAt !== null,
    );
    const own = rows.find((row) => row.period === period);
    const { kind, year } = periodOf(period);
    if (own || kind !== 'year') return own ?? null;
    const within = rows.filter((row) => periodOf(row.period).year === year);
    return (
      within.toSorted((a, b) => periodOf(b.period).ends.localeCompare(periodOf(a.period).ends))[0] ?? null
    );
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
  ): Promise<Pick<WorkedMeasure, 'value' | 'shares' | 'unit' | 'undecided'>> {
    const read = await this.#periodOf(measure.form, at.period);
    const now = await this.#field(measure, read);
    const unit = now?.unit ?? '';
    const period = measure.shift === 'last-year' ? samePeriodLastYear(read) : read;
    const list = measure.list === 'same' ? await this.#sameList(measure, { ...at, read }) : null;
    const shares = new Map<string, Share>();
    const undecided = new Set<string>();
    for (const { code, sign } of termsOf(period, measure.window, now?.kind)) {
      const everybody = await this.#facts(measure, { period: code, stage: at.stage });
      // a period that nobody reported is not a zero
      if (!everybody.some((fact) => isIn(fact, at.place)))
        return { value: null, shares, unit, undecided: undecided.size };
      const own = everybody.filter(
        (fact) => isIn(fact, at.place) && fact.value !== null && (list === null || list.has(fact.subjectId)),
      );
      const then = await this.#field(measure, code);
      for (const fact of own) {
        const counts = this.#counts(measure, fact);
        if (counts === false) {
          if (this.#isUndecided(measure, fact)) undecided.add(fact.subjectId);
          continue;
        }
        const value = inUnit(fact.value ?? '', then?.unit ?? unit, unit);
        addShare(shares, { value: sign === 1 ? value : value.negated(), fact, counts });
      }
    }
    const value = [...shares.values()].reduce((sum, share) => sum.plus(share.value), Decimal.of(0n));
    return { value, shares, unit, undecided: undecided.size };
  }

  /** False: the enterprise does not count; null: everybody does. */
  #counts(measure: FormMeasure, fact: FactOf): CountedBy | null | false {
    if (measure.industries === undefined) return null;
    for (const industry of this.#industriesOf(measure)) {
      const by = countedBy(industry, fact);
      if (by) return by;
    }
    return false;
  }

  #isUndecided(measure: FormMeasure, fact: FactOf): boolean {
    return this.#industriesOf(measure).some((industry) => isUndecided(industry, fact));
  }

  #industriesOf({ industries = [] }: FormMeasure): Industry[] {
    return industries.flatMap((id) => this.#industries.get(id) ?? []);
  }

  /** Enterprises whose reports of this period and of the same period last year were both drawn in the place. */
  async #sameList(measure: FormMeasure, at: At & { readonly read: Period }): Promise<ReadonlySet<string>> {
    const filledIn = async (period: Period) =>
      (await this.#facts(measure, { period, stage: at.stage }))
        .filter((fact) => isIn(fact, at.place) && fact.value !== null)
        .map(({ subjectId }) => subjectId);
    const before = new Set(await filledIn(samePeriodLastYear(at.read)));
    return new Set((await filledIn(at.read)).filter((id) => before.has(id)));
  }

  /** The figures of a field in a period, read by the form's version of that period; none when it did not ask the field. */
  async #facts(measure: FormMeasure, { period, stage }: { period: Period; stage: Stage }): Promise<FactOf[]> {
    const form = await this.#form(measure.form, period);
    if (!form?.fields.some(({ id }) => id === measure.field)) return [];
    const question = {
      zoneId: this.#zoneId,
      form,
      periodStart: period.starts,
      stage,
      asOf: this.asOf,
      purpose: this.#purpose,
    };
    const key = `${form.id} ${period.code} ${stage}`;
    return await this.#once(`${key} ${measure.field}`, async () =>
      figuresOf(await this.#once(key, () => factsOf(this.#db, question)), form, measure.field),
    );
  }

  async #field({ form, field }: FormMeasure, period: Period): Promise<Form['fields'][number] | undefined> {
    return (await this.#form(form, period))?.fields.find(({ id }) => id === field);
  }

  #form(formId: string, { starts }: Period): Promise<Form | undefined> {
    return this.#once(`form ${formId} ${starts}`, () =>
      formInForce(this.#db, this.#zoneId, { formId, day: starts }),
    );
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

function addShare(shares: Map<string, Share>, share: Share): void {
  const id = share.fact.subjectId;
  const before = shares.get(id);
  shares.set(id, before ? { ...before, value: before.value.plus(share.value) } : share);
}

const asts = new Map<string, ReturnType<typeof parse>>();

/** A formula is parsed once: there are as many as indicators have versions. */
function parsed(formula: string): ReturnType<typeof parse> {
  const ast = asts.get(formula) ?? parse(formula);
  asts.set(formula, ast);
  return ast;
}

/** The formula over the measures, in the indicator's own unit. */
export function resultOf(
  indicator: Indicator,
  measures: readonly Pick<WorkedMeasure, 'name' | 'value' | 'unit'>[],
): Decimal | null {
  const ast = parsed(indicator.formula);
  const names: Environment = Object.fromEntries(measures.map(({ name, unit }) => [name, numberIn(unit)]));
  const type = check(ast, names);
  const value = evaluate(ast, Object.fromEntries(measures.map(({ name, value: own }) => [name, own])));
  if (!(value instanceof Decimal) || type.kind !== 'number') return null;
  return convert(value, type.unit, unitOf(indicator.unit));
}
