import { Decimal, type RoundingMode } from '../decimal.ts';
import { Duration } from '../duration.ts';
import { ANY, COUNT, type FormulaType, isDuration } from '../types.ts';
import { isSameUnit } from '../units.ts';
import { type FormulaValue, isList, order } from '../values.ts';
import { type FormulaFunction, type Refuse, fixed, kinds } from './define.ts';

/** The result has the unit of the first argument. */
function firstUnit(args: readonly FormulaType[], refuse: Refuse): FormulaType {
  kinds('number')(args, refuse);
  return args[0] ?? COUNT;
}

/** Aggregates over numbers of one unit, given one by one or as one list. */
function commonUnit(args: readonly FormulaType[], refuse: Refuse): FormulaType {
  const items = args.map((arg) => (arg.kind === 'list' ? arg.of : arg));
  kinds('number')(items, refuse);
  const units = items.flatMap((item) => (item.kind === 'number' && !item.unit.bare ? [item] : []));
  const [first] = units;
  if (first && units.some((item) => !isSameUnit(item.unit, first.unit)))
    refuse('the arguments have different units');
  return first ?? COUNT;
}

const comparable = (args: readonly FormulaType[], refuse: Refuse): FormulaType => {
  const items = args.map((arg) => (arg.kind === 'list' ? arg.of : arg));
  if (items.every(({ kind }) => kind === 'any')) return ANY;
  if (items.every(({ kind }) => kind === 'number' || kind === 'any')) return commonUnit(args, refuse);
  return items[0] ?? COUNT;
};

/** The items of `f(a, b)` or `f([a, b])`; null when the one list is missing. */
export function itemsOf(args: readonly FormulaValue[]): readonly FormulaValue[] | null {
  const [only] = args;
  if (args.length !== 1) return args;
  return only !== undefined && isList(only) ? only : only === null || only === undefined ? null : [only];
}

/** All numbers, or null when one is missing, none is there, or one is no number: a gap is never skipped. */
function numbersOf(args: readonly FormulaValue[]): Decimal[] | null {
  const items = itemsOf(args);
  if (items === null || items.length === 0) return null;
  return items.every((item) => item instanceof Decimal) ? [...(items as Decimal[])] : null;
}

/** The scales that the standard allows: exponents of a decimal128. */
const LARGEST_SCALE = 6_176;
const SMALLEST_SCALE = -6_111;

const total = (numbers: readonly Decimal[]) => numbers.reduce((a, b) => a.plus(b), Decimal.of(0n));
const whole = (n: number | bigint) => Decimal.of(BigInt(n));

function aggregate(name: string, doc: string, of: (numbers: Decimal[]) => FormulaValue): FormulaFunction {
  return {
    name,
    params: ['list…'],
    doc,
    type: commonUnit,
    run: (args) => {
      const numbers = numbersOf(args);
      return numbers === null ? null : of(numbers);
    },
  };
}

function extreme(name: string, doc: string, wanted: -1 | 1): FormulaFunction {
  return {
    name,
    params: ['list…'],
    doc,
    type: comparable,
    run: (args) => {
      const items = itemsOf(args);
      if (items === null || items.length === 0) return null;
      return items.reduce((best, item) => {
        const o = order(item, best);
        return o === null ? null : o * wanted > 0 ? item : best;
      }, items[0] ?? null);
    },
  };
}

function rounding(
  about: Pick<FormulaFunction, 'name' | 'doc'>,
  mode: RoundingMode,
  scaleNeeded: boolean,
): FormulaFunction {
  return {
    ...about,
    params: ['n', 'scale'],
    ...(scaleNeeded ? {} : { optional: 1 }),
    type: firstUnit,
    run: ([n, scale]) => {
      const places =
        scale === undefined
          ? 0
          : scale instanceof Decimal
            ? scale.round(0, 'down').toSafeInteger()
            : undefined;
      return n instanceof Decimal &&
        places !== undefined &&
        places >= SMALLEST_SCALE &&
        places <= LARGEST_SCALE
        ? n.round(places, mode)
        : null;
    },
  };
}

function ofOne(about: Omit<FormulaFunction, 'run'>, of: (n: Decimal) => FormulaValue): FormulaFunction {
  return { ...about, run: ([n]) => (n instanceof Decimal ? of(n) : null) };
}

function median(numbers: Decimal[]): FormulaValue {
  const sorted = numbers.toSorted((a, b) => a.compare(b));
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low && high ? low.plus(high).dividedBy(whole(2)) : null;
}

/** The values that stand most often, in ascending order. */
function mode(numbers: Decimal[]): FormulaValue {
  const counted = numbers.map((n) => numbers.filter((other) => other.compare(n) === 0).length);
  const most = Math.max(...counted);
  const best = numbers.filter(
    (n, i) => counted[i] === most && numbers.findIndex((other) => other.compare(n) === 0) === i,
  );
  return best.toSorted((a, b) => a.compare(b));
}

const isOdd = (n: Decimal) => (n.isInteger() ? n.units % 2n !== 0n : null);

export const NUMBER_FUNCTIONS: readonly FormulaFunction[] = [
  {
    name: 'abs',
    params: ['n'],
    doc: 'the number or the duration without its sign',
    type: (args, refuse) => (isDuration(args[0]) ? args[0] : firstUnit(args, refuse)),
    run: ([n]) => (n instanceof Duration ? n.with(n.amount.abs()) : n instanceof Decimal ? n.abs() : null),
  },
  rounding(
    { name: 'floor', doc: 'the next lower number with `scale` places, 0 when not given' },
    'floor',
    false,
  ),
  rounding(
    { name: 'ceiling', doc: 'the next higher number with `scale` places, 0 when not given' },
    'ceiling',
    false,
  ),
  rounding(
    { name: 'decimal', doc: 'rounded to `scale` places, a half to the even neighbour' },
    'half-even',
    true,
  ),
  rounding({ name: 'round up', doc: 'rounded away from zero' }, 'up', true),
  rounding({ name: 'round down', doc: 'rounded towards zero' }, 'down', true),
  rounding({ name: 'round half up', doc: 'rounded to the nearest, a half away from zero' }, 'half-up', true),
  rounding(
    { name: 'round half down', doc: 'rounded to the nearest, a half towards zero' },
    'half-down',
    true,
  ),
  {
    name: 'modulo',
    params: ['dividend', 'divisor'],
    doc: 'the remainder, with the sign of the divisor',
    type: firstUnit,
    run: ([a, b]) => {
      if (!(a instanceof Decimal) || !(b instanceof Decimal) || b.units === 0n) return null;
      const scale = Math.max(a.scale, b.scale);
      const [x, y] = [a, b].map((n) => n.units * 10n ** BigInt(scale - n.scale)) as [bigint, bigint];
      return Decimal.of(((x % y) + y) % y, scale);
    },
  },
  ofOne(
    {
      name: 'odd',
      params: ['number'],
      doc: 'whether a whole number is odd',
      type: fixed({ kind: 'boolean' }, 'number'),
    },
    isOdd,
  ),
  ofOne(
    {
      name: 'even',
      params: ['number'],
      doc: 'whether a whole number is even',
      type: fixed({ kind: 'boolean' }, 'number'),
    },
    (n) => {
      const odd = isOdd(n);
      return odd === null ? null : !odd;
    },
  ),
  extreme('min', 'the smallest; cannot tell when one is missing', -1),
  extreme('max', 'the largest; cannot tell when one is missing', 1),
  aggregate('sum', 'the sum; cannot tell when one is missing or there is none', total),
  aggregate('mean', 'the mean, 20 places', (numbers) => total(numbers).dividedBy(whole(numbers.length))),
  aggregate('median', 'the middle value, or the mean of the two in the middle', median),
  {
    ...aggregate('mode', 'the values that stand most often', mode),
    run: (args) => {
      const items = itemsOf(args);
      if (items !== null && items.length === 0) return [];
      const numbers = numbersOf(args);
      return numbers === null ? null : mode(numbers);
    },
  },
  aggregate('product', 'the product', (numbers) => numbers.reduce((a, b) => a.times(b), whole(1))),
];
