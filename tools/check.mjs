/** npm run check: types, lint and the unit tests; prints how long it took. */
import { spawnSync } from 'node:child_process';
import { install } from './prepare.mjs';

install();
const began = Date.now();
const node = (...args) => [process.execPath, args];
const steps = {
  types: ['engine', 'engine/tsconfig.test.json', 'contract', 'park', 'server', 'cli', 'web'].map((path) => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', `packages/${path}`)),
  lint: [node('node_modules/oxlint/bin/oxlint', 'packages', 'tools')],
  park: [node('packages/cli/bin/yuanheng.mjs', 'park', 'check', 'parks/putuo')],
  tests: process.argv.includes('--no-tests') ? [] : [node('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit')],
};
for (const [name, commands] of Object.entries(steps)) {
  for (const [command, args] of commands) {
    if (spawnSync(command, args, { stdio: 'inherit' }).status === 0) continue;
    console.error(`check: ${name} failed`);
    process.exit(1);
  }
}
console.log(`check: ${((Date.now() - began) / 1000).toFixed(1)} s`);
