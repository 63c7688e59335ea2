/**
 * npm run check: formatting, lint, types, the checks of tools/checks, the park, the schema and the unit
 * tests, as many at a time as there are processors. A step that holds is one line; one that fails shows its output and
 * how to mend it.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { install } from './prepare.mjs';

install();
const node = (...args) => [process.execPath, ...args];
const tsx = (...args) => node('--import', 'tsx', ...args);
const vitest = (...args) => node('node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...args);
const types = (path) => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', path);

const CODE = 'checks of the code';
const indented = (text) => text.trimEnd().replace(/^/gm, '\n           ').replaceAll('\n\n', '\n');

/** Name, command, and what to do when it fails; the long ones first. */
const steps = [
  ['unit tests', vitest('--project', 'unit'), 'npx vitest run --project unit <file> runs one of them again'],
  [
    'schema',
    vitest('--project', 'db', 'packages/server/src/kernel/db/catalog'),
    'the rule stands in catalog.db.test.ts; write a new migration',
  ],
  ['table types', tsx('tools/tables.ts', '--check'), 'npm run tables'],
  ['rights page', tsx('tools/rights-page.ts', '--check'), 'npm run rights'],
  [CODE, tsx('tools/checks/main.ts'), 'as it says after →'],
  ...['engine', 'engine/tsconfig.test.json', 'contract', 'park', 'server', 'cli', 'web'].map((path) => [
    `types of ${path.replace('/tsconfig.test.json', ' tests')}`,
    types(`packages/${path}`),
    'mend the type; no any, no non-null !',
  ]),
  ['types of tools', types('.'), 'mend the type; no any, no non-null !'],
  [
    'lint',
    node('node_modules/oxlint/bin/oxlint', '--quiet', 'packages', 'tools', 'e2e', 'bench'),
    'npm run fix repairs what can be repaired',
  ],
  ['formatting', node('node_modules/oxfmt/bin/oxfmt', '--check'), 'npm run fix'],
  [
    'park',
    node('packages/cli/bin/yuanheng.mjs', 'park', 'check', 'parks/putuo'),
    'file, line and way out stand above',
  ],
];
const skipped = process.argv.includes('--no-tests') ? ['unit tests', 'schema'] : [];

const secondsSince = (began) => `${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s`;

function run([name, [command, ...args], mend]) {
  const began = Date.now();
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('close', (code) => {
      if (code === 0) console.log(`${secondsSince(began)}  ${name}${name === CODE ? indented(output) : ''}`);
      else console.log(`${secondsSince(began)}  ${name} FAILED\n${output.trim()}\n  → ${mend}`);
      done(code === 0 ? [] : [name]);
    });
  });
}

const began = Date.now();
const waiting = steps.filter(([name]) => !skipped.includes(name));
const failed = [];
async function work() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
    failed.push(...(await run(step)));
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
if (failed.length > 0) console.error(`check: failed: ${failed.join(', ')}`);
console.log(`check: ${secondsSince(began).trim()}`);
process.exitCode = failed.length > 0 ? 1 : 0;
