import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** One test as the reporter tells it. */
export interface Outcome {
  readonly fullName: string;
  readonly status: string;
}

export interface Asked {
  readonly root: string;
  readonly files: readonly string[];
  /** Parts of titles; other tests are skipped. */
  readonly titled: readonly string[];
  /** A migrated cluster to use; null: the run makes its own from the folder's migrations. */
  readonly cluster: string | null;
}

/** A run that takes longer hangs. */
const LONGEST_MS = 120_000;

/** Runs tests of a folder, with the database where they need it; answers those that were not skipped. */
export async function runTests({ root, files, titled, cluster }: Asked): Promise<Outcome[]> {
  const results = join(root, 'results.json');
  rmSync(results, { force: true });
  const { YUANHENG_TEST_CLUSTER: _, ...env } = process.env;
  const pattern = titled.map((title) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const args = [
    '--project',
    'db',
    '--project',
    'unit',
    ...files,
    '-t',
    pattern,
    '--experimental.fsModuleCache',
    '--reporter=json',
    `--outputFile=${results}`,
  ];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    cwd: root,
    stdio: 'ignore',
    timeout: LONGEST_MS,
    env: cluster === null ? env : { ...env, YUANHENG_TEST_CLUSTER: cluster },
  });
  await new Promise((done) => child.on('close', done));
  return outcomesIn(results);
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly Outcome[] }[];
}

function outcomesIn(results: string): Outcome[] {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8')) as Report;
  } catch {
    return [];
  }
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed')
    .map(({ fullName, status }) => ({ fullName, status }));
}
