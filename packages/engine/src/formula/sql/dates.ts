import { Duration } from '../duration.ts';
import { COUNT, DATE, DAYS, MONTHS, TEXT } from '../types.ts';
import { dayFromText } from '../values.ts';
import { type SqlCall, type SqlForm, over } from './form.ts';
import { type Fragment, NEVER, refuse } from './fragment.ts';

const DAY_TEXT = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';

/** The day of parts that are whole numbers of a year, a month and a day; missing when the month has no such day. */
const dayFrom = (y: string, m: string, d: string): string =>
  `case when ${d} <= extract(day from make_date(${y}, ${m}, 1) + interval '1 month' - interval '1 day') then make_date(${y}, ${m}, ${d}) end`;

function fromText(text: Fragment, { nodes: [node], writer }: SqlCall): Fragment {
  if (node?.kind === 'text') return dayFromText(node.value) ? writer.literal(node.value, DATE) : NEVER;
  return writer.sharing([text], ({ sql } = NEVER) => {
    const part = (from: number, length: number) => `substr(${sql}, ${from}, ${length})::integer`;
    const day = dayFrom(part(1, 4), part(6, 2), part(9, 2));
    return { sql: `(case when ${sql} ~ '${DAY_TEXT}' and ${sql} >= '0001' then ${day} end)`, type: DATE };
  });
}

function fromParts({ args, writer }: SqlCall): Fragment {
  if (args.length < 3 || args.some(({ type }) => type.kind !== 'number')) return NEVER;
  return writer.sharing(args, (year = NEVER, month = NEVER, date = NEVER) => {
    const within = ({ sql }: Fragment, most: number) =>
      `${sql} = trunc(${sql}) and ${sql} between 1 and ${most}`;
    const isDay = [within(year, 9999), within(month, 12), within(date, 31)].join(' and ');
    const [y, m, d] = [year, month, date].map(({ sql }) => `${sql}::integer`);
    return { sql: `(case when ${isDay} then ${dayFrom(y ?? '', m ?? '', d ?? '')} end)`, type: DATE };
  });
}

export const DATE_FORMS: Readonly<Record<string, SqlForm>> = {
  date: (call) => {
    const [first = NEVER] = call.args;
    if (first.type.kind === 'date') return first;
    return first.type.kind === 'text' ? fromText(first, call) : fromParts(call);
  },
  duration: ({ nodes: [node], args: [text = NEVER], writer, at }) => {
    if (node?.kind !== 'text')
      return text.type.kind === 'text' ? refuse(at, 'A duration that is not written out') : NEVER;
    const written = Duration.parse(node.value);
    return written ? writer.literal(written.amount.toString(), written.isMonths ? MONTHS : DAYS) : NEVER;
  },
  'years and months duration': over(
    ['date'],
    ([from = '', to = '']) => {
      const months = (a: string, b: string) =>
        `(extract(year from ${b}) - extract(year from ${a})) * 12 + extract(month from ${b}) - extract(month from ${a}) - case when extract(day from ${b}) < extract(day from ${a}) then 1 else 0 end`;
      return {
        sql: `(case when ${from} <= ${to} then ${months(from, to)} else - (${months(to, from)}) end)`,
        type: MONTHS,
      };
    },
    true,
  ),
  'day of year': over(['date'], ([day = '']) => ({ sql: `extract(doy from ${day})`, type: COUNT })),
  'week of year': over(['date'], ([day = '']) => ({ sql: `extract(week from ${day})`, type: COUNT })),
  'day of week': over(['date'], ([day = '']) => ({ sql: `to_char(${day}, 'FMDay')`, type: TEXT })),
  'month of year': over(['date'], ([day = '']) => ({ sql: `to_char(${day}, 'FMMonth')`, type: TEXT })),
};
