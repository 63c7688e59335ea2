/**
 * npm start on a fresh clone: installs what is missing, builds the pages when their sources changed, then hands over
 * to the yuanheng command. Uses nothing that is not part of Node.js, because nothing is installed yet.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
// npm that was killed cannot tell us: we, or the shell between us, are then somebody else's child
const above = () => `${process.ppid} ${parentOf(process.ppid)}`;
const before = above();
if (process.env.npm_lifecycle_event === 'start')
  setInterval(() => above() !== before && child.kill('SIGTERM'), 200).unref();
// the terminal's Ctrl-C reaches the child by itself; a signal sent to us alone is passed on
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => undefined);
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** The parent of another process; null where the system has no /proc. */
function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1];
  } catch {
    return null;
  }
}
