import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `园衡需要 Node.js 20.19 以上，现在是 ${process.versions.node}。 / Node.js 20.19 or later is needed, this is ${process.versions.node}.`,
  );
  process.exit(3);
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** Installs from the lockfile when it was never done or the lockfile has changed since. */
export function install({ quiet = false } = {}) {
  const stamp = 'node_modules/.yuanheng-lock';
  const wanted = hashOf(readFileSync('package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!quiet) console.log('正在安装依赖（第一次需要一两分钟）… / Installing …');
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
      stdio: quiet ? 'ignore' : ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    throw new Error(
      '依赖安装失败：请检查网络与 npm 源，再运行一次。 / npm install failed: check the network and the registry, then run it again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Builds the pages when anything that they are made of has changed. */
export function build({ quiet = false } = {}) {
  const stamp = 'packages/web/dist/.built-from';
  const wanted = hashOf(
    ['packages/web', 'packages/contract', 'packages/engine']
      .flatMap((dir) => files(dir))
      .map((file) => `${file}\n${hashOf(readFileSync(file))}`)
      .join('\n'),
  );
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!quiet) console.log('正在构建页面… / Building the pages …');
  rmSync('packages/web/dist', { recursive: true, force: true });
  try {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
      { cwd: 'packages/web', stdio: ['ignore', 'ignore', 'inherit'] },
    );
  } catch {
    throw new Error('页面构建失败，原因见上。 / The pages could not be built; the reason stands above.');
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function files(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !name.includes('.test.'))
    .flatMap((entry) => (entry.isDirectory() ? files(join(dir, entry.name)) : [join(dir, entry.name)]))
    .sort();
}
