import { Decimal } from './decimal.ts';

export type MomentKind = 'date and time' | 'time';

const two = (n: bigint): string => String(n).padStart(2, '0');

function clock(seconds: Decimal): string {
  const whole = seconds.round(0, 'floor').units;
  const fraction = seconds.minus(Decimal.of(whole)).toString().slice(1);
  return `${two(whole / 3_600n)}:${two((whole / 60n) % 60n)}:${two(whole % 60n)}${fraction}`;
}

function zone(offset: number): string {
  if (offset === 0) return 'Z';
  const text = clock(Decimal.of(BigInt(Math.abs(offset))));
  return `${offset < 0 ? '-' : '+'}${text.endsWith(':00') ? text.slice(0, 5) : text}`;
}

/** A time of day, or a day with a time, with the offset from UTC where one is given. Zones by their names are not known. */
export class Moment {
  /** Null: a time of any day. */
  readonly date: { readonly day: string } | null;
  /** Since midnight. */
  readonly seconds: Decimal;
  /** Seconds east of UTC; null: local. */
  readonly offset: number | null;

  constructor(date: Moment['date'], seconds: Decimal, offset: number | null) {
    this.date = date;
    this.seconds = seconds;
    this.offset = offset;
  }

  get kind(): MomentKind {
    return this.date === null ? 'time' : 'date and time';
  }

  /** ISO 8601 text, `Z` for an offset of none. */
  toString(): string {
    const day = this.date === null ? '' : `${this.date.day}T`;
    return `${day}${clock(this.seconds)}${this.offset === null ? '' : zone(this.offset)}`;
  }

  /** Earlier, the same or later; null when one is local and the other is not. */
  compare(other: Moment): number | null {
    if (this.kind !== other.kind || (this.offset === null) !== (other.offset === null)) return null;
    const shift = BigInt((this.offset ?? 0) - (other.offset ?? 0));
    const difference = this.seconds.minus(other.seconds).minus(Decimal.of(shift));
    if (this.date === null || other.date === null) return difference.compare(Decimal.of(0n));
    const days = Date.parse(this.date.day) - Date.parse(other.date.day);
    return difference.plus(Decimal.of(BigInt(days / 1000))).compare(Decimal.of(0n));
  }
}
