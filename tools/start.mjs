/**
 * npm start on a fresh clone: installs what is missing, builds the pages when their sources changed, then hands over
 * to the yuanheng command. Uses nothing that is not part of Node.js, because nothing is installed yet.
 */
import { spawn } from 'node:child_process';
import { build, install } from './prepare.mjs';

const quiet = process.argv.includes('--json');
try {
  install({ quiet });
  build({ quiet });
} catch (error) {
  console.error(error.message);
  process.exit(3);
}

const child = spawn(process.execPath, ['packages/cli/bin/yuanheng.mjs', 'start', ...process.argv.slice(2)], {
  // the channel says nothing; that it closes tells the server that we were killed, and it stops in order
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// npm that was killed cannot tell us; we are then somebody else's child
const parent = process.ppid;
if (process.env.npm_lifecycle_event === 'start')
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 200).unref();
// the terminal's Ctrl-C reaches the child by itself; a signal sent to us alone is passed on
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => undefined);
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
