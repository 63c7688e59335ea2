import { FUNCTIONS } from './functions/registry.ts';

/** What the language has beside its functions, by the names that messages use. */
const CONSTRUCTS: readonly { readonly name: string; readonly example: string }[] = [
  { name: 'number', example: '12.5' },
  { name: 'text', example: '"是"' },
  { name: 'boolean', example: 'true' },
  { name: 'null', example: '营业收入 = null' },
  { name: 'name', example: '“小巨人”企业数 + 研发费用（万元）' },
  { name: 'date', example: 'date("2026-10-22").year' },
  { name: 'list', example: '[1, 2, 3]' },
  { name: 'arithmetic + - * / **', example: '(利润总额 + 1) / 营业收入' },
  { name: 'comparison = != < <= > >=', example: '研发人员 <= 从业人员' },
  { name: 'and, or', example: 'a > 0 and b > 0' },
  { name: 'if', example: 'if a > 0 then b else c' },
  { name: 'between', example: 'a between 1 and 5' },
  { name: 'in', example: 'a in (1, [3..5], > 9)' },
  { name: 'filter', example: '[1, 2, 3][item > 1]' },
  { name: 'some, every', example: 'some x in [1, 2], y in [3, 4] satisfies x > y' },
  { name: 'for', example: 'for x in 1..3, y in [10, 20] return x * y' },
  { name: 'instance of number, string, boolean, date, Any', example: 'a instance of number' },
];

/** Everything that an expression may use, per back end. */
export function subset() {
  const backends = ['trace'] as const;
  return {
    constructs: CONSTRUCTS.map((construct) => ({ ...construct, backends })),
    functions: [...FUNCTIONS.values()].map(({ name, params, optional = 0, doc }) => ({
      name,
      params,
      optional,
      doc,
      backends,
    })),
  };
}
