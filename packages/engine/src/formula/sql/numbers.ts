import { Decimal } from '../decimal.ts';
import { isDuration } from '../types.ts';
import { type SqlForm, over } from './form.ts';
import { NEVER, booleanOf, refuse } from './fragment.ts';
import { literalNumber, numberOf } from './operators.ts';

/** Places to which a number can be rounded in SQL. */
const MOST_PLACES = 400;

type Rounding = (n: string, power: { readonly up: string; readonly down: string }, places: number) => string;

/** Rounding to a written number of places; `up` and `down` are the powers of ten that lead there and back. */
function rounding(write: Rounding, several = false): SqlForm {
  return (call) => {
    const [number, scale] = call.nodes;
    if (number === undefined) return NEVER;
    const places = scale === undefined ? 0 : literalNumber(scale)?.round(0, 'down').toSafeInteger();
    if (places === undefined || Math.abs(places) > MOST_PLACES)
      return refuse(call.at, `A number of places that is not written out, up to ${MOST_PLACES}`);
    const power = (n: number) => `${Decimal.of(1n, -n).toString()}::numeric`;
    const form = over(
      ['number'],
      ([n = '']) => numberOf(`(${write(n, { up: power(places), down: power(-places) }, places)})`),
      several,
    );
    return form({ ...call, args: call.args.slice(0, 1) });
  };
}

const half = '0.5';
const whole = (write: (n: string) => string, several = true): SqlForm =>
  over(['number'], ([n = '']) => booleanOf(`(${write(n)})`), several);

const isNot = (divisor: string): string => `nullif(${divisor}, 0)`;

export const NUMBER_FORMS: Readonly<Record<string, SqlForm>> = {
  abs: ({ args: [n = NEVER] }) =>
    n.type.kind === 'number' || isDuration(n.type) ? { sql: `abs(${n.sql})`, type: n.type } : NEVER,
  floor: rounding((n, { up, down }) => `floor(${n} * ${up}) * ${down}`),
  ceiling: rounding((n, { up, down }) => `ceil(${n} * ${up}) * ${down}`),
  'round down': rounding((n, _power, places) => `trunc(${n}, ${places})`),
  'round half up': rounding((n, _power, places) => `round(${n}, ${places})`),
  'round up': rounding((n, { up, down }) => `sign(${n}) * ceil(abs(${n}) * ${up}) * ${down}`, true),
  'round half down': rounding(
    (n, { up, down }) => `sign(${n}) * ceil(abs(${n}) * ${up} - ${half}) * ${down}`,
    true,
  ),
  decimal: rounding(
    (n, { up, down }) =>
      `case when abs(${n} * ${up}) % 1 = ${half} then 2 * round(${n} * ${up} * ${half}) else round(${n} * ${up}) end * ${down}`,
    true,
  ),
  modulo: over(
    ['number'],
    ([a = '', b = '']) => numberOf(`mod(mod(${a}, ${isNot(b)}) + ${b}, ${isNot(b)})`),
    true,
  ),
  odd: whole((n) => `case when ${n} = trunc(${n}) then mod(${n}, 2) <> 0 end`),
  even: whole((n) => `case when ${n} = trunc(${n}) then mod(${n}, 2) = 0 end`),
};
