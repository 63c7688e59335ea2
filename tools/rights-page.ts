/**
 * Prints docs/guide/rights.md, what each role may do, from docs/rights.csv. `--check` compares instead of writing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { OPERATION_NAMES, ROLE_NAMES } from '../packages/contract/src/words/index.ts';

const FILE = 'docs/guide/rights.md';
const REACH: Readonly<Record<string, string>> = { own: '本人或本企业', place: '本单位范围', zone: '全园' };
const names = OPERATION_NAMES as Readonly<Record<string, { readonly zh: string }>>;

interface Line {
  readonly operation: string;
  readonly reach: Readonly<Record<string, string>>;
}

function linesOf(csv: string): Line[] {
  const [head = '', ...rest] = csv.trim().split('\n');
  const columns = head.split(',');
  return rest.map((text) => {
    const cells = text.split(',');
    return {
      operation: cells[0] ?? '',
      reach: Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])),
    };
  });
}

function sectionOf(role: string, name: string, lines: readonly Line[]): string {
  const may = lines.filter(({ reach }) => reach[role] !== 'none');
  const rows = may.map(
    ({ operation, reach }) =>
      `| ${names[operation]?.zh ?? operation} | ${REACH[reach[role] ?? ''] ?? reach[role]} | \`${operation}\` |`,
  );
  return `## ${name}\n| 能办 | 范围 | 操作 |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const lines = linesOf(readFileSync('docs/rights.csv', 'utf8'));
const text = [
  '# 各岗位能办什么\n\n由 `npm run rights` 从 [docs/rights.csv](../rights.csv) 印出；没有列出的都不能办。一次只用一个岗位，右上角可切换。\n',
  ...Object.entries(ROLE_NAMES).map(([role, { zh }]) => sectionOf(role, zh, lines)),
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(`${FILE} does not say what docs/rights.csv says.`);
  process.exitCode = 1;
}
