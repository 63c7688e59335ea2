import { execFileSync } from 'node:child_process';
import { EnvironmentFault } from '../fault.ts';

/** The operating system's user that runs PostgreSQL when we are root. */
export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'yuanheng';

/** Null for an ordinary user; as root a system user of our own, made when it is missing. */
export function serverUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  return lookUp() ?? create();
}

function lookUp(): DatabaseUser | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, NAME], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name: NAME, uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function create(): DatabaseUser {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], {
      stdio: 'ignore',
    });
  } catch {
    // another start may have made it at this moment; the look-up decides
  }
  const user = lookUp();
  if (user) return user;
  throw new EnvironmentFault(
    `PostgreSQL 不能以 root 运行，而系统用户 ${NAME} 建不了。请以普通用户启动，或先运行 useradd --system ${NAME}。`,
    `PostgreSQL refuses to run as root and the system user ${NAME} cannot be made. Start as an ordinary user, or run useradd --system ${NAME} first.`,
  );
}
