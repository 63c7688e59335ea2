import { Decimal } from './decimal.ts';

export type DurationKind = 'days and time duration' | 'years and months duration';

const DAY = 86_400n;
const MONTHS = /^(-?)P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/;
const DAYS = /^(-?)P(?:(\d{1,12})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12}(?:\.\d+)?)S)?)?$/;

const whole = (n: bigint) => Decimal.of(n);
const times = (text: string | undefined, factor: bigint): Decimal =>
  (Decimal.parse(text ?? '0') ?? whole(0n)).times(whole(factor));
const sum = (parts: readonly Decimal[]) => parts.reduce((a, b) => a.plus(b), whole(0n));

/**
 * A length of time: so many exact seconds, or so many whole months. The two are never compared or added: a month has no
 * number of days.
 */
export class Duration {
  readonly kind: DurationKind;
  /** Seconds, or whole months. */
  readonly amount: Decimal;

  private constructor(kind: DurationKind, amount: Decimal) {
    this.kind = kind;
    this.amount = amount;
  }

  static ofSeconds(seconds: Decimal): Duration {
    return new Duration('days and time duration', seconds);
  }

  /** A part of a month is cut off. */
  static ofMonths(months: Decimal): Duration {
    return new Duration('years and months duration', months.round(0, 'down'));
  }

  /** Reads ISO 8601 text such as `P1Y6M` or `-P2DT3H`; undefined when it is none. */
  static parse(text: string): Duration | undefined {
    if (!/\d[YMDHS]$/.test(text)) return undefined;
    const months = MONTHS.exec(text);
    const days = DAYS.exec(text);
    const [, sign = '', ...parts] = months ?? days ?? [];
    const [first, second, third, fourth] = parts;
    if (!months && !days) return undefined;
    const amount = months
      ? sum([times(first, 12n), times(second, 1n)])
      : sum([times(first, DAY), times(second, 3_600n), times(third, 60n), times(fourth, 1n)]);
    const signed = sign === '-' ? amount.negated() : amount;
    return months ? Duration.ofMonths(signed) : Duration.ofSeconds(signed);
  }

  /** The same kind of duration with another amount. */
  with(amount: Decimal): Duration {
    return this.isMonths ? Duration.ofMonths(amount) : Duration.ofSeconds(amount);
  }

  get isMonths(): boolean {
    return this.kind === 'years and months duration';
  }

  /** Years and months, or days, hours, minutes and seconds, each with the sign of the whole. */
  get parts(): Readonly<Record<string, Decimal>> {
    const take = (amount: Decimal, size: bigint): readonly [Decimal, Decimal] => {
      const count = Decimal.of(amount.round(0, 'down').units / size);
      return [count, amount.minus(count.times(whole(size)))];
    };
    if (this.isMonths) {
      const [years, months] = take(this.amount, 12n);
      return { years, months };
    }
    const [days, inDay] = take(this.amount, DAY);
    const [hours, inHour] = take(inDay, 3_600n);
    const [minutes, seconds] = take(inHour, 60n);
    return { days, hours, minutes, seconds };
  }

  /** The shortest text with the largest units first: `P1Y2M`, `PT36H` is `P1DT12H`, nothing is `P0M` or `PT0S`. */
  toString(): string {
    if (this.amount.units === 0n) return this.isMonths ? 'P0M' : 'PT0S';
    const { years, months, days, hours, minutes, seconds } = this.parts;
    const write = (amount: Decimal | undefined, unit: string) =>
      amount && amount.units !== 0n ? `${amount.abs().toString()}${unit}` : '';
    const date = write(years, 'Y') + write(months, 'M') + write(days, 'D');
    const time = write(hours, 'H') + write(minutes, 'M') + write(seconds, 'S');
    return `${this.amount.units < 0n ? '-' : ''}P${date}${time && `T${time}`}`;
  }
}
