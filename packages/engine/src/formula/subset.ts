import { FUNCTIONS } from './functions/registry.ts';
import { TYPE_NAMES } from './functions/texts.ts';
import { LARGEST_EXPONENT } from './sql/operators.ts';
import { SQL_FUNCTIONS, SQL_LIMITS } from './sql/functions.ts';

interface Construct {
  readonly name: string;
  readonly example: string;
  /** Whether the SQL back end has it. */
  readonly sql?: false;
  /** What has no form in the SQL back end. */
  readonly limit?: string;
}

/** What the language has beside its functions, by the names that messages use. */
const CONSTRUCTS: readonly Construct[] = [
  { name: 'number', example: '12.5' },
  { name: 'text', example: '"是"' },
  { name: 'boolean', example: 'true' },
  { name: 'null', example: '营业收入 = null' },
  { name: 'name', example: '“小巨人”企业数 + 研发费用（万元）' },
  { name: 'date', example: 'date("2026-10-22").year' },
  { name: 'duration', example: 'date("2026-10-22") + duration("P30D") <= date("2026-12-31")' },
  { name: 'date and time, time', example: '@"2026-10-22T09:30:00+08:00" + @"PT36H"', sql: false },
  { name: 'list', example: '[1, 2, 3]', limit: 'items are of one kind; no lists of lists' },
  {
    name: 'arithmetic + - * / **',
    example: '(利润总额 + 1) / 营业收入',
    limit: `an exponent is a written whole number up to ${LARGEST_EXPONENT}`,
  },
  { name: 'comparison = != < <= > >=', example: '研发人员 <= 从业人员' },
  { name: 'and, or', example: 'a > 0 and b > 0' },
  { name: 'if', example: 'if a > 0 then b else c', limit: 'both branches are of one kind' },
  { name: 'between', example: 'a between 1 and 5' },
  { name: 'in', example: 'a in (1, [3..5], > 9)', limit: 'no lists as items' },
  { name: 'filter', example: '[1, 2, 3][item > 1]' },
  { name: 'some, every', example: 'some x in [1, 2], y in [3, 4] satisfies x > y' },
  { name: 'for', example: 'for x in 1..3, y in [10, 20] return x * y', limit: 'a turn is worth no list' },
  { name: `instance of ${[...TYPE_NAMES].join(', ')}`, example: 'a instance of number' },
];

export type Backend = 'trace' | 'sql';

/** Everything that an expression may use, per back end. */
export function subset() {
  const both: readonly Backend[] = ['trace', 'sql'];
  return {
    constructs: CONSTRUCTS.map(({ sql, ...construct }) => ({
      ...construct,
      backends: sql === false ? both.slice(0, 1) : both,
    })),
    functions: [...FUNCTIONS.values()].map(({ name, params, optional = 0, doc }) => ({
      name,
      params,
      optional,
      doc,
      backends: both.filter((backend) => backend === 'trace' || name in SQL_FUNCTIONS),
      ...(SQL_LIMITS[name] === undefined ? {} : { limit: SQL_LIMITS[name] }),
    })),
  };
}
