/**
 * Judges the statements that the database tests recorded: `YUANHENG_STATEMENTS=<folder> npx vitest run --project db`,
 * then this with the same folder. Exit code 1 when one would not run unchanged on several machines.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { faultsOf, zoneTables } from './judge.ts';

const [folder = ''] = process.argv.slice(2);
const tables = zoneTables('packages/server/src/migrations');
const statements = new Set(
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string),
);
const touching = [...statements].filter((text) => [...tables].some((table) => text.includes(table)));
const wrong = touching.flatMap((text) => {
  const faults = faultsOf(text, tables);
  return faults.length === 0 ? [] : [{ text, faults }];
});
for (const { text, faults } of wrong)
  console.error(`${faults.join('; ')}\n  ${text.replaceAll(/\s+/g, ' ').slice(0, 600)}`);
console.log(
  `statements: ${statements.size} sent by the tests, ${touching.length} on zone tables, ${wrong.length} that would not run on several machines`,
);
// nothing recorded proves nothing
if (wrong.length > 0 || touching.length === 0) process.exitCode = 1;
