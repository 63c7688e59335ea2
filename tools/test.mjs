/**
 * npm test: installs what is missing, builds the pages, runs the checks and every test: unit, database, browser.
 * Skipped tests are named. Closing line: N passed, N failed, N skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install } from './prepare.mjs';

install();
build();
const check = spawnSync(process.execPath, ['tools/check.mjs', '--no-tests'], { stdio: 'inherit' });
const results = ['unit', 'db', 'e2e'].map((project) => {
  const file = join(mkdtempSync(join(tmpdir(), 'yuanheng-results-')), 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${file}`];
  const vitest = 'node_modules/vitest/vitest.mjs';
  const run = spawnSync(process.execPath, [vitest, 'run', '--project', project, ...reporters], {
    stdio: 'inherit',
  });
  return { ...JSON.parse(readFileSync(file, 'utf8')), status: run.status };
});

const sum = (of) => results.reduce((total, result) => total + of(result), 0);
const skipped = results
  .flatMap((result) => result.testResults)
  .flatMap((file) => file.assertionResults)
  .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo');
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
const failed = sum((result) => result.numFailedTests + result.numFailedTestSuites);
console.log(`${sum((result) => result.numPassedTests)} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = check.status === 0 && failed === 0 && results.every(({ status }) => status === 0) ? 0 : 1;
