import type { subset } from '@yuanheng/engine/formula';

type Subset = ReturnType<typeof subset>;

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = (...cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

const HEAD = `# The formula language（公式语言）

Indicator formulas, checking rules, eligibility rules and policy conditions are FEEL (OMG DMN), in the part listed
here. This page is written by \`npx yuanheng formula subset --write docs/feel.md\`; a test fails when it is stale.

- Names may be Chinese: \`研发费用 / 营业收入 >= 0.05\`.
- Numbers are exact decimals: \`0.1 + 0.2 = 0.3\` holds. A quotient is rounded half away from zero at 20 places; a
  division by zero cannot be told.
- Three values: what is missing is neither zero nor no. \`甲 = 乙\` with both missing is *cannot tell*; an \`if\` whose
  condition cannot be told takes neither branch. \`甲 = null\` and \`甲 != null\` ask whether a value is missing.
- Numbers carry units. Persons are not added to money, 万元 not to 千元; a formula with such a sum is refused when it
  is saved, with the position. A bare number takes the unit of what it stands beside.
- An unknown limit is no limit: \`表[item > 甲]\` with 甲 missing cannot be told; an item that is missing is left out.
- What is outside this page is refused by name (\`UNSUPPORTED\`), never guessed.

Two back ends answer a formula and say the same, digit for digit: *trace* works out one record and keeps every step,
*sql* is an expression of PostgreSQL that answers for any number of rows in one statement. What has no SQL form, or only
with a limit, is refused there with its position and says so below. \`npx yuanheng formula eval --backend both\` asks both.
`;

/** docs/feel.md: the constructs and functions of the subset, per back end. */
export function feelPage({ constructs, functions }: Subset): string {
  return `${HEAD}
## Constructs
${row('construct', 'example', 'back ends')}
${row('---', '---', '---')}
${constructs.map((one) => row(one.name, `\`${one.example}\``, where(one))).join('\n')}

## Functions
A parameter with … takes any number of arguments or one list; one in brackets may be left out.

${row('function', 'says', 'back ends')}
${row('---', '---', '---')}
${functions.map((one) => row(`\`${signature(one)}\``, one.doc, where(one))).join('\n')}
`;
}

const where = ({ backends, limit }: { readonly backends: readonly string[]; readonly limit?: string }) =>
  `${backends.join(', ')}${limit === undefined ? '' : `: ${limit}`}`;

function signature({ name, params, optional }: Subset['functions'][number]): string {
  const needed = params.length - optional;
  return `${name}(${params.map((param, i) => (i < needed ? param : `[${param}]`)).join(', ')})`;
}
