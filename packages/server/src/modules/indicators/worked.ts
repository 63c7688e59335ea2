import type { Period } from '@yuanheng/engine/calendar';
import type { Decimal } from '@yuanheng/engine/formula';
import type { Measure } from '@yuanheng/park';
import type { FactOf } from '../statistics/index.ts';
import type { EnteredRow } from './entered.views.ts';
import type { CountedBy } from './industry-rule.ts';

/** One measure's share of one enterprise, with the reports that it rests on. */
export interface Share {
  readonly value: Decimal;
  readonly fact: FactOf;
  /** The line of the industry's list that it counts by; null: the measure asks for no industry. */
  readonly counts: CountedBy | null;
}

export interface WorkedMeasure {
  readonly name: string;
  readonly measure: Measure;
  readonly value: Decimal | null;
  readonly unit: string;
  /** Per enterprise, only for measures of forms. */
  readonly shares: ReadonlyMap<string, Share>;
  /** Enterprises whose industry code leaves it open whether they count, and which nobody has decided: they do not. */
  readonly undecided: number;
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
  /** Kept back from this reader: official statistics of too few respondents. */
  readonly withheld: boolean;
  /** The form whose reports were read, and the period they are of; null when only entered values were read. */
  readonly read: { readonly formId: string; readonly period: Period } | null;
}
