import type { ArithmeticOperator } from '../ast.ts';
import { calendarType } from '../calendar-types.ts';
import { COUNT, DATE, type FormulaType, MONTHS, isDuration } from '../types.ts';
import { type Fragment, NEVER, type Writer } from './fragment.ts';

const [FIRST_DAY, DAYS_OF_ALL_YEARS, SECONDS_OF_DAY] = [`date '0001-01-01'`, 3_652_059, 86_400];

/** Arithmetic with days and durations, of which seconds and months are numbers; undefined when it is none. */
export function calendarArithmetic(
  operator: ArithmeticOperator,
  [a, b]: readonly [Fragment, Fragment],
  {
    writer,
    quotient,
  }: { readonly writer: Writer; readonly quotient: (a: Fragment, b: Fragment) => Fragment },
): Fragment | undefined {
  const type = calendarType(operator, a.type, b.type);
  if (type === undefined) return undefined;
  if (type.kind === 'any') return NEVER;
  if (type.kind === 'date') {
    const [day, duration] = isDuration(a.type) ? [b, a] : [a, b];
    return later(day, operator === '-' ? { ...duration, sql: `(- ${duration.sql})` } : duration, writer);
  }
  if (a.type.kind === 'date') return { sql: `((${a.sql} - ${b.sql})::numeric * ${SECONDS_OF_DAY})`, type };
  const sql = operator === '/' ? quotient(a, b).sql : `(${a.sql} ${operator} ${b.sql})`;
  return { sql: type.kind === MONTHS.kind ? `trunc(${sql})` : sql, type };
}

/** The day that much later; missing outside the years 1 to 9999. */
function later(day: Fragment, duration: Fragment, writer: Writer): Fragment {
  return writer.sharing([day, duration], ({ sql: d } = NEVER, { sql: n } = NEVER) => {
    if (duration.type.kind === MONTHS.kind) {
      const months = `extract(year from ${d}) * 12 + extract(month from ${d}) - 1 + ${n}`;
      const moved = `(${d} + make_interval(months => ${small(n)}))::date`;
      return { sql: `(case when ${months} between 12 and 119999 then ${moved} end)`, type: DATE };
    }
    const days = `((${n} - mod(mod(${n}, ${SECONDS_OF_DAY}) + ${SECONDS_OF_DAY}, ${SECONDS_OF_DAY})) / ${SECONDS_OF_DAY})`;
    const isThere = `(${d} - ${FIRST_DAY}) + ${days} between 0 and ${DAYS_OF_ALL_YEARS - 1}`;
    return { sql: `(case when ${isThere} then ${d} + ${small(days)} end)`, type: DATE };
  });
}

/** What lies within the years 1 to 9999 as an integer. A written number is cast before the statement runs, also where it would not be reached. */
const small = (n: string): string => `least(greatest(${n}, -4000000), 4000000)::integer`;

type Part = (amount: string) => string;
const DAY_PART =
  (name: string): Part =>
  (day) =>
    `extract(${name} from ${day})`;

/** The parts of days and durations by the names of the formula language. */
const PARTS: Readonly<Partial<Record<FormulaType['kind'], Readonly<Record<string, Part>>>>> = {
  date: { year: DAY_PART('year'), month: DAY_PART('month'), day: DAY_PART('day') },
  'days and time duration': {
    days: (n) => `div(${n}, ${SECONDS_OF_DAY})`,
    hours: (n) => `div(mod(${n}, ${SECONDS_OF_DAY}), 3600)`,
    minutes: (n) => `div(mod(${n}, 3600), 60)`,
    seconds: (n) => `mod(${n}, 60)`,
  },
  'years and months duration': { years: (n) => `div(${n}, 12)`, months: (n) => `mod(${n}, 12)` },
};

export function property(value: Fragment, name: string): Fragment {
  const part = Object.entries(PARTS[value.type.kind] ?? {}).find(([own]) => own === name)?.[1];
  return part ? { sql: part(value.sql), type: COUNT } : NEVER;
}
