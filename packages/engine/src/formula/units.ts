import { Decimal } from './decimal.ts';

/**
 * What a number measures: how often each base unit counts, and by which power of ten it is larger than the base.
 * `bare`: a literal, which takes the unit of what it stands beside.
 */
export interface Unit {
  readonly dimensions: Readonly<Record<string, number>>;
  readonly power: number;
  readonly bare: boolean;
}

export const BARE: Unit = { dimensions: {}, power: 0, bare: true };

/** Units that are a power of ten of another; every other word is a base unit of its own. */
const MULTIPLES: Readonly<Record<string, readonly [base: string | null, power: number]>> = {
  元: ['元', 0],
  千元: ['元', 3],
  万元: ['元', 4],
  百万元: ['元', 6],
  亿元: ['元', 8],
  人: ['人', 0],
  万人: ['人', 4],
  // persons through a year: full-time equivalents are compared with and divided by heads
  人年: ['人', 0],
  万平方米: ['平方米', 4],
  '%': [null, -2],
  '‰': [null, -3],
};

/** Reads a unit such as 千元, %, 件/万人 or 元/平方米·日; empty text is a plain ratio. */
export function unitOf(text: string): Unit {
  const [above = '', ...below] = text.split('/');
  const parts = [
    ...above.split('·').map((word) => [word, 1] as const),
    ...below.flatMap((part) => part.split('·').map((word) => [word, -1] as const)),
  ];
  return parts
    .filter(([word]) => word !== '')
    .reduce(
      (unit, [word, times]) => {
        const [base, power] = MULTIPLES[word] ?? [word, 0];
        return multiply(unit, {
          dimensions: base === null ? {} : { [base]: times },
          power: power * times,
          bare: false,
        });
      },
      { dimensions: {}, power: 0, bare: false } as Unit,
    );
}

export function multiply(a: Unit, b: Unit): Unit {
  const dimensions: Record<string, number> = { ...a.dimensions };
  for (const [base, times] of Object.entries(b.dimensions)) {
    const sum = (dimensions[base] ?? 0) + times;
    if (sum === 0) delete dimensions[base];
    else dimensions[base] = sum;
  }
  return { dimensions, power: a.power + b.power, bare: a.bare && b.bare };
}

export const invert = ({ dimensions, power, bare }: Unit): Unit => ({
  dimensions: Object.fromEntries(Object.entries(dimensions).map(([base, times]) => [base, -times])),
  power: -power,
  bare,
});

const signature = (unit: Unit) => JSON.stringify(Object.entries(unit.dimensions).sort());
/** Whether two units measure the same thing, whatever the power of ten. */
export const measureTheSame = (a: Unit, b: Unit): boolean => signature(a) === signature(b);
export const isSameUnit = (a: Unit, b: Unit): boolean => measureTheSame(a, b) && a.power === b.power;

export function describeUnit(unit: Unit): string {
  const words = Object.entries(unit.dimensions).map(([base, times]) =>
    times === 1 ? base : `${base}^${times}`,
  );
  return `${unit.power === 0 ? '' : `10^${unit.power} `}${words.join('·') || 'ratio'}`;
}

/** A value in another unit of the same kind, exactly; throws RangeError when they measure different things. */
export function convert(value: Decimal, from: Unit, to: Unit): Decimal {
  if (!measureTheSame(from, to))
    throw new RangeError(`${describeUnit(from)} cannot be written as ${describeUnit(to)}.`);
  return value.times(Decimal.of(1n, to.power - from.power));
}
