/** npm test: installs what is missing, builds the pages, runs the checks and every test. Closing line: N passed, N failed, N skipped. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install } from './prepare.mjs';

install();
build();
execFileSync(process.execPath, ['tools/check.mjs', '--no-tests'], { stdio: 'inherit' });
const file = join(mkdtempSync(join(tmpdir(), 'yuanheng-results-')), 'results.json');
const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'db', '--reporter=default', '--reporter=json', `--outputFile=${file}`], { stdio: 'inherit' });
const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exitCode = run.status === 0 && numFailedTests + numFailedTestSuites === 0 ? 0 : 1;
