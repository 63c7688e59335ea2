import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EnvironmentFault } from '../fault.ts';
import { type DatabaseUser, serverUser } from './server-user.ts';

/** Where this installation keeps its data, and as whom the database runs. */
export interface Home {
  readonly dir: string;
  /** Folder of the cluster and of the binaries' copy. */
  readonly databaseDir: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  readonly user: DatabaseUser | null;
  readonly secrets: Secrets;
}

interface Secrets {
  readonly databaseDir: string;
  readonly superuser: string;
  readonly app: string;
  readonly jobs: string;
}

const SHARED = '/var/lib/yuanheng';

const secret = () => randomBytes(24).toString('base64url');

/**
 * Opens the data folder. As root the database's folder lies under /var/lib/yuanheng, because the other user that
 * runs it can reach neither a closed clone nor a closed home.
 */
export function openHome(homeDir: string): Home {
  const dir = resolve(homeDir);
  const user = serverUser();
  makeDir(dir);
  const file = join(dir, 'database.json');
  if (existsSync(file)) return homeFrom(dir);
  const databaseDir = user
    ? join(SHARED, createHash('sha256').update(dir).digest('hex').slice(0, 16))
    : join(dir, 'postgres');
  setAside(databaseDir);
  makeDir(databaseDir);
  // a strict umask would lock the other user out
  if (user) chmodSync(SHARED, 0o755);
  const secrets = { databaseDir, superuser: secret(), app: secret(), jobs: secret() };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { dir, databaseDir, user, secrets };
}

/** The data folder of an installation that was started before; null: there is none. */
export const findHome = (homeDir: string): Home | null =>
  existsSync(join(resolve(homeDir), 'database.json')) ? homeFrom(resolve(homeDir)) : null;

function homeFrom(dir: string): Home {
  const secrets = JSON.parse(readFileSync(join(dir, 'database.json'), 'utf8')) as Secrets;
  return { dir, databaseDir: secrets.databaseDir, user: serverUser(), secrets };
}

/** A database whose data folder was deleted is somebody's data still: it is moved aside, not reused. */
function setAside(databaseDir: string): void {
  if (existsSync(join(databaseDir, 'data'))) renameSync(databaseDir, `${databaseDir}.${Date.now()}`);
}

function makeDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 });
  } catch (cause) {
    throw new EnvironmentFault(
      `数据目录 ${dir} 建不了（${(cause as Error).message}）。请用 YUANHENG_HOME 指定一个可写的目录。`,
      `The data folder ${dir} cannot be made (${(cause as Error).message}). Name a writable one in YUANHENG_HOME.`,
    );
  }
}
