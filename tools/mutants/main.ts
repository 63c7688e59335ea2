/**
 * npm run mutants: puts one fault after another into a copy of the sources and runs the tests that must notice it. The
 * copy without a fault must be green first. A fault that nothing notices fails, and so does one whose text is gone.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { makeTemplate, testCluster } from '../../packages/server/src/kernel/testing/cluster.ts';
import { Copy } from './copy.ts';
import { MUTANTS, type Mutant } from './mutants.ts';
import { runTests } from './run-tests.ts';

const secondsSince = (began: number) => `${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s`;
const changesSchema = ({ file }: Mutant) => file.includes('/migrations/');

/** Empty when the mutant's tests turn red, otherwise what is wrong. */
async function survival(copy: Copy, mutant: Mutant, cluster: string): Promise<string> {
  const { file, text, replacement, test, titled } = mutant;
  try {
    const outcomes = await copy.changed(file, [text, replacement], () =>
      runTests({
        root: copy.root,
        files: [test],
        titled: [titled],
        cluster: changesSchema(mutant) ? null : cluster,
      }),
    );
    if (outcomes.some(({ status }) => status === 'failed')) return '';
    return outcomes.length > 0
      ? `SURVIVED: ${test} is green: ${titled}`
      : `no test of ${test} ran: ${titled}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is red, or did not run, without any fault. */
async function redBefore(copy: Copy, cluster: string): Promise<string[]> {
  const files = [...new Set(MUTANTS.map(({ test }) => test))];
  const titled = [...new Set(MUTANTS.map((mutant) => mutant.titled))];
  const outcomes = await runTests({ root: copy.root, files, titled, cluster });
  const passed = (title: string) =>
    outcomes.some(({ fullName, status }) => status === 'passed' && fullName.includes(title));
  const failed = outcomes.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  return [...failed, ...titled.filter((title) => !passed(title))];
}

async function killAll(copies: readonly Copy[], cluster: string): Promise<number> {
  // a changed schema needs a cluster of its own; only the first copy starts one, so that no two begin at the same time
  const ofSchema = MUTANTS.filter(changesSchema);
  const others = MUTANTS.filter((mutant) => !changesSchema(mutant));
  let survivors = 0;
  const work = async (copy: Copy, worker: number) => {
    const next = () => (worker === 0 ? ofSchema.shift() : undefined) ?? others.shift();
    for (let mutant = next(); mutant !== undefined; mutant = next()) {
      const began = Date.now();
      const fault = await survival(copy, mutant, cluster);
      if (fault !== '') survivors += 1;
      const verdict = fault === '' ? 'noticed' : `FAILED\n  → ${fault}`;
      console.log(`${secondsSince(began)}  ${mutant.part}: ${mutant.name}: ${verdict}`);
    }
  };
  await Promise.all(copies.map(work));
  return survivors;
}

const began = Date.now();
const cluster = await testCluster();
const copies = Array.from({ length: Math.max(2, availableParallelism()) }, () => new Copy(process.cwd()));
let failed = MUTANTS.length;
try {
  await makeTemplate(cluster.adminUrl);
  const [first] = copies;
  const red = first ? await redBefore(first, cluster.adminUrl) : [];
  console.log(`${secondsSince(began)}  without a fault: ${red.length === 0 ? 'green' : 'RED'}`);
  for (const title of red) console.error(`  → ${title}`);
  if (red.length === 0) failed = await killAll(copies, cluster.adminUrl);
} finally {
  for (const copy of copies) copy.remove();
  await cluster.stop();
}
console.log(`mutants: ${MUTANTS.length - failed} noticed, ${failed} failed, ${secondsSince(began).trim()}`);
const [results] = process.argv.slice(2);
if (results !== undefined)
  writeFileSync(results, JSON.stringify({ passed: MUTANTS.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
