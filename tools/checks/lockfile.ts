/** The lockfile names no address, and every optional package of every platform (decision 0010). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCKFILE = 'package-lock.json';

export function checkLockfile(root: string): Finding[] {
  const text = readFileSync(join(root, LOCKFILE), 'utf8');
  const { packages = {} } = JSON.parse(text) as { packages?: Readonly<Record<string, Locked>> };
  const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
  const listed = new Set(Object.keys(packages).map(nameOf));
  return Object.entries(packages).flatMap(([path, { resolved, optionalDependencies = {} }]) => [
    ...(resolved?.includes('://')
      ? [
          {
            where: LOCKFILE,
            what: `says where ${nameOf(path)} is loaded from`,
            mend: 'Run npm install again with the .npmrc of this repository.',
          },
        ]
      : []),
    ...Object.keys(optionalDependencies)
      .filter((name) => !listed.has(name))
      .map((name) => ({
        where: LOCKFILE,
        what: `does not list ${name}, which ${nameOf(path)} needs on another platform`,
        mend: 'Add its entry by hand, as decision 0010 says.',
      })),
  ]);
}
