/**
 * npm test: installs what is missing, builds the pages, runs the checks, every test (unit, database, browser) and the
 * mutants: a fault that is noticed counts as passed, a survivor as failed. What the product sent to the database is judged
 * as one test: it would run on several machines.
 * Skipped tests are named. Closing line: N passed, N failed, N skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install } from './prepare.mjs';

install();
build();
const check = spawnSync(process.execPath, ['tools/check.mjs', '--no-tests'], { stdio: 'inherit' });
const fileFor = (name) => join(mkdtempSync(join(tmpdir(), 'yuanheng-results-')), name);
// what the product sends to the database meanwhile is judged afterwards
const sent = mkdtempSync(join(tmpdir(), 'yuanheng-statements-'));
process.env.YUANHENG_STATEMENTS = sent;
const results = ['unit', 'db', 'e2e'].map((project) => {
  const file = fileFor('results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${file}`];
  const vitest = 'node_modules/vitest/vitest.mjs';
  const run = spawnSync(process.execPath, [vitest, 'run', '--project', project, ...reporters], {
    stdio: 'inherit',
  });
  return { ...JSON.parse(readFileSync(file, 'utf8')), status: run.status };
});

const verdicts = fileFor('mutants.json');
spawnSync(process.execPath, ['--import', 'tsx', 'tools/mutants/main.ts', verdicts], { stdio: 'inherit' });
const mutants = existsSync(verdicts) ? JSON.parse(readFileSync(verdicts, 'utf8')) : { passed: 0, failed: 1 };

const judged = spawnSync(process.execPath, ['--import', 'tsx', 'tools/statements/main.ts', sent], {
  stdio: 'inherit',
});
const statements = judged.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const sum = (of) => results.reduce((total, result) => total + of(result), 0);
const skipped = results
  .flatMap((result) => result.testResults)
  .flatMap((file) => file.assertionResults)
  .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo');
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
const failed =
  sum((result) => result.numFailedTests + result.numFailedTestSuites) + mutants.failed + statements.failed;
const passed = sum((result) => result.numPassedTests) + mutants.passed + statements.passed;
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = check.status === 0 && failed === 0 && results.every(({ status }) => status === 0) ? 0 : 1;
