/** Places that a quotient keeps; both back ends round half away from zero there. */
const DIVISION_PLACES = 20;

/** An exact decimal number: `units · 10^-scale`. Immutable; sums, differences and products lose nothing. */
export class Decimal {
  readonly units: bigint;
  readonly scale: number;

  private constructor(units: bigint, scale: number) {
    let u = units;
    let s = scale;
    while (s > 0 && u % 10n === 0n) {
      u /= 10n;
      s -= 1;
    }
    this.units = u;
    this.scale = s;
  }

  /** Reads plain decimal text such as `-12.50`, also with an exponent; undefined when it is none. */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
    const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
    if (!match || whole + fraction === '') return undefined;
    const digits = BigInt(`${whole}${fraction}` || '0');
    return Decimal.of(sign === '-' ? -digits : digits, fraction.length - Number(exponent));
  }

  /** `units · 10^-scale`; a negative scale multiplies. */
  static of(units: bigint, scale = 0): Decimal {
    return scale >= 0 ? new Decimal(units, scale) : new Decimal(units * 10n ** BigInt(-scale), 0);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.at(scale) + other.at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.scale + other.scale);
  }

  /** The quotient rounded half away from zero at 20 places; null for a divisor of zero. */
  dividedBy(other: Decimal): Decimal | null {
    if (other.units === 0n) return null;
    const numerator = this.units * 10n ** BigInt(DIVISION_PLACES + other.scale);
    const denominator = other.units * 10n ** BigInt(this.scale);
    return new Decimal(divideHalfAway(numerator, denominator), DIVISION_PLACES);
  }

  negated(): Decimal {
    return new Decimal(-this.units, this.scale);
  }

  abs(): Decimal {
    return this.units < 0n ? this.negated() : this;
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.at(scale) - other.at(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  isInteger(): boolean {
    return this.scale === 0;
  }

  /** Rounded to `places`; negative places round tens, hundreds … */
  round(places: number, mode: RoundingMode = 'half-up'): Decimal {
    if (this.scale <= places) return this;
    const step = 10n ** BigInt(this.scale - places);
    return Decimal.of(ROUNDERS[mode](this.units, step), places);
  }

  /** A whole number within what a double holds exactly, or undefined. */
  toSafeInteger(): number | undefined {
    const number = Number(this.units);
    return this.scale === 0 && Number.isSafeInteger(number) ? number : undefined;
  }

  /** The nearest double: for drawing and for evaluation statistics, never for a formula. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** Plain decimal text without exponent and without needless zeros. */
  toString(): string {
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(this.scale + 1, '0');
    const point = digits.length - this.scale;
    const text = this.scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    return this.units < 0n ? `-${text}` : text;
  }

  toJSON(): string {
    return this.toString();
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }
}

export type RoundingMode = 'half-up' | 'half-down' | 'half-even' | 'up' | 'down' | 'floor' | 'ceiling';

const sign = (n: bigint) => (n < 0n ? -1n : 1n);

function divideHalfAway(a: bigint, b: bigint): bigint {
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  return sign(a) * sign(b) * ((2n * x + y) / (2n * y));
}

/** Divides by a positive step; `half-up` and `half-down` are away from and towards zero. */
const ROUNDERS: Readonly<Record<RoundingMode, (units: bigint, step: bigint) => bigint>> = {
  'half-up': divideHalfAway,
  'half-down': (u, step) => {
    const [q, r] = [u / step, u % step];
    return 2n * (r < 0n ? -r : r) > step ? q + sign(u) : q;
  },
  'half-even': (u, step) => {
    const [q, r] = [u / step, u % step];
    const twice = 2n * (r < 0n ? -r : r);
    return twice > step || (twice === step && q % 2n !== 0n) ? q + sign(u) : q;
  },
  up: (u, step) => (u % step === 0n ? u / step : u / step + sign(u)),
  down: (u, step) => u / step,
  floor: (u, step) => (u % step !== 0n && u < 0n ? u / step - 1n : u / step),
  ceiling: (u, step) => (u % step !== 0n && u > 0n ? u / step + 1n : u / step),
};

/** An exact decimal from text or a whole number; throws RangeError for anything else. */
export function decimal(value: string | number | bigint): Decimal {
  const parsed = Decimal.parse(String(value));
  if (parsed === undefined)
    throw new RangeError(`"${value}" is no decimal number; write digits with one point, such as 12.5.`);
  return parsed;
}
